import type { Proof, ProofVerdict, PromiseSummary } from "../proof";

/** The verdict as a sentence. */
export function headline({
  verdict,
  promises,
  switches,
}: {
  readonly verdict: ProofVerdict;
  readonly promises: readonly Pick<PromiseSummary, "verdict">[];
  readonly switches: readonly Pick<Proof["switches"][number], "switch">[];
}): string {
  const of = (state: PromiseSummary["verdict"]): number => promises.filter((one) => one.verdict === state).length;
  const judged = promises.length - of("not-tested");
  const sentences: Readonly<Record<ProofVerdict, () => string>> = {
    passed: () => `All ${judged} promises hold`,
    failed: () => `${of("failed")} of ${judged} promises ${of("failed") === 1 ? "does" : "do"} not hold`,
    vacuous: () => "Nothing was shown: what was asked would have gone well without what is put to the test, too",
    undecided: () =>
      `It hangs on what AWS does not document: ${[...new Set(switches.map((one) => one.switch))].join(", ")}`,
  };
  return sentences[verdict]();
}

/** What ran, in a line. */
export function countLine({ cases, requests, durationMs }: Pick<Proof, "cases" | "requests" | "durationMs">): string {
  const number = (count: number): string => count.toLocaleString("en");
  return (
    `${number(cases.total)} cases stand for ${number(cases.standFor)}: ${number(cases.passed)} passed, ` +
    `${number(cases.failed)} failed, ${number(cases.vacuous)} vacuous, ${number(cases.outside)} outside; ` +
    `${number(requests)} requests in ${(durationMs / 1000).toFixed(1)} s`
  );
}

/** What a verdict is shown by. */
export const verdictMarks: Readonly<Record<PromiseSummary["verdict"], string>> = {
  passed: "✓",
  failed: "✗",
  vacuous: "○",
  undecided: "?",
  "not-tested": "–",
};
