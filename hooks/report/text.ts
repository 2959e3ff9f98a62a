import { isRefused } from "../refused";
import type { HookSource, HookVerdict, Reason } from "../verdict";
import { changesOf, inputWords, worldWords } from "./changes";
import type { Examined } from "./examined";
import { type Place, plain, quoteOf } from "./quote";
import { adviceWords, entryWords, failoverWords, positionWords } from "./sentences";
import { countWords } from "./summary";

/** Changes, and places that no run came to, which are shown one by one; the rest is counted. */
const shownChanges = 8;
const shownPlaces = 5;
/** Where words behind a title begin, and where their lines end. */
const indent = 10;
const columns = 108;

/** What was found for a person: a line a hook, for a refused one its lines, what they do, and what to write instead. */
export function examinedText(examined: readonly Examined[]): string {
  const blocks = examined.flatMap(({ source, verdicts }) => verdicts.map((verdict) => blockOf(source, verdict)));
  return [...blocks.flatMap((lines) => (lines.length > 1 ? [...lines, ""] : lines)), countWords(examined)].join("\n");
}

function blockOf(source: HookSource, verdict: HookVerdict): string[] {
  return [
    plain(`${isRefused(verdict) ? "✗" : "✓"} ${verdict.file}: ${verdict.verdict}, ${entryWords(verdict)}`),
    ...bodyOf(source, verdict).map((line) => `    ${line}`),
  ];
}

/** What a person wants to know of a hook besides its verdict. */
export function bodyOf(source: HookSource, verdict: HookVerdict): string[] {
  return [...linesOf(source, verdict), ...leftOutLines(verdict)].map((line) => plain(line));
}

/** The exports that were taken for helpers. */
function leftOutLines({ leftOut = [] }: HookVerdict): string[] {
  if (leftOut.length === 0) return [];
  return titled("left out", `${leftOut.join(", ")}: by their shape no event calls them; --entry NAME examines one`);
}

function linesOf(source: HookSource, verdict: HookVerdict): string[] {
  if (!isRefused(verdict)) return [...throwLines(verdict), ...(isComplete(verdict) ? [] : coverageLines(verdict))];
  return [
    ...changeLines(source, verdict),
    ...verdict.reasons.flatMap((reason) => reasonLines(source, reason)),
    ...failoverWords(verdict).flatMap((words) => titled("failover", words)),
    ...adviceWords(verdict).flatMap((words) => titled("instead", words)),
    ...throwLines(verdict),
    ...coverageLines(verdict),
  ];
}

/** The table from → to, with each line of the hook quoted once. */
function changeLines(source: HookSource, { rewrites }: HookVerdict): string[] {
  const changes = changesOf(rewrites);
  const fromWidth = Math.max(...changes.slice(0, shownChanges).map(({ from }) => from.length));
  const quoted = new Set<number>();
  const lines = changes.slice(0, shownChanges).flatMap((change) => {
    const { from, to, input, line, because, hangsOn } = change;
    const hangs = hangsOn.length === 0 ? "" : `; it hangs on ${worldWords(hangsOn)}`;
    const rows = [`${from.padStart(fromWidth)} → ${to}  ${inputWords(input)}${hangs}`];
    if (because !== undefined) rows.push(`  ${because}`);
    if (line === undefined || quoted.has(line)) return rows;
    quoted.add(line);
    return [...rows, ...quotes(source, { line })];
  });
  if (changes.length > shownChanges) {
    lines.push(`… and ${changes.length - shownChanges} more changes; --format json has them all`);
  }
  return lines;
}

function reasonLines(source: HookSource, { message, position }: Reason): string[] {
  if (position === undefined) return [message];
  return [`${message} (${positionWords(position)})`, ...quotes(source, position)];
}

function quotes(source: HookSource, place: Place): string[] {
  return quoteOf(source, place).map((line) => `  ${line}`);
}

function throwLines({ throwsOn, runtime }: HookVerdict): string[] {
  if (throwsOn.length === 0) return [];
  const rule = runtime === "lambda" ? "LE-9" : "CF-7";
  const statuses = throwsOn.join(", ").replaceAll("-", "–");
  return titled(
    "advice",
    `where what it depends on fails, or the event lacks what it reads, it throws, on ${statuses}: a 503 (${rule})`,
  );
}

function isComplete({ coverage }: HookVerdict): boolean {
  return coverage.unreached.length === 0;
}

function coverageLines({ coverage: { branches, reached, unreached } }: HookVerdict): string[] {
  if (branches === 0) return [];
  const places = unreached.slice(0, shownPlaces).map(positionWords);
  const rest = unreached.length > shownPlaces ? ` and ${unreached.length - shownPlaces} more` : "";
  const never = places.length === 0 ? "" : `; no run came to ${places.join("; ")}${rest}`;
  return titled("coverage", `${reached} of ${branches} branches${never}`);
}

/** Words behind a title, in lines that a terminal does not break. */
function titled(title: string, words: string): string[] {
  const lines: string[] = [];
  let line = `${title}:`.padEnd(indent - 1);
  for (const word of words.split(" ")) {
    if (line.length + word.length >= columns && line.trim() !== "") {
      lines.push(line);
      line = " ".repeat(indent - 1);
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
