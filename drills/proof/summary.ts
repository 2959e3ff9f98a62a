import { promiseNames, promises, type PromiseName } from "./promises";
import type { Proof, ProofVerdict, PromiseSummary, SwitchDependence } from "./proof";
import { delaysOf } from "./delays";
import { outcomesOf } from "./outcome";
import { countAnswers } from "./ownAnswers";
import { outageOf } from "./outage";
import { stateOf, type CaseResult, type CaseState, type ProofFindings } from "./result";
import type { ProofSite } from "./site";
import { shownNothing } from "./vacuity";

/** The verdict of a run, with everything that speaks for it. */
export function summarise(
  site: ProofSite,
  { matrix, probes }: ProofFindings,
  switches: readonly SwitchDependence[],
  requests: number,
  durationMs: number,
): Proof {
  const results = [...matrix, ...probes];
  const delays = delaysOf(site, matrix);
  const summaries = promiseNames.map((promise) => summaryOf(promise, results, switches));
  const counts: Record<CaseState, number> = { passed: 0, failed: 0, vacuous: 0, outside: 0 };
  for (const result of results) counts[stateOf(result)]++;
  return {
    verdict: verdictOf(summaries),
    cases: {
      total: results.length,
      ...counts,
      standFor: results.reduce((sum, { one }) => sum + one.standsFor, 0),
    },
    promises: summaries,
    switches,
    worstCaseDelayMs: Object.fromEntries(delays.map(({ failure, worstMs }) => [failure, worstMs])),
    delays,
    outage: outageOf(delays),
    findings: results.flatMap(({ findings }) => findings),
    outside: results.flatMap(({ outside }) => (outside === undefined ? [] : [outside])),
    ownAnswers: countAnswers(results.flatMap(({ own }) => (own === undefined ? [] : [own]))),
    unproved: site.unproved,
    matrix: outcomesOf(matrix),
    requests,
    durationMs,
  };
}

function summaryOf(
  promise: PromiseName,
  results: readonly CaseResult[],
  switches: readonly SwitchDependence[],
): PromiseSummary {
  const judged = results.flatMap(({ one, judged: each }) =>
    each.filter((other) => other.promise === promise).map((other) => ({ one, ...other })),
  );
  const failed = judged.filter(({ met }) => !met).length;
  const discriminating = judged.filter(({ discriminates }) => discriminates === true).length;
  const nothing = shownNothing(judged);
  const verdict =
    judged.length === 0
      ? "not-tested"
      : failed > 0
        ? "failed"
        : switches.some((one) => one.promise === promise)
          ? "undecided"
          : nothing === undefined
            ? "passed"
            : "vacuous";
  return {
    promise,
    text: promises[promise],
    cases: judged.length,
    failed,
    discriminating,
    verdict,
    ...(verdict === "vacuous" && nothing !== undefined ? { shownNothing: nothing } : {}),
  };
}

function verdictOf(summaries: readonly PromiseSummary[]): ProofVerdict {
  for (const verdict of ["failed", "undecided", "vacuous"] as const) {
    if (summaries.some((one) => one.verdict === verdict)) return verdict;
  }
  return summaries.some(({ promise, verdict }) => promise === "failover" && verdict === "passed")
    ? "passed"
    : "vacuous";
}
