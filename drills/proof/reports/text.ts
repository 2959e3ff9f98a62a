import type { BaselineDifference } from "../baseline";
import { visits } from "../outage";
import type { Proof, PromiseSummary } from "../proof";
import { changeLines } from "./changeLines";
import { breadthWords, kindsOf, listWords, othersOf, type FindingKind } from "./findingKinds";
import { countLine, verdictMarks } from "./headline";
import { outsideCounts } from "./outsideCounts";
import { switchKinds } from "./switchKinds";
import { ownAnswersLead, ownAnswerWords } from "./ownAnswerWords";

/** A proof for a person: the verdict, a line a promise, what failed and how to repair it. */
export function proofText(proof: Proof, difference?: BaselineDifference): string {
  return [
    `proof: ${proof.verdict}`,
    ...proof.promises.flatMap(promiseLines),
    "",
    ...(difference === undefined
      ? []
      : ["since the baseline:", ...changeLines(difference).map((line) => `  ${line}`), ""]),
    ...findingLines(proof),
    ...switchLines(proof),
    ...proof.unproved.map(({ behavior, because }) => `not proved: the behavior ${behavior}, ${because}`),
    ...outsideLines(proof),
    ...ownAnswerLines(proof),
    ...delayLines(proof),
    countLine(proof),
  ].join("\n");
}

/** The faults under which nothing was shown, a line a behavior. */
function faultsByBehavior(cases: NonNullable<PromiseSummary["shownNothing"]>): ReadonlyMap<string, readonly string[]> {
  const faults = new Map<string, string[]>();
  for (const { behavior, fault } of cases) {
    faults.set(behavior, [...(faults.get(behavior) ?? []), fault === "none" ? "no fault" : fault]);
  }
  return faults;
}

function promiseLines({ promise, text, verdict, cases, failed, shownNothing }: PromiseSummary): string[] {
  const all = cases === 1 ? "1 case" : `${cases} cases`;
  const count = verdict === "failed" ? `, ${failed} of ${all}` : cases === 0 ? "" : `, ${all}`;
  return [
    `  ${verdictMarks[verdict]} ${promise}: ${text} (${verdict}${count})`,
    ...[...faultsByBehavior(shownNothing ?? [])].map(
      ([behavior, faults]) =>
        `      behavior ${behavior}, ${listWords(faults)}: it goes as well without what is put to the test`,
    ),
  ];
}

function switchLines({ switches }: Proof): string[] {
  const lines = switchKinds(switches).map(({ first, more }) => {
    const holds = first.metByDefault ? "would not hold" : "would hold";
    const others = more === 0 ? "" : ` and ${more} more`;
    return `${first.promise} ${holds} with ${first.switch}, which AWS does not document: ${caseLine(first.case)}${others}`;
  });
  return lines.length === 0 ? [] : [...lines, ""];
}

/** One cause after the other, each with one case that stands for all of them. */
function findingLines({ findings }: Proof): string[] {
  if (findings.length === 0) return [];
  const kinds = kindsOf(findings);
  const more = kinds.length < findings.length ? ["  --format json has every case of these"] : [];
  return [...kinds.flatMap(linesOf), ...more, ""];
}

function linesOf(kind: FindingKind): string[] {
  const { first } = kind;
  return [
    `✗ ${first.because} (${first.rules.join(", ")})`,
    ...othersOf(kind).map((other) => `    also: ${other}`),
    `    breaks: ${breadthWords(kind)}`,
    `    for instance: ${caseLine(first.case)}`,
    `    expected: ${first.expected}`,
    `    got: ${first.got}`,
    ...first.evidence.exchanges.map(
      ({ origin, attempt, startMs, endMs, status, failure }) =>
        `      ${origin}, attempt ${attempt}: ${String(status ?? failure)}, ${startMs}–${endMs} ms`,
    ),
    `    repair: ${first.fix}`,
  ];
}

function caseLine({ behavior, method, object, fault, struck, cache }: Proof["findings"][number]["case"]): string {
  const strike = struck === "none" ? "no fault" : `${fault} on ${struck === "both" ? "both members" : `the ${struck}`}`;
  return `behavior ${behavior}, ${method}, object ${object}, ${strike}, cache ${cache}`;
}

function outsideLines({ outside }: Proof): string[] {
  const counts = outsideCounts(outside);
  if (counts.length === 0) return [];
  return [
    "outside of what failover can do:",
    ...counts.map(({ because, rule, count }) => `  ${count} × ${because} (${rule})`),
    "",
  ];
}

function ownAnswerLines({ ownAnswers }: Proof): string[] {
  if (ownAnswers.length === 0) return [];
  return [
    `CloudFront's own answers, ${ownAnswersLead}:`,
    ...ownAnswers.map((one) => `  ${one.cases} × ${ownAnswerWords(one)} (${one.rule})`),
    "",
  ];
}

function delayLines({ delays, outage }: Proof): string[] {
  if (delays.length === 0) return [];
  const seconds = (ms: number): string => `${ms / 1000} s`;
  const costs = outage.filter(
    ({ pages, cachedShare, worstMs }) => pages === longest && cachedShare === 0 && worstMs > 0,
  );
  return [
    "a viewer waits at most (and in the cases of the matrix):",
    ...delays.map(({ failure, worstMs, typicalMs, because }) => {
      const seen = typicalMs === undefined ? "" : ` (${seconds(typicalMs)})`;
      return `  ${failure}: ${seconds(worstMs)}${seen}, ${because}`;
    }),
    `a reader of ${longest} pages waits at most, as every miss pays again (FO-16):`,
    ...costs.map(({ failure, worstMs }) => {
      const cached = outage.find((one) => one.failure === failure && one.pages === longest && one.cachedShare > 0);
      const less =
        cached === undefined ? "" : `, ${seconds(cached.worstMs)} with ${cached.cachedShare * 100} % of them cached`;
      return `  ${failure}: ${seconds(worstMs)}${less}`;
    }),
    "",
  ];
}

/** Pages: the longest of the visits. */
const longest = Math.max(...visits);
