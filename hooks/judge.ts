import { legalFailoverCodes } from "../aws/failoverCodes";
import type { Entry, Reading, RunFindings, Span, StatusWrite } from "./findings";
import type { HookVerdict, Position, Reason, Rewrite, Verdict } from "./verdict";

/**
 * What running and reading a hook come to, by HA-EDGE-01. A run that changed a status is a rewrite; a write that no run
 * reached, or whose value no run could vary, may be one; code that cannot be read or run is opaque.
 */
export function judgeHook(
  file: string,
  entry: Entry,
  reading: Reading,
  run: RunFindings,
  criteria: readonly number[] = legalFailoverCodes,
): HookVerdict {
  const isResponse = entry.event === "origin-response" || entry.event === "viewer-response";
  const doubts = isResponse ? doubtsOf(reading, run) : [];
  const obstacles = isResponse ? obstaclesOf(reading, run) : [];
  // What code that is not here answers was made up for the run: it proves nothing.
  const isMadeUp = reading.opaque.some(({ kind }) => kind !== "unread") && !reading.writes.some(isOwn);
  const rewrites = isResponse && !isMadeUp ? run.rewrites : [];
  const touches = reading.touchesResponse || run.touchesResponse;
  const verdict = verdictOf(isResponse, touches, rewrites, doubts, obstacles);
  const isCounted = verdict !== "not-a-response-hook";
  return {
    file,
    ...{ entry: entry.name, event: entry.event, runtime: entry.runtime, verdict },
    rewrites: isCounted ? rewrites : [],
    throwsOn: isCounted ? run.throwsOn : [],
    // CF-6, LE-12: what runs at viewer-response never sees a status that fails over.
    disablesFailoverOn: isCounted && entry.event === "origin-response" ? disabledBy(rewrites, criteria) : [],
    forcesFailoverOn: isCounted && entry.event === "origin-response" ? forcedBy(rewrites, criteria) : [],
    reasons: isCounted ? [...doubts, ...obstacles, ...notes(run, obstacles)] : [],
    coverage: run.coverage,
  };
}

function verdictOf(
  isResponse: boolean,
  touches: boolean,
  rewrites: readonly Rewrite[],
  doubts: readonly Reason[],
  obstacles: readonly Reason[],
): Verdict {
  if (!isResponse) return "not-a-response-hook";
  // Code that is made from data could do anything; any other needs the response to change it.
  if (!touches) return obstacles.length > 0 ? "opaque" : "not-a-response-hook";
  if (rewrites.length > 0) return "rewrites-status";
  if (doubts.length > 0) return "may-rewrite";
  return obstacles.length > 0 ? "opaque" : "keeps-status";
}

/** The writes of a status that the runs do not clear. */
function doubtsOf(reading: Reading, run: RunFindings): Reason[] {
  const reasons: Reason[] = [];
  for (const { branch, from, to } of run.forced) {
    if (reading.dead?.some((span) => isWithin(branch, span)) === true) continue;
    reasons.push({
      kind: "unreached-write",
      message: `behind a condition that no run met, ${from} becomes ${to}`,
      position: branch,
    });
  }
  for (const write of reading.writes) {
    const doubt = write.value === "same" ? undefined : doubtOf(write, run);
    if (doubt === undefined || reasons.some(({ message }) => message === doubt.message)) continue;
    reasons.push(doubt);
  }
  return reasons;
}

/** A write that the code does by itself, whatever is not there of it. */
function isOwn({ target, value, valueOn }: StatusWrite): boolean {
  return target === "sure" && value !== "same" && valueOn !== "unknown";
}

function doubtOf(write: StatusWrite, run: RunFindings): Reason | undefined {
  const what = typeof write.value === "number" ? `the status ${write.value}` : "a status";
  const { position } = write;
  const outside = write.conditions.filter(({ on }) => on === "world" || on === "unknown");
  if (!isReached(write, run)) {
    const condition = outside.at(-1) ?? write.conditions.at(-1);
    if (condition === undefined) return { kind: "unsolved", message: `${what} is set where no run came`, position };
    const kind = outside.length > 0 ? "condition" : "unsolved";
    const hangs = {
      event: "the event",
      world: "the outside world",
      unknown: "what could not be told",
      constant: "a constant",
    };
    const message = `${what} is set under \`${condition.text}\`, which hangs on ${hangs[condition.on]}, and no run came there`;
    return { kind, message, position };
  }
  if (write.valueOn === "world" || write.valueOn === "unknown") {
    const from = write.valueOn === "world" ? "comes from the outside world" : "could not be told";
    return { kind: "unsolved", message: `the status is set to a value that ${from}`, position };
  }
  return undefined;
}

/** Whether a run came to a write: then all statuses came there, and none was changed. */
function isReached(write: StatusWrite, run: RunFindings): boolean {
  if (run.coverage.branches > 0 && write.within?.some((one) => isAmong(one, run.coverage.unreached)) === true)
    return false;
  const seen = run.writes?.filter(({ position }) => isSame(position, write.position)) ?? [];
  if (seen.length > 0) return seen.some(({ reached }) => reached);
  return run.touchesResponse && write.conditions.every(({ on }) => on === "event" || on === "constant");
}

function isAmong(position: Position, positions: readonly Position[]): boolean {
  return positions.some((one) => isSame(one, position));
}

function isWithin(position: Position, { start, end }: Span): boolean {
  return position.file === start.file && !isBefore(position, start) && isBefore(position, end);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}

function isSame(one: Position, other: Position): boolean {
  return one.line === other.line && one.column === other.column && one.file === other.file;
}

/** Reasons of a run that leave it without a conclusion. The others only say that it could have gone on. */
const inconclusive: ReadonlySet<string> = new Set([
  ...["syntax", "entry", "load", "unfinished", "hangs", "process", "examiner", "missing-module", "eval"],
]);

function obstaclesOf(reading: Reading, run: RunFindings): Reason[] {
  const all = [...reading.opaque, ...run.reasons.filter(({ kind }) => inconclusive.has(kind))];
  return all.filter(
    (one, at) => all.findIndex(({ kind, message }) => kind === one.kind && message === one.message) === at,
  );
}

function notes(run: RunFindings, told: readonly Reason[]): Reason[] {
  return run.reasons.filter((one) => !told.includes(one) && !inconclusive.has(one.kind));
}

/**
 * LE-5: a code that comes out as another one, which does not fail over. The 502 or 503 of a function that fails is not
 * the origin's, and does not either (LE-10, SIM-7).
 */
function disabledBy(rewrites: readonly Rewrite[], criteria: readonly number[]): number[] {
  const disabling = rewrites.filter(({ to, because }) => because !== undefined || !criteria.includes(to));
  return criteria.filter((code) => disabling.some(({ from }) => from === code));
}

/** LE-5: a good answer that comes out as a code that fails over. What breaks by itself does not (SIM-7). */
function forcedBy(rewrites: readonly Rewrite[], criteria: readonly number[]): number[] {
  const forcing = rewrites.filter(({ from, to, because }) => {
    return from < 400 && criteria.includes(to) && because === undefined;
  });
  return [...new Set(forcing.map(({ from }) => from))].sort((a, b) => a - b);
}
