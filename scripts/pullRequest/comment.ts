import { differenceFrom, proofMarkdown, type BaselineDifference } from "../../drills/proof";
import { durationWords } from "../../drills/proof/reports/html/words";
import { inOneLine, markdownBlock, markdownCode, markdownText } from "../../hooks/report/markdownText";
import { delayRows } from "./delays";
import { overallVerdict, verdictOf, type OverallVerdict, type Reports, type StackReport } from "./reports";
import { fitting, shortened, type Part } from "./fitting";

/** A comment may not be longer than 65,536 characters; this leaves room for a way of counting that is not ours. */
export const maximumCommentLength = 65_000;

/** What a comment is found again by, one for each project of a repository; GitHub shows nothing of it. */
export function markerOf(directory: string): string {
  // Two hyphens would end the HTML comment that it is.
  return `<!-- static-site-ha: ${encodeURIComponent(directory).replace(/-/g, "%2D")} -->`;
}

/** What the comment says besides the reports. */
export interface CommentContext {
  /** Where the run is shown; no link without it. */
  readonly runUrl?: string;
  /** Why there is no preview, where nobody made one. */
  readonly noPreview?: string;
}

/**
 * The one comment on a pull request: the verdict, promises lost or gained, the waits before and after, each proof, and what
 * would change. Whatever the reports hold, it notifies nobody, links nowhere but to the run, and fits.
 */
export function composeComment(reports: Reports, { runUrl, noPreview }: CommentContext): string {
  const { about, stacks } = reports;
  const rows = stacks.map((report): StackRow => ({ report, ...(differenceOf(report) ?? {}) }));
  const parts: Part[] = [
    { text: markerOf(about.directory) },
    { text: `### ${headlineOf(reports)}` },
    { text: stackTable(rows).join("\n") },
    { text: delayTable(stacks).join("\n") },
    ...rows.map(proofPart),
    ...stacks.flatMap(previewPart),
    ...(noPreview === undefined ? [] : [{ text: `_No preview: ${markdownText(noPreview)}_` }]),
    { text: footer(about, runUrl) },
  ];
  return fitting(
    parts.filter(({ text }) => text !== ""),
    maximumCommentLength,
  );
}

interface StackRow {
  readonly report: StackReport;
  readonly difference?: BaselineDifference;
}

function differenceOf({ proof, baseline }: StackReport): Pick<Required<StackRow>, "difference"> | undefined {
  return proof === undefined || baseline === undefined ? undefined : { difference: differenceFrom(baseline, proof) };
}

const sentences: Readonly<Record<OverallVerdict, string>> = {
  passed: "✅ every promise holds",
  failed: "❌ a promise does not hold",
  vacuous: "❌ nothing was shown",
  undecided: "❌ a promise hangs on what AWS does not document",
  refused: "❌ there is no proof",
};

function headlineOf({ about, stacks }: Reports): string {
  const verdict = overallVerdict(stacks);
  const those = stacks.filter((one) => verdictOf(one) === verdict).map(({ stack }) => markdownCode(stack));
  const where = about.directory === "." || about.directory === "" ? "" : ` of ${markdownCode(cut(about.directory))}`;
  return `Failover${where}: ${sentences[verdict]}${those.length === 0 ? "" : ` (${those.join(", ")})`}`;
}

function stackTable(rows: readonly StackRow[]): string[] {
  if (rows.length === 0) return [];
  return ["| stack | verdict | promises lost | promises gained |", "| --- | --- | --- | --- |", ...rows.map(stackRow)];
}

function stackRow({ report, difference }: StackRow): string {
  const verdict = verdictOf(report);
  const before = report.baseline?.verdict;
  const was = before === undefined || before === verdict ? "" : `, was ${markdownText(cut(before))}`;
  const mark = verdict === "passed" ? "✅" : verdict === undefined ? "–" : "❌";
  const cells = difference === undefined ? notCompared(report) : [names(difference.lost), names(difference.gained)];
  return `| ${[markdownCode(report.stack), `${mark} ${verdict ?? "not proved"}${was}`, ...cells].join(" | ")} |`;
}

/** What stands in the place of promises lost and gained. A stack without a proof has lost what held before. */
function notCompared({ proof, baseline, noBaseline }: StackReport): readonly [string, string] {
  if (noBaseline !== undefined) return ["the base could not be proved", ""];
  if (baseline === undefined) return ["nothing to compare with", ""];
  const held = baseline.promises.filter(({ verdict }) => verdict === "passed").map(({ promise }) => promise);
  return proof === undefined ? [names(held), "none"] : ["", ""];
}

function names(promises: readonly string[]): string {
  if (promises.length === 0) return "none";
  const shown = promises.slice(0, 12).map((one) => `**${markdownText(cut(one))}**`);
  return promises.length > shown.length ? `${shown.join(", ")}, …` : shown.join(", ");
}

function delayTable(stacks: readonly StackReport[]): string[] {
  const { columns, rows } = delayRows(stacks);
  if (rows.length === 0) return [];
  const words = (ms: number | undefined): string => (ms === undefined ? "–" : durationWords(ms));
  return [
    `| A viewer waits at most, while | ${columns.map(markdownCode).join(" | ")} |`,
    `| --- | ${columns.map(() => "---").join(" | ")} |`,
    ...rows.map(({ words: what, cells }) => {
      const each = cells.map(({ before, after, isCompared }) =>
        !isCompared || before === after ? words(after) : `${words(before)} → **${words(after)}**`,
      );
      return `| ${[markdownText(cut(what)), ...each].join(" | ")} |`;
    }),
  ];
}

function proofPart({ report, difference }: StackRow): Part {
  const { stack, proof, refused, noBaseline } = report;
  const why = (title: string, text: string): string =>
    [`**${title}** ${markdownCode(stack)}:`, "", ...markdownBlock(shortened(text, 2_000))].join("\n");
  if (refused !== undefined) return { text: why("There is no proof of", refused) };
  if (proof === undefined) return { text: "" };
  const aside = noBaseline === undefined ? "" : `\n\n${why("The base branch has no proof of", noBaseline)}`;
  const isOpen = proof.verdict !== "passed";
  return {
    text: `${details(`The proof of ${markdownCode(stack)}`, proofMarkdown(proof, difference), isOpen)}${aside}`,
    instead: `_The proof of ${markdownCode(stack)} is longer than a comment may be: the run's summary has it._`,
    // What failed is what a reader came for.
    rank: isOpen ? 1 : 3,
  };
}

/** Lines of a preview that a comment shows. */
const previewLength = 20_000;

function previewPart({ stack, preview }: StackReport): Part[] {
  if (preview === undefined) return [];
  const block = markdownBlock(shortened(preview, previewLength)).join("\n");
  return [
    {
      text: details(`What changes in ${markdownCode(stack)}`, block, false),
      instead: `_What changes in ${markdownCode(stack)} is longer than a comment may be: the run's log has it._`,
      rank: 2,
    },
  ];
}

function details(summary: string, text: string, isOpen: boolean): string {
  return `<details${isOpen ? " open" : ""}><summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

function footer({ head, base }: Reports["about"], runUrl: string | undefined): string {
  const commit = head === undefined ? "" : `Commit ${head.slice(0, 10)}`;
  const compared = base === undefined ? "" : ` compared with ${base.slice(0, 10)}`;
  const run = runUrl !== undefined && /^https?:\/\/[\w.:/-]+$/.test(runUrl) ? `[the run](${runUrl})` : "";
  const words = [`${commit}${compared}`, run].filter((one) => one !== "").join("; ");
  return words === "" ? "" : `<sub>${words}</sub>`;
}

function cut(text: string): string {
  const line = inOneLine(text);
  return line.length > 80 ? `${text.slice(0, 79)}…` : text;
}
