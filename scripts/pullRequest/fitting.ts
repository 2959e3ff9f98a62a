/** A part of a text that may have to be left out. */
export interface Part {
  readonly text: string;
  /** What stands there when it does not fit. Without it the part always stands. */
  readonly instead?: string;
  /** The lowest are fitted in first. */
  readonly rank?: number;
}

/** The parts in their order, an empty line between them, with as much of what may be left out as `length` has room for. */
export function fitting(parts: readonly Part[], length: number): string {
  const chosen = parts.map(({ text, instead }) => instead ?? text);
  const joined = (): string => chosen.join("\n\n");
  const optional = [...parts.entries()].filter(([, { instead }]) => instead !== undefined);
  optional.sort(([, a], [, b]) => (a.rank ?? 0) - (b.rank ?? 0));
  let room = length - joined().length;
  for (const [at, { text, instead = "" }] of optional) {
    const more = text.length - instead.length;
    if (more > room) continue;
    chosen[at] = text;
    room -= more;
  }
  return joined().slice(0, length);
}

/** The escape sequences by which a terminal is coloured, and the other characters that no text holds. */
const controls = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A program's output in at most about `length` characters, its middle left out: the end has the summary. */
export function shortened(output: string, length: number): readonly string[] {
  const lines = output
    .replace(/\r\n/g, "\n")
    .replace(controls, "")
    .trimEnd()
    .split("\n")
    .map((line) => (line.length > 500 ? `${line.slice(0, 499)}…` : line));
  const start = taken(lines, length / 2);
  const end = taken(lines.slice(start).reverse(), length - lengthOf(lines.slice(0, start)));
  const left = lines.length - start - end;
  if (left === 0) return lines;
  return [...lines.slice(0, start), `… ${left} lines are left out …`, ...lines.slice(lines.length - end)];
}

function taken(lines: readonly string[], length: number): number {
  let sum = 0;
  const end = lines.findIndex((line) => (sum += line.length + 1) > length);
  return end < 0 ? lines.length : end;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
