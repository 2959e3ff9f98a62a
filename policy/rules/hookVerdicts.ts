import type { HookVerdict, Rewrite } from "../../hooks/verdict";
import type { Settings } from "../settings";

const refused: ReadonlySet<string> = new Set(["rewrites-status", "may-rewrite", "opaque"]);

/** How many rewrites a message spells out. */
const maximumExamples = 3;

/** Whether a verdict is refused: what is known to change only statuses outside the failover codes may be let pass. */
export function changes(verdict: HookVerdict, scope: Settings["scope"], criteria: readonly number[]): boolean {
  if (!refused.has(verdict.verdict)) return false;
  if (scope === "any-status" || verdict.verdict !== "rewrites-status") return true;
  return verdict.rewrites.some(({ from, to }) => criteria.includes(from) || criteria.includes(to));
}

/** What the reviewer is told: which status becomes which, by which input, where, and what that disables. */
export function refusalOf(name: string, verdict: HookVerdict): string {
  const { event, rewrites, reasons, disablesFailoverOn, forcesFailoverOn } = verdict;
  const seen = rewrites.slice(0, maximumExamples).map(rewriteText);
  const more = rewrites.length > seen.length ? ` and ${rewrites.length - seen.length} more` : "";
  const grounds = reasons.map(({ message, position }) =>
    position === undefined ? message : `${message} (line ${position.line})`,
  );
  const what = {
    "rewrites-status": `changes the status: ${seen.join("; ")}${more}`,
    "may-rewrite": `may change the status: ${[...seen, ...grounds].join("; ")}${more}`,
    opaque: `cannot be examined: ${grounds.join("; ")}`,
  }[verdict.verdict as "rewrites-status" | "may-rewrite" | "opaque"];
  return [
    `${name} on ${event} ${what}`,
    ...(event === "viewer-response"
      ? ["it does not run when the origin answers 400 or more, so that it disables no failover (CF-6)"]
      : []),
    ...(disablesFailoverOn.length > 0 ? [`this disables failover on ${disablesFailoverOn.join(", ")} (LE-4)`] : []),
    ...(forcesFailoverOn.length > 0 ? [`this forces a failover on ${forcesFailoverOn.join(", ")}`] : []),
    "leave the status alone",
  ].join(". ");
}

function rewriteText({ from, to, input, line, because }: Rewrite): string {
  const query = input.querystring === "" ? "" : `?${input.querystring}`;
  const headers = Object.entries(input.requestHeaders).map(([header, value]) => ` with ${header}: ${value}`);
  const where = line === undefined ? "" : `, line ${line}`;
  const why = because === undefined ? "" : `, ${because}`;
  return `${from} becomes ${to} (${input.method} ${input.uri}${query}${headers.join(",")}${where}${why})`;
}
