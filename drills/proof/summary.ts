import { promiseNames, promises } from "./promises";
import type { Finding, Proof, ProofVerdict, PromiseSummary } from "./proof";
import { delaysOf } from "./delays";
import { outcomesOf } from "./outcome";
import { outageOf } from "./outage";
import { gotOf, nameOf, stateOf, type CaseResult, type CaseState, type ProofFindings } from "./result";
import type { ProofSite } from "./site";

/** The verdict of a run, with everything that speaks for it. */
export function summarise(
  site: ProofSite,
  { matrix, probes, switches }: ProofFindings,
  requests: number,
  durationMs: number,
): Proof {
  const results = [...matrix, ...probes];
  const delays = delaysOf(site, matrix);
  const summaries = promiseNames.map((promise): PromiseSummary => {
    const judged = results.filter(({ judgements }) => judgements.some((one) => one.promise === promise));
    const failed = judged.filter(({ judgements }) => judgements.some((one) => one.promise === promise && !one.met));
    const discriminating = judged.filter(({ discriminates }) => discriminates === true).length;
    const undecided = switches.some((one) => one.promise === promise);
    const verdict =
      judged.length === 0
        ? "not-tested"
        : failed.length > 0
          ? "failed"
          : undecided
            ? "undecided"
            : isVacuous(promise, judged)
              ? "vacuous"
              : "passed";
    return { promise, text: promises[promise], cases: judged.length, failed: failed.length, discriminating, verdict };
  });
  const findings = results.flatMap(findingsOf);
  const count = (state: CaseState): number => results.filter((result) => stateOf(result) === state).length;
  return {
    verdict: verdictOf(summaries),
    cases: {
      total: results.length,
      passed: count("passed"),
      failed: count("failed"),
      vacuous: count("vacuous"),
      outside: count("outside"),
      standFor: results.reduce((sum, { one }) => sum + one.standsFor, 0),
    },
    promises: summaries,
    switches,
    worstCaseDelayMs: Object.fromEntries(delays.map(({ failure, worstMs }) => [failure, worstMs])),
    delays,
    outage: outageOf(delays),
    findings,
    outside: results.flatMap((result) => (result.outside === undefined ? [] : [result.outside])),
    unproved: site.unproved,
    matrix: outcomesOf(matrix),
    requests,
    durationMs,
  };
}

/** Of every behavior and fault at least one cold GET must have needed the origin group. */
function isVacuous(promise: string, judged: readonly CaseResult[]): boolean {
  if (promise !== "failover") return false;
  const strikes = new Map<string, boolean>();
  for (const { one, discriminates } of judged) {
    if (one.method !== "GET" || one.cache !== "cold" || discriminates === undefined) continue;
    const key = `${one.behavior} ${one.fault}`;
    strikes.set(key, (strikes.get(key) ?? false) || discriminates);
  }
  return strikes.size === 0 || [...strikes.values()].includes(false);
}

function verdictOf(summaries: readonly PromiseSummary[]): ProofVerdict {
  for (const verdict of ["failed", "undecided", "vacuous"] as const) {
    if (summaries.some((one) => one.verdict === verdict)) return verdict;
  }
  return summaries.some(({ promise, verdict }) => promise === "failover" && verdict === "passed")
    ? "passed"
    : "vacuous";
}

function findingsOf({ one, response, judgements }: CaseResult): Finding[] {
  return judgements
    .filter(({ met }) => !met)
    .map(({ promise, expected, because, rules, fix }) => ({
      promise,
      case: nameOf(one),
      expected,
      got: gotOf(response),
      because,
      rules,
      fix,
      evidence: response.log,
    }));
}
