import { inOneLine, markdownCode, markdownText } from "../../../hooks/report/markdownText";
import type { BaselineDifference } from "../baseline";
import type { FailureDelay } from "../delays";
import type { Finding, OutsideCase, Proof, PromiseSummary, SwitchDependence } from "../proof";
import { changeLines } from "./changeLines";
import { breadthWords, kindsOf, othersOf, type FindingKind } from "./findingKinds";
import { countLine, headline } from "./headline";
import { failureWords } from "./html/delayPlot";
import { caseWords, durationWords } from "./html/words";
import { outsideCounts } from "./outsideCounts";
import { ownAnswersLead, ownAnswerWords } from "./ownAnswerWords";

/** A comment on a pull request may not be longer than 65,536 characters. */
const maximumLength = 60_000;

/** Said instead of what no longer fits. */
const cut = "There is more than a comment can hold; `--format html` or `json` has it all.";

/** What of a proof the comment tells: who reads a proof from a file has to check no more of it. */
export interface CommentedProof extends Pick<Proof, "verdict" | "cases" | "unproved" | "requests" | "durationMs"> {
  readonly promises: readonly Named<Omit<PromiseSummary, "discriminating">>[];
  readonly switches: readonly Named<Pick<SwitchDependence, "promise" | "switch">>[];
  readonly delays: readonly (Omit<FailureDelay, "failure" | "because"> & { readonly failure: string })[];
  readonly findings: readonly CommentedFinding[];
  readonly outside: readonly Pick<OutsideCase, "because" | "rule">[];
  readonly ownAnswers: Proof["ownAnswers"];
}

type Named<T> = Omit<T, "promise"> & { readonly promise: string };

type CommentedFinding = Named<Omit<Finding, "case" | "evidence">> & {
  readonly case: Readonly<Record<keyof Finding["case"], string>>;
};

/** A proof as a comment on a pull request: the verdict, the promises, what to repair, the waits, what changed. */
export function proofMarkdown(proof: CommentedProof, difference?: BaselineDifference): string {
  const parts = [
    [`### ${proof.verdict === "passed" ? "✅" : "❌"} Proof of failover: ${markdownText(headline(proof))}`],
    promiseTable(proof.promises),
    ...(difference === undefined ? [] : [changes(difference)]),
    ...kindsOf(proof.findings).map(repair),
    undecided(proof),
    delayTable(proof),
    proof.unproved.map(
      ({ behavior, because }) => `- not proved: the behavior ${markdownCode(behavior)}, ${markdownText(because)}`,
    ),
    outside(proof),
    ownAnswers(proof),
    [`<sub>${inOneLine(countLine(proof))}</sub>`],
  ].filter((lines) => lines.length > 0);
  let text = "";
  for (const lines of parts) {
    const part = `${text === "" ? "" : "\n\n"}${lines.join("\n")}`;
    if (text.length + part.length > maximumLength) return `${text}\n\n${cut}`;
    text += part;
  }
  return text;
}

const marks: Readonly<Record<PromiseSummary["verdict"], string>> = {
  passed: "✅",
  failed: "❌",
  vacuous: "⚪",
  undecided: "❔",
  "not-tested": "–",
};

function promiseTable(promises: CommentedProof["promises"]): string[] {
  return [
    "| | promise | verdict | cases |",
    "| --- | --- | --- | --- |",
    ...promises.map(({ promise, text, verdict, cases, failed }) => {
      const count = failed > 0 ? `${failed} of ${cases} failed` : String(cases);
      return `| ${marks[verdict]} | **${markdownText(promise)}**: ${markdownText(text)} | ${verdict} | ${count} |`;
    }),
  ];
}

function changes(difference: BaselineDifference): string[] {
  return ["**Since the baseline**", "", ...changeLines(difference, markdownText).map((line) => `- ${line}`)];
}

function repair(kind: FindingKind<CommentedFinding>): string[] {
  const { first } = kind;
  return [
    `**${markdownText(first.because)}** (${markdownText(first.rules.join(", "))})`,
    "",
    `- repair: ${markdownText(first.fix)}`,
    `- breaks: ${markdownText(breadthWords(kind))}`,
    ...othersOf(kind).map((other) => `- also: ${markdownText(other)}`),
    `- for instance: behavior ${markdownCode(first.case.behavior)}, ${markdownText(caseWords(first.case))}: ` +
      `expected ${markdownText(first.expected)}, got ${markdownText(first.got)}`,
  ];
}

function undecided({ switches }: CommentedProof): string[] {
  const names = [
    ...new Set(switches.map((one) => `${markdownText(one.promise)} rests on ${markdownCode(one.switch)}`)),
  ];
  return names.map((one) => `- ${one}, which AWS does not document`);
}

function delayTable({ delays }: CommentedProof): string[] {
  if (delays.length === 0) return [];
  return [
    "| while | a viewer waits at most | typically |",
    "| --- | --- | --- |",
    ...delays.map(({ failure, worstMs, typicalMs }) => {
      const typical = typicalMs === undefined ? "–" : durationWords(typicalMs);
      return `| ${markdownText(failureWords(failure))} | ${durationWords(worstMs)} | ${typical} |`;
    }),
  ];
}

function outside({ outside: cases }: CommentedProof): string[] {
  if (cases.length === 0) return [];
  return [
    `<details><summary>${cases.length.toLocaleString("en")} cases are outside of what failover can do</summary>`,
    "",
    ...outsideCounts(cases).map(
      ({ because, rule, count }) => `- ${count} × ${markdownText(because)} (${markdownText(rule)})`,
    ),
    "",
    "</details>",
  ];
}

function ownAnswers({ ownAnswers: answers }: CommentedProof): string[] {
  if (answers.length === 0) return [];
  const count = answers.reduce((sum, { cases }) => sum + cases, 0);
  return [
    `<details><summary>${count.toLocaleString("en")} answers are CloudFront's own</summary>`,
    "",
    `They are ${markdownText(ownAnswersLead)}:`,
    "",
    ...answers.map((one) => `- ${one.cases} × ${markdownText(ownAnswerWords(one))} (${markdownText(one.rule)})`),
    "",
    "</details>",
  ];
}
