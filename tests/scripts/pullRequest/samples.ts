import { kinds, reportFile, type Kind } from "../../../scripts/pullRequest/reports";

/** A proof as `prove --format json` writes one, as small as it gets. */
export function proofWith(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    verdict: "passed",
    cases: { total: 10, passed: 8, failed: 0, vacuous: 1, outside: 1, standFor: 40 },
    promises: [
      { promise: "failover", text: "the replica serves", cases: 8, failed: 0, discriminating: 4, verdict: "passed" },
      { promise: "options", text: "OPTIONS does too", cases: 2, failed: 0, discriminating: 1, verdict: "passed" },
    ],
    switches: [],
    worstCaseDelayMs: { "connection-timeout": 2000, "response-timeout": 32_000 },
    delays: [{ failure: "connection-timeout", worstMs: 2000, typicalMs: 2000, because: "1 × 2 = 2 s (FO-T1)" }],
    findings: [],
    outside: [{ case: aCase, because: "no region has it", rule: "FO-18", got: "404" }],
    ownAnswers: [],
    unproved: [],
    matrix: [{ ...aCase, judged: ["failover"], outcome: "passed" }],
    outage: [],
    requests: 20,
    durationMs: 1234,
    ...changes,
  };
}

export const aCase = { behavior: "*", method: "GET", object: "both", fault: "down", struck: "primary", cache: "cold" };

/** A proof in which a promise fails. */
export function failedProof(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const finding = {
    promise: "failover",
    case: aCase,
    expected: "200 with the published bytes",
    got: "503 Error",
    because: "503 is not listed",
    rules: ["FO-11"],
    fix: "add 503 to failoverStatusCodes",
    evidence: { exchanges: [] },
  };
  return proofWith({
    verdict: "failed",
    promises: [
      { promise: "failover", text: "the replica serves", cases: 8, failed: 1, discriminating: 4, verdict: "failed" },
    ],
    findings: [finding],
    ...changes,
  });
}

export const head = "1".repeat(40);
export const base = "2".repeat(40);

/** The files that a check leaves, by name. */
export function filesOf(
  stacks: Readonly<Record<string, Partial<Record<Kind, unknown>>>>,
  about: Readonly<Record<string, unknown>> = {},
): Map<string, string> {
  const files = new Map([["pull-request.json", JSON.stringify({ number: 7, head, base, directory: ".", ...about })]]);
  for (const [stack, reports] of Object.entries(stacks)) {
    for (const kind of Object.keys(kinds) as Kind[]) {
      const report = reports[kind];
      if (report === undefined) continue;
      files.set(reportFile(stack, kind), typeof report === "string" ? report : JSON.stringify(report));
    }
  }
  return files;
}
