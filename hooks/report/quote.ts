import type { HookSource, Position } from "../verdict";

/** Columns of a line that are shown; a bundle may have all of its code in one. */
const width = 96;

/** A place to quote: without a column the status that the line writes is meant, else all of the line. */
export type Place = Pick<Position, "line" | "file"> & Partial<Pick<Position, "column">>;

/** A line of a hook with its number and a caret below, without indentation; none where the hook has no such line. */
export function quoteOf(source: HookSource, { line, column, file }: Place): string[] {
  const text = file === undefined ? source.text : (source.files?.[file] ?? source.files?.[`./${file}`]);
  const whole = text?.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
  if (whole === undefined) return [];
  const at = column === undefined ? statusIn(whole) : { start: column - 1, length: 1 };
  const { shown, start } = excerpt(plain(whole), at.start);
  const number = String(line);
  const caret = "^".repeat(Math.max(1, Math.min(at.length, shown.length - start)));
  return [`${number} | ${shown}`, `${" ".repeat(number.length)} | ${" ".repeat(start)}${caret}`];
}

/** Controls, and what turns the direction of writing about, reach no terminal; a tab takes one column. */
export function plain(line: string): string {
  return line.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, " ");
}

/** `status = …`, `["status"] += …`, `status: …` and their like, not a comparison. */
const written = /\bstatus(?:Code)?\b(?=["'`]?\]?\s*(?:[-+*/%&|?^]{0,2}=(?![=>])|:))/;

function statusIn(line: string): { readonly start: number; readonly length: number } {
  const found = written.exec(line);
  if (found !== null) return { start: found.index, length: found[0].length };
  const start = Math.max(0, line.search(/\S/));
  return { start, length: Math.max(1, line.trimEnd().length - start) };
}

function excerpt(line: string, at: number): { readonly shown: string; readonly start: number } {
  const indent = Math.max(0, Math.min(line.search(/\S/), at));
  if (line.trimEnd().length - indent <= width) return { shown: line.slice(indent).trimEnd(), start: at - indent };
  const first = Math.max(indent, Math.min(at - Math.floor(width / 2), line.trimEnd().length - width));
  const before = first > indent ? "…" : "";
  const after = first + width < line.trimEnd().length ? "…" : "";
  return { shown: `${before}${line.slice(first, first + width)}${after}`, start: at - first + before.length };
}
