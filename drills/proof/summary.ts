import { promiseNames, promises, type PromiseName } from "./promises";
import type { Proof, ProofVerdict, PromiseSummary, SwitchDependence } from "./proof";
import { delaysOf } from "./delays";
import { outcomesOf } from "./outcome";
import { countAnswers, type OwnAnswer } from "./ownAnswers";
import { outageOf } from "./outage";
import { outsideOf, stateOf, type CaseResult, type CaseState, type ProofFindings } from "./result";
import type { ProofSite } from "./site";
import { Vacuity } from "./vacuity";

/** The verdict of a run, with everything that speaks for it. */
export function summarise(site: ProofSite, found: ProofFindings, durationMs: number): Proof {
  const { switches, requests } = found;
  const delays = delaysOf(site, found.matrix);
  const tallies = new Map(promiseNames.map((promise) => [promise, new Tally()]));
  const cases: Record<CaseState | "total" | "standFor", number> = {
    ...{ total: 0, passed: 0, failed: 0, vacuous: 0, outside: 0 },
    standFor: 0,
  };
  const findings: Proof["findings"][number][] = [];
  const ownAnswers: OwnAnswer[] = [];
  for (const result of resultsOf(found)) {
    cases.total++;
    cases[stateOf(result)]++;
    cases.standFor += result.one.standsFor;
    findings.push(...result.findings);
    if (result.own !== undefined) ownAnswers.push(result.own);
    for (const judged of result.judged) tallies.get(judged.promise)?.add(result.one, judged);
  }
  const summaries = [...tallies].map(([promise, tally]) => summaryOf(promise, tally, switches));
  // As long as the matrix is, and not in every report.
  const matrix = once(() => outcomesOf(found.matrix));
  const outside = once(() => [...resultsOf(found)].flatMap(outsideOf));
  return {
    verdict: verdictOf(summaries),
    cases,
    promises: summaries,
    switches,
    worstCaseDelayMs: Object.fromEntries(delays.map(({ failure, worstMs }) => [failure, worstMs])),
    delays,
    outage: outageOf(delays),
    findings,
    get outside() {
      return outside();
    },
    ownAnswers: countAnswers(ownAnswers),
    unproved: site.unproved,
    get matrix() {
      return matrix();
    },
    requests,
    durationMs,
  };
}

function* resultsOf({ matrix, probes }: ProofFindings): Generator<CaseResult> {
  yield* matrix;
  yield* probes;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What one promise came to, case by case. */
class Tally {
  cases = 0;
  failed = 0;
  discriminating = 0;
  private readonly vacuity = new Vacuity();

  add(one: CaseResult["one"], { met, discriminates }: CaseResult["judged"][number]): void {
    this.cases++;
    if (!met) this.failed++;
    if (discriminates === true) this.discriminating++;
    this.vacuity.add(one, discriminates);
  }

  get shownNothing(): Vacuity["shownNothing"] {
    return this.vacuity.shownNothing;
  }
}

function summaryOf(
  promise: PromiseName,
  { cases, failed, discriminating, shownNothing: nothing }: Tally,
  switches: readonly SwitchDependence[],
): PromiseSummary {
  const verdict =
    cases === 0
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
    cases,
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
