import { isRefused } from "../refused";
import type { HookVerdict, Position, Reason } from "../verdict";
import { type Change, changesOf, inputWords, rangesOf } from "./changes";

/** How many changes or grounds a sentence names. */
const named = 3;

const events = { lambda: "Lambda@Edge", "cloudfront-function": "CloudFront Function" } as const;

/** Which entry, at which event, run by what. */
export function entryWords({ entry, event, runtime }: HookVerdict): string {
  return `${entry} at ${event} (${events[runtime]})`;
}

/** What is wrong with a hook, in words that follow its name; empty where it is not refused (HA-EDGE-01). */
export function faultWords(verdict: HookVerdict): string {
  if (!isRefused(verdict)) return "";
  const changes = changesOf(verdict.rewrites);
  const words = verdict.verdict === "rewrites-status" ? changes.map(changeWords) : verdict.reasons.map(reasonWords);
  const shown = words.slice(0, named).join("; ");
  const rest = words.length > named ? `; and ${words.length - named} more` : "";
  const starts = {
    "rewrites-status": "changes the status of a response",
    "may-rewrite": "may change the status of a response",
    opaque: "cannot be read",
  } as const;
  const start = verdict.verdict in starts ? starts[verdict.verdict as keyof typeof starts] : verdict.verdict;
  return `${start}: ${shown}${rest}`;
}

/** Why a hook is refused and what to write instead, in words that follow its name; empty where it is not. */
export function refusalWords(verdict: HookVerdict): string {
  return isRefused(verdict) ? [faultWords(verdict), ...failoverWords(verdict), ...adviceWords(verdict)].join("; ") : "";
}

function changeWords({ from, to, input, line, because }: Change): string {
  const where = line === undefined ? "" : ` (line ${line})`;
  const why = because === undefined ? "" : `, as ${because}`;
  return `${from} ${/^\d+$/.test(from) ? "becomes" : "become"} ${to}${where}${why}, asked with ${inputWords(input)}`;
}

/** A ground with where it stands. */
export function reasonWords({ message, position }: Reason): string {
  return position === undefined ? message : `${message} (${positionWords(position)})`;
}

/** `line 3, column 5`, with the file where it is not the one that is loaded. */
export function positionWords({ line, column, file }: Position): string {
  return `${file === undefined ? "" : `${file} `}line ${line}, column ${column}`;
}

/** What the verdict means for failover, a sentence each. */
export function failoverWords(verdict: HookVerdict): string[] {
  const { event, disablesFailoverOn, forcesFailoverOn } = verdict;
  if (!isRefused(verdict)) return [];
  if (event === "viewer-response") {
    const rule = verdict.runtime === "lambda" ? "LE-12" : "CF-6";
    return [`it runs after failover and never for an origin's error (${rule}): it cannot turn failover off`];
  }
  const sentences: string[] = [];
  if (disablesFailoverOn.length > 0) {
    sentences.push(`CloudFront no longer fails over on ${rangesOf(disablesFailoverOn)} (LE-4, LE-5)`);
  }
  if (forcesFailoverOn.length > 0) {
    sentences.push(`a good answer, ${rangesOf(forcesFailoverOn)}, is taken for a failure and fails over (LE-5)`);
  }
  if (sentences.length === 0) {
    const isRewritten = verdict.verdict === "rewrites-status";
    sentences.push(
      isRewritten
        ? "the codes of the criteria still fail over, but error pages, caches and logs are told another status (LE-5)"
        : "what it makes of a status that fails over cannot be told (LE-4)",
    );
  }
  return sentences;
}

/** What to write instead; empty where nothing is refused. */
export function adviceWords(verdict: HookVerdict): string[] {
  if (verdict.verdict === "opaque") return [opaqueAdvice(verdict.reasons)];
  if (verdict.verdict === "may-rewrite") {
    return [
      "leave the status out of what hangs on the outside world: set headers, and hand back the response received",
    ];
  }
  if (verdict.verdict !== "rewrites-status") return [];
  const advice: string[] = [];
  const { rewrites } = verdict;
  if (rewrites.some(({ because }) => because === undefined)) {
    const field = verdict.runtime === "lambda" ? "status" : "statusCode";
    advice.push(
      `set headers on the response received and leave its ${field} alone; a page for an error is a custom error ` +
        "response, which comes after failover (CE-1), and a redirect or another path belongs in a request hook",
    );
  }
  const faults = rewrites.filter(({ because }) => because !== undefined);
  if (faults.some(({ to }) => to !== 502)) {
    advice.push(
      "see whether a header or value is there before it is used, catch what can be thrown, and hand back the response " +
        "received",
    );
  }
  if (faults.some(({ to }) => to === 502)) {
    advice.push("hand back the response received, with the status that it has, whatever else is changed of it");
  }
  return advice;
}

function opaqueAdvice(reasons: readonly Reason[]): string {
  const kinds = new Set(reasons.map(({ kind }) => kind));
  if (kinds.has("syntax")) return "supply JavaScript, or TypeScript, that can be parsed";
  if (kinds.has("entry")) return "supply code with the handler, or name the export that is called";
  if (kinds.has("missing-module")) return "supply the modules that it loads as well, as an archive or a bundle";
  return "supply code that can be read: without eval, without code that is fetched, and with an end";
}
