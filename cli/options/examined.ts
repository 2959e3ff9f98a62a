import { type Command, Option } from "commander";
import { CodedError } from "../../aws/codedError";
import { legalFailoverCodes } from "../../aws/failoverCodes";
import type { HookEvent, HookRuntime } from "../../hooks";
import { withReport } from "./report";

const events: readonly HookEvent[] = ["viewer-request", "origin-request", "origin-response", "viewer-response"];
const runtimes: readonly HookRuntime[] = ["cloudfront-function", "lambda"];

/** Gives `examine` its options. */
export function withExamined(command: Command): Command {
  const examined = command
    .argument("<file...>", "JavaScript or TypeScript files, folders, patterns, .zip archives; - is standard input")
    .addOption(new Option("--event <event>", "the event that it is tied to").choices(events))
    .option("--entry <name>", "the export or global function that is called; of an archive also FILE.NAME")
    .addOption(new Option("--runtime <runtime>", "what runs it, where the code does not say").choices(runtimes))
    .addOption(
      new Option(
        "--criteria <codes>",
        `the failover codes of the origin group, such as 500,502,503,504; default: ${legalFailoverCodes.join(",")}`,
      ).argParser(parseCriteria),
    );
  return withReport(examined, ["text", "json", "junit", "markdown"]);
}

/** `--criteria 500,502,…`, each once. Throws `E_CRITERIA_CODE` (FO-5, FO-6). */
export function parseCriteria(text: string): number[] {
  const codes = text.split(",").map((one) => one.trim());
  for (const code of codes) {
    if (/^\d{3}$/.test(code) && legalFailoverCodes.includes(Number(code))) continue;
    throw new CodedError(
      "E_CRITERIA_CODE",
      `--criteria must be some of ${legalFailoverCodes.join(", ")} with commas between (FO-5, FO-6), got ` +
        `${code === "" ? "nothing" : code}; supply the origin group's codes`,
      "--criteria",
    );
  }
  return [...new Set(codes.map(Number))];
}
