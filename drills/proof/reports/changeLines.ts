import { isUnchanged, type BaselineDifference, type ChangedCase } from "../baseline";
import { caseWords } from "./html/words";

/** Cases that are named one by one; the rest is counted. */
const named = 10;

/** What changed since the baseline, a line each, the worst first. `written` writes what a user may have named. */
export function changeLines(
  difference: BaselineDifference,
  written: (text: string) => string = (text) => text,
): string[] {
  if (isUnchanged(difference)) return ["nothing changed since the baseline"];
  const { verdict, lost, gained, newlyFailed, repaired, delays } = difference;
  const seconds = (ms: number | undefined): string => (ms === undefined ? "none" : `${ms / 1000} s`);
  return [
    ...(verdict.before === verdict.after
      ? []
      : [`the verdict was ${written(verdict.before)}, and is ${written(verdict.after)}`]),
    ...lost.map((promise) => `promise lost: ${written(promise)}`),
    ...gained.map((promise) => `promise gained: ${written(promise)}`),
    ...caseLines("newly failed", newlyFailed, written),
    ...caseLines("repaired", repaired, written),
    ...delays.map(
      ({ failure, beforeMs, afterMs }) =>
        `worst-case delay, ${written(failure)}: ${seconds(beforeMs)} → ${seconds(afterMs)}`,
    ),
  ];
}

function caseLines(what: string, cases: readonly ChangedCase[], written: (text: string) => string): string[] {
  const lines = cases
    .slice(0, named)
    .map(
      (one) =>
        `${what}: ${written(one.promise)}, behavior ${written(one.case.behavior)}, ${written(caseWords(one.case))}`,
    );
  return cases.length > named ? [...lines, `${what}: ${cases.length - named} more`] : lines;
}
