import type { DrillReport } from "../drillReport";
import { loadLines } from "../load/loadText";
import { legTitles, outcomeWords, seenOf } from "./words";

/** The report for a person: the verdict, a line a leg, and why when it is not `passed`. */
export function toText(report: DrillReport): string {
  const lines = [`drill "${report.experiment.title}": ${outcomeWords(report)}`];
  const width = Math.max(...Object.values(legTitles).map(({ length }) => length)) + 1;
  for (const leg of report.legs) {
    for (const { words, times } of seenOf(leg))
      lines.push(`  ${legTitles[leg.name].padEnd(width)}  ${words}${times === 1 ? "" : ` (${times} ×)`}`);
  }
  if (report.timeScale !== 1) lines.push(`  ${timeScaleLine(report)}`);
  if (report.load !== undefined) lines.push(...loadLines(report.load).map((line) => (line === "" ? "" : `  ${line}`)));
  for (const { code, sentence } of report.reasons) lines.push(`  ${code === undefined ? "" : `${code}: `}${sentence}`);
  if (report.status !== "completed") lines.push(`  ${restorationLine(report)}`);
  return lines.join("\n").trimEnd();
}

/** What becomes of times where CloudFront's own are shorter. */
export function timeScaleLine({ timeScale }: DrillReport): string {
  return `CloudFront's timeouts and TTLs were ${timeScale} times shorter than on AWS; times are as they were measured`;
}

/** What the drill has left behind: nothing, or for how long. */
export function restorationLine({ restoration }: DrillReport): string {
  const { complete, lifted } = restoration;
  if (!complete) return `not everything is undone: what is left lapses within ${restoration.leaseMs / 1000} s`;
  return `everything is undone: ${lifted.length === 0 ? "there was no fault" : `lifted on ${lifted.join(", ")}`}, every object is there`;
}
