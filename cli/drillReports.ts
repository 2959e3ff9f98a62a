import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drillHtml, drillJUnit, drillMarkdown, toJournal, toText, type DrillReport } from "../drills";
import type { ReportFormat } from "./options/report";
import { packageRoot } from "./packageRoot";

/** What became of a drill. */
export interface Drilled {
  /** The report in the form that was asked for. */
  readonly text: string;
  readonly asExpected: boolean;
}

/** A drill's report in a form. */
export function drillReport(report: DrillReport, format: ReportFormat): string {
  return reports[format](report);
}

/** The forms of a drill's report, and what they are. */
export const drillReportTypes: Readonly<Record<ReportFormat, string>> = {
  text: "text/plain; charset=utf-8",
  json: "application/json",
  junit: "application/xml",
  markdown: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
};

const reports: Readonly<Record<ReportFormat, (report: DrillReport) => string>> = {
  text: toText,
  json: (report) => JSON.stringify(toJournal(report, { platform: process.platform, node: process.version })),
  junit: drillJUnit,
  markdown: drillMarkdown,
  html: (report) => drillHtml(report, readFileSync(join(packageRoot(), "dist", "drill-style.css"), "utf8").trimEnd()),
};
