import type { Entry, Reading, RunFindings } from "./findings";
import { judgeHook } from "./judge";
import { readHook } from "./read";
import { entriesOf, exportsBeside, type ParsedFile, parseFile } from "./source";
import type { ExamineOptions, HookEvent, HookSource, HookVerdict, Reason, Verdict } from "./verdict";

/** A hook that is read, and what is still to be run of it. */
export interface Examination {
  readonly source: HookSource;
  readonly options: ExamineOptions;
  readonly entries: readonly Entry[];
  /** What reading each of the entries showed. */
  readonly readings: readonly Reading[];
  /** What is exported beside the entries. */
  readonly beside: readonly string[];
  /** Why there is nothing to run. */
  readonly fault: Reason | undefined;
}

/** Parses and reads a hook. Never throws: what cannot be parsed is a fault. */
export function prepare(source: HookSource, options: ExamineOptions): Examination {
  const parsed = parseFile(source.name, source.text);
  if (parsed.kind === "fault") return { source, options, entries: [], readings: [], beside: [], fault: parsed.reason };
  const entries = entriesOf(parsed.file, options);
  const readings = entries.map((entry) => readSafely(source, parsed.file, entry));
  const beside = exportsBeside(parsed.file, entries);
  const fault = entries.length > 0 ? undefined : noEntry(source, options, beside);
  return { source, options, entries, readings, beside, fault };
}

function noEntry({ name }: HookSource, { entry }: ExamineOptions, beside: readonly string[]): Reason {
  if (beside.length > 0) {
    return { kind: "no-function", message: `${name} exports classes and values alone, which no event can call` };
  }
  const message = `${name} exports nothing that an event could call, and has no global function ${entry ?? "handler"}`;
  return { kind: "entry", message };
}

/** What the reader does not understand is not clean. */
function readSafely(source: HookSource, file: ParsedFile, entry: Entry): Reading {
  try {
    return readHook(source, file, entry);
  } catch (error) {
    const message = `it could not be read: ${error instanceof Error ? error.message : String(error)}`;
    return { touchesResponse: true, writes: [], opaque: [{ kind: "unread", message }] };
  }
}

/** One verdict for every entry; one for the file where nothing of it can be called. */
export function conclude(examination: Examination, runs: readonly RunFindings[]): HookVerdict[] {
  const { source, options, entries, readings, beside, fault } = examination;
  if (fault !== undefined) return [withoutEntry(source, options, fault)];
  return entries.map((entry, index) => {
    const reading = readings[index] ?? { touchesResponse: false, writes: [], opaque: [] };
    const run = runs[index] ?? neverRan;
    const judged = options.event === undefined ? { ...entry, event: eventOf(entry, reading, run) } : entry;
    const verdict = judgeHook(source.name, judged, reading, run, options.criteria);
    return index === 0 && beside.length > 0 ? { ...verdict, leftOut: beside } : verdict;
  });
}

/**
 * Which event an entry serves that nobody has told of: by what it hands back, or its name, a request's, if it leaves the
 * response alone. Its text decides what it leaves alone: to log an event is to look at all of it.
 */
function eventOf({ name, event }: Entry, reading: Reading, run: RunFindings): HookEvent {
  const isWary = reading.opaque.length > 0 || reading.writes.some(({ target }) => target === "possible");
  if (reading.touchesResponse || isWary) return event;
  if (/viewer[-_]?req/i.test(name)) return "viewer-request";
  return run.handsBackRequest === true || /origin[-_]?req/i.test(name) ? "origin-request" : event;
}

const noCoverage = { branches: 0, reached: 0, unreached: [] };
const neverRan: RunFindings = {
  ...{ touchesResponse: false, rewrites: [], throwsOn: [], forced: [], coverage: noCoverage },
  reasons: [{ kind: "examiner", message: "it was not run" }],
};

function withoutEntry(
  { name, text }: HookSource,
  { event, entry, runtime }: ExamineOptions,
  reason: Reason,
): HookVerdict {
  const isRequest = event === "viewer-request" || event === "origin-request";
  // A file of helpers is no hook; one that speaks of events and has no entry that can be found could be one.
  const couldBe =
    event !== undefined ||
    entry !== undefined ||
    (reason.kind !== "no-function" && /\bRecords\b|\bevent\s*\.\s*response\b/.test(text));
  const isOpaque = !isRequest && (reason.kind === "syntax" || couldBe);
  return {
    ...{ file: name, entry: entry ?? "handler", event: event ?? "origin-response", runtime: runtime ?? "lambda" },
    verdict: isOpaque ? "opaque" : "not-a-response-hook",
    ...{ rewrites: [], throwsOn: [], disablesFailoverOn: [], forcesFailoverOn: [] },
    ...{ reasons: [reason], coverage: noCoverage },
  };
}

const order: readonly Verdict[] = ["rewrites-status", "may-rewrite", "opaque", "keeps-status", "not-a-response-hook"];

/** Of the verdicts on a file's entries the one that weighs most. */
export function worstOf(verdicts: readonly HookVerdict[]): HookVerdict {
  const [first, ...others] = verdicts;
  if (first === undefined) throw new Error("there is at least one verdict on a hook");
  return others.reduce((worst, one) => {
    return order.indexOf(one.verdict) < order.indexOf(worst.verdict) ? one : worst;
  }, first);
}
