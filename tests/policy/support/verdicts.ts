import type { ExamineOptions, HookSource, HookVerdict, Rewrite } from "../../../hooks/verdict";
import type { Examine } from "../../../policy/rules/rule";

/** A verdict with what a test does not care about filled in. */
export function verdict(source: HookSource, options: ExamineOptions, more: Partial<HookVerdict> = {}): HookVerdict {
  const runtime = options.runtime ?? "lambda";
  return {
    file: source.name,
    entry: options.entry ?? "handler",
    event: options.event ?? (runtime === "lambda" ? "origin-response" : "viewer-response"),
    runtime,
    verdict: "keeps-status",
    rewrites: [],
    throwsOn: [],
    disablesFailoverOn: [],
    forcesFailoverOn: [],
    reasons: [],
    coverage: { branches: 1, reached: 1, unreached: [] },
    ...more,
  };
}

/** An examiner that finds that every hook keeps the status. */
export const keepsStatus: Examine = (source, options) => [verdict(source, options)];

/** An examiner that finds these rewrites in code that mentions a status, as one that runs it would. */
export function rewriting(...statuses: readonly (readonly [number, number])[]): Examine {
  return (source, options) => {
    if (!source.text.includes("status")) return keepsStatus(source, options);
    const rewrites = statuses.map(([from, to]) => rewrite(from, to));
    const criteria = options.criteria ?? [];
    const disablesFailoverOn = statuses.map(([from]) => from).filter((from) => criteria.includes(from));
    return [verdict(source, options, { verdict: "rewrites-status", rewrites, disablesFailoverOn })];
  };
}

function rewrite(from: number, to: number): Rewrite {
  const nothing = { requestHeaders: {}, responseHeaders: {}, dependencies: "work" } as const;
  return { from, to, line: 3, input: { method: "GET", uri: "/index.html", querystring: "", ...nothing } };
}
