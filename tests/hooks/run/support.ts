import { runInProcess } from "../../../hooks/run/runInProcess";
import { entriesOf, parseFile } from "../../../hooks/source";
import type { RunFindings } from "../../../hooks/findings";
import type { ExamineOptions, Rewrite } from "../../../hooks/verdict";

/** Runs the first entry of a text. */
export async function run(
  text: string,
  options: ExamineOptions & { readonly files?: Record<string, string>; readonly name?: string } = {},
): Promise<RunFindings> {
  const { files, name = "hook.js" } = options;
  const parsed = parseFile(name, text);
  if (parsed.kind === "fault") throw new Error(parsed.reason.message);
  const [entry] = entriesOf(parsed.file, options);
  if (entry === undefined) throw new Error("no entry");
  return runInProcess({ name, text, ...(files === undefined ? {} : { files }) }, entry);
}

/** A Lambda function that does something with `request` and `response`, and gives the response back. */
export function lambda(body: string): string {
  return `exports.handler = async (event) => {\nconst { request, response } = event.Records[0].cf;\n${body}\nreturn response;\n};`;
}

/** `400→200`, for every change that was found. */
export function changes({ rewrites }: RunFindings): string[] {
  return rewrites.map(({ from, to }) => `${from}→${to}`);
}

export function firstOf({ rewrites }: RunFindings): Rewrite {
  const [first] = rewrites;
  if (first === undefined) throw new Error("nothing was rewritten");
  return first;
}
