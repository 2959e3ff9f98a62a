import { Option, type Command } from "commander";

/** The forms of a report. */
export type ReportFormat = "text" | "json" | "junit" | "markdown" | "html";

/** Options of a command whose result is a report. */
export interface ReportOptions {
  readonly format: ReportFormat;
  readonly out?: string;
}

/** Gives a command `--format`. */
export function withFormat(command: Command, formats: readonly ReportFormat[]): Command {
  return command.addOption(new Option("--format <format>", "what is printed").choices(formats).default("text"));
}

/** Gives a command whose result is a report `--format` and `--out`. */
export function withReport(command: Command, formats: readonly ReportFormat[]): Command {
  return withFormat(command, formats).option("--out <file>", "where it is written instead, whole or not at all");
}
