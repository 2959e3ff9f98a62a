import type { Answer } from "./answer";
import type { Run } from "./call";
import type { World } from "../verdict";
import { dependenciesOf, type Input } from "./input";

/** A change of a status, before its input is made smaller. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly input: Input;
  /** Place in the list of writes, -1 where it is not known. */
  readonly write: number;
  readonly because?: string;
  readonly hangsOn?: readonly World[];
}

/** What a run did to the status; `undefined` where it kept it, or was not let finish. */
export function changeOf(from: number, answer: Answer): "status" | "fault" | undefined {
  if (answer.kind === "unfinished") return undefined;
  if (answer.kind === "fault") return "fault";
  return answer.status === from ? undefined : "status";
}

/** The change that a run has made; `undefined` where it kept the status, or was not let finish. */
export function foundOf({ answer, lastWrites }: Run, input: Input, from: number): Found | undefined {
  if (answer.kind === "unfinished" || changeOf(from, answer) === undefined) return undefined;
  return {
    from,
    to: answer.status,
    input,
    write: lastWrites.get(String(answer.status)) ?? -1,
    ...(answer.kind === "fault" ? { because: answer.because } : {}),
  };
}

/** A fault that the outside world had a hand in shows that it may throw, not that it does (HA-EDGE-01). */
export function isExcused(run: Run, input: Input): boolean {
  if (run.answer.kind !== "fault") return false;
  return dependenciesOf(input) !== "work" || (run.usedWorld && run.answer.status === 503);
}

/** The better evidence of two: an assigned status before a fault, a working world before a failing one, little before much. */
export function better(one: Found, other: Found): Found {
  return weight(other) < weight(one) ? other : one;
}

function weight({ input, because }: Found): number {
  const isWorldly = Object.keys(input).some((path) => /^(?:dependencies|env|random|time)/.test(path));
  return (because === undefined ? 0 : 1000) + (isWorldly ? 100 : 0) + Object.keys(input).length;
}
