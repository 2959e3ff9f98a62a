import type { Entry, Reading } from "../../../hooks/findings";
import { readHook } from "../../../hooks/read";
import { entriesOf, parseFile } from "../../../hooks/source";
import type { ExamineOptions } from "../../../hooks/verdict";

/** Reads the first entry of a piece of code. */
export function read(
  text: string,
  options: ExamineOptions = {},
  files: Readonly<Record<string, string>> = {},
): Reading {
  const parsed = parseFile("hook.js", text);
  if (parsed.kind === "fault") throw new Error(parsed.reason.message);
  const entry: Entry | undefined = entriesOf(parsed.file, options)[0];
  if (entry === undefined) throw new Error("no entry");
  return readHook({ name: "hook.js", text, files }, parsed.file, entry);
}

/** The body of a Lambda@Edge handler with `response` and `request` of its event. */
export function lambda(body: string, before = ""): string {
  return `${before}\nexports.handler = async (event) => {\nconst { request, response } = event.Records[0].cf;\n${body}\n};`;
}

/** In short: what is written, `kept` where the status stays, `opaque`, or `untouched`. */
export function told(reading: Reading): string {
  if (reading.opaque.length > 0) return `opaque: ${reading.opaque[0]?.kind ?? ""}`;
  if (!reading.touchesResponse) return "untouched";
  const writes = reading.writes.filter(({ value }) => value !== "same");
  const each = writes.map(({ target, value, valueOn }) => `${target} ${value ?? valueOn ?? ""}`);
  return each.length === 0 ? "kept" : [...new Set(each)].sort().join(", ");
}
