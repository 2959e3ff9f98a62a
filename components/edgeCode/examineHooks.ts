import { CodedError } from "../../aws/codedError";
import type * as Examiner from "../../hooks";
import type * as Report from "../../hooks/report";
import type { Hooks } from "./settings";

/** The arguments whose code receives a response, with what it runs as. */
const responseHooks = {
  viewerResponseCode: { event: "viewer-response", runtime: "cloudfront-function" },
  originResponseCode: { event: "origin-response", runtime: "lambda" },
} as const;

type Argument = keyof typeof responseHooks;

/** What was examined in this process: a program may use the same code for several sites. */
const known = new Map<string, Examiner.HookVerdict>();

/**
 * Reads and runs the site's own code on the response events, and refuses what changes or may change a status, or cannot
 * be told to leave it alone (HA-EDGE-01). Failover is decided on the status that comes out of it (LE-4, LE-5).
 *
 * @throws CodedError `E_HOOK_STATUS`, `E_HOOK_OPAQUE` or `E_HOOK_EXAMINER`, with the argument as its path.
 */
export function refuseStatusChanges(hooks: Hooks, criteria: readonly number[]): void {
  const names = (Object.keys(responseHooks) as Argument[]).filter((name) => hooks[name] !== undefined);
  if (names.length === 0) return;
  examine(
    names.filter((name) => !known.has(keyOf(hooks, name, criteria))),
    hooks,
    criteria,
  );
  for (const name of names) {
    const verdict = known.get(keyOf(hooks, name, criteria));
    if (verdict !== undefined) refuse(name, verdict);
  }
}

function examine(names: readonly Argument[], hooks: Hooks, criteria: readonly number[]): void {
  if (names.length === 0) return;
  const sources = names.map((name) => ({
    source: { name, text: hooks[name] ?? "" },
    options: { ...responseHooks[name], entry: "handler", criteria },
  }));
  const verdicts = examiner().examineHooksSync(sources);
  names.forEach((name, at) => {
    const verdict = verdicts[at];
    if (verdict !== undefined) known.set(keyOf(hooks, name, criteria), verdict);
  });
}

function keyOf(hooks: Hooks, name: Argument, criteria: readonly number[]): string {
  return JSON.stringify([name, hooks[name], criteria]);
}

function refuse(name: Argument, verdict: Examiner.HookVerdict): void {
  if (!examiner().isRefused(verdict)) return;
  const words = report().refusalWords(verdict);
  if (verdict.verdict === "opaque") {
    throw new CodedError(
      "E_HOOK_OPAQUE",
      `${name} must be code that can be read (HA-EDGE-01), got code that ${words}`,
      name,
    );
  }
  const takes = "leave the status of a response as it is (HA-EDGE-01)";
  throw new CodedError("E_HOOK_STATUS", `${name} must ${takes}, got code that ${words}`, name);
}

// A site without code of its own does not wait for them to be loaded.
function examiner(): typeof Examiner {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be hoisted
  return require("../../hooks") as typeof Examiner;
}

function report(): typeof Report {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be hoisted
  return require("../../hooks/report") as typeof Report;
}
