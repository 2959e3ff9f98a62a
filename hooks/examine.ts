import type { Entry, Reading, RunFindings } from "./findings";
import { judgeHook } from "./judge";
import { readHook } from "./read";
import { entriesOf, type ParsedFile, parseFile } from "./source";
import type { ExamineOptions, HookSource, HookVerdict, Reason, Verdict } from "./verdict";

/** A hook that is read, and what is still to be run of it. */
export interface Examination {
  readonly source: HookSource;
  readonly options: ExamineOptions;
  readonly entries: readonly Entry[];
  /** What reading each of the entries showed. */
  readonly readings: readonly Reading[];
  /** Why there is nothing to run. */
  readonly fault: Reason | undefined;
}

/** Parses and reads a hook. Never throws: what cannot be parsed is a fault. */
export function prepare(source: HookSource, options: ExamineOptions): Examination {
  const parsed = parseFile(source.name, source.text);
  if (parsed.kind === "fault") return { source, options, entries: [], readings: [], fault: parsed.reason };
  const entries = entriesOf(parsed.file, options);
  const readings = entries.map((entry) => readSafely(source, parsed.file, entry));
  const fault: Reason | undefined =
    entries.length > 0 ? undefined : { kind: "entry", message: noEntry(source, options) };
  return { source, options, entries, readings, fault };
}

function noEntry({ name }: HookSource, { entry }: ExamineOptions): string {
  return `${name} exports nothing that an event could call, and has no global function ${entry ?? "handler"}`;
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
  const { source, options, entries, readings, fault } = examination;
  if (fault !== undefined) return [withoutEntry(source, options, fault)];
  return entries.map((entry, index) => {
    const reading = readings[index] ?? { touchesResponse: false, writes: [], opaque: [] };
    return judgeHook(source.name, entry, reading, runs[index] ?? neverRan, options.criteria);
  });
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
  const couldBe = event !== undefined || entry !== undefined || /\bRecords\b|\bevent\s*\.\s*response\b/.test(text);
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
