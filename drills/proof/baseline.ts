import { z } from "zod";
import { parseAs } from "../schema";
import type { Finding, Proof } from "./proof";

const text = z.string("must be a text");
const caseSchema = z.object({
  ...{ behavior: text, method: text, object: text, fault: text, struck: text, cache: text },
});

/** What of an earlier proof is compared; whatever else it says may have changed since. */
const baselineSchema = z.object({
  verdict: text,
  promises: z.array(z.object({ promise: text, verdict: text }), "must be a list of promises"),
  findings: z.array(z.object({ promise: text, case: caseSchema }), "must be a list of findings"),
  worstCaseDelayMs: z.record(text, z.number("must be milliseconds")),
});

/** An earlier proof. */
export type Baseline = z.infer<typeof baselineSchema>;

/** Reads what `prove --format json` wrote. Throws `E_BASELINE` naming the field, the value got and what to supply. */
export function parseBaseline(input: unknown): Baseline {
  return parseAs(baselineSchema, input, "E_BASELINE", "a baseline must be a proof as prove --format json writes one");
}

/** A case, and the promise that did not hold in it. */
export interface ChangedCase {
  readonly promise: string;
  readonly case: Readonly<Record<keyof Finding["case"], string>>;
}

/** What changed since an earlier proof. */
export interface BaselineDifference {
  readonly verdict: { readonly before: string; readonly after: string };
  /** Promises that held then and hold no longer. */
  readonly lost: readonly string[];
  /** Promises that hold now and did not then. */
  readonly gained: readonly string[];
  readonly newlyFailed: readonly ChangedCase[];
  /** Cases that failed then, of behaviors that are still there, and fail no longer. */
  readonly repaired: readonly ChangedCase[];
  /** Worst cases that changed; without one of the two where there was or is none. */
  readonly delays: readonly {
    readonly failure: string;
    readonly beforeMs?: number;
    readonly afterMs?: number;
  }[];
}

/** What of a proof is compared with an earlier one. */
export interface ComparedProof {
  readonly verdict: string;
  readonly promises: readonly { readonly promise: string; readonly verdict: string }[];
  readonly findings: readonly ChangedCase[];
  readonly worstCaseDelayMs: Proof["worstCaseDelayMs"] | Baseline["worstCaseDelayMs"];
  readonly matrix: readonly { readonly behavior: string }[];
}

/** Compares a proof with an earlier one. */
export function differenceFrom(baseline: Baseline, proof: ComparedProof): BaselineDifference {
  const before = new Map(baseline.promises.map(({ promise, verdict }) => [promise, verdict]));
  const after = new Map(proof.promises.map(({ promise, verdict }) => [promise, verdict]));
  const hold = (some: ReadonlyMap<string, string>): string[] =>
    [...some].filter(([, verdict]) => verdict === "passed").map(([promise]) => promise);
  const behaviors = new Set(proof.matrix.map(({ behavior }) => behavior));
  return {
    verdict: { before: baseline.verdict, after: proof.verdict },
    lost: hold(before).filter((promise) => after.get(promise) !== "passed"),
    gained: hold(after).filter((promise) => before.get(promise) !== "passed"),
    newlyFailed: without(proof.findings, baseline.findings),
    repaired: without(baseline.findings, proof.findings).filter((one) => behaviors.has(one.case.behavior)),
    delays: delayChanges(baseline.worstCaseDelayMs, proof.worstCaseDelayMs),
  };
}

/** Whether there is nothing to tell. */
export function isUnchanged({ verdict, lost, gained, newlyFailed, repaired, delays }: BaselineDifference): boolean {
  return (
    verdict.before === verdict.after && [lost, gained, newlyFailed, repaired, delays].every((one) => one.length === 0)
  );
}

function without(these: readonly ChangedCase[], those: readonly ChangedCase[]): ChangedCase[] {
  const keyOf = ({ promise, case: one }: ChangedCase): string =>
    JSON.stringify([promise, one.behavior, one.method, one.object, one.struck, one.fault, one.cache]);
  const there = new Set(those.map(keyOf));
  return these
    .filter((one) => !there.has(keyOf(one)))
    .map(({ promise, case: { behavior, method, object, fault, struck, cache } }) => ({
      promise,
      case: { behavior, method, object, fault, struck, cache },
    }));
}

function delayChanges(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): BaselineDifference["delays"] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((failure) => {
    const beforeMs = before[failure];
    const afterMs = after[failure];
    if (beforeMs === afterMs) return [];
    return [
      {
        failure,
        ...(beforeMs === undefined ? {} : { beforeMs }),
        ...(afterMs === undefined ? {} : { afterMs }),
      },
    ];
  });
}
