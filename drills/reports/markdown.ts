import { markdownText } from "../../hooks/report/markdownText";
import { seenOf, answerWords, legTitles, outcomeWords } from "./words";
import type { DrillReport } from "../drillReport";
import { checksOf, type Check } from "./checks";
import { figuresOf, phaseRows, phaseHead } from "./loadTable";
import { restorationLine, timeScaleLine } from "./text";

const marks: Readonly<Record<Check["state"], string>> = { met: "✅", "not-met": "❌", untested: "–" };

/** A drill as a comment on a pull request: the verdict, what was looked at, what was asked, the load. */
export function drillMarkdown(report: DrillReport): string {
  const { experiment, asExpected, load, timeScale } = report;
  const parts = [
    [`### ${asExpected ? "✅" : "❌"} Drill “${markdownText(experiment.title)}”: ${outcomeWords(report)}`],
    [markdownText(experiment.description)],
    checksOf(report).flatMap(({ name, state, sentences }) => [
      `- ${marks[state]} ${markdownText(name)}${sentences.length === 0 ? "" : ":"}`,
      ...sentences.map((sentence) => `  - ${markdownText(sentence)}`),
    ]),
    table(
      ["leg", "request", "answer"],
      report.legs.flatMap((leg) =>
        seenOf(leg).map(({ outcome, times }) => [
          legTitles[leg.name],
          outcome.request,
          `${answerWords(outcome)}${times === 1 ? "" : ` (${times} ×)`}`,
        ]),
      ),
    ),
    ...(load === undefined
      ? []
      : [table(phaseHead, phaseRows(load)), figuresOf(load).map(([term, value]) => `- ${term}: ${value}`)]),
    timeScale === 1 ? [] : [markdownText(timeScaleLine(report))],
    [`<sub>${markdownText(restorationLine(report))}; it took ${report.duration.toFixed(1)} s</sub>`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)];
}
