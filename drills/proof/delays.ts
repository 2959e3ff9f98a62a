import { failureClasses, type FailureClass } from "../../aws/failoverDelay";
import type { ProofCase } from "./matrix";
import type { CaseResult } from "./result";
import { kindOf } from "./run";
import type { ProofSite } from "./site";

/** How long a viewer waits on a cache miss while an origin fails in one way. */
export interface FailureDelay {
  readonly failure: FailureClass;
  /** The longest, by arithmetic: every attempt runs into both of its timeouts. Of the behavior where it is longest. */
  readonly worstMs: number;
  /**
   * The median of what the cold cases of the matrix saw, where the network takes no time: a primary that accepts at once
   * and hangs costs its read timeouts and no connection timeout. Absent where no case of the matrix fails like that.
   */
  readonly typicalMs?: number;
  /** How the longest comes about: `1 × (2 + 30) = 32 s (FO-T3)`. */
  readonly because: string;
}

/** One line a failure class; none where nothing can fail over. */
export function delaysOf({ behaviors }: ProofSite, matrix: Iterable<CaseResult>): readonly FailureDelay[] {
  const seen = seenDelays(matrix);
  return failureClasses.flatMap((failure): FailureDelay[] => {
    const each = behaviors.flatMap(({ worstCaseDelayMs, delayReasons }) =>
      worstCaseDelayMs === undefined || delayReasons === undefined
        ? []
        : [{ worstMs: worstCaseDelayMs[failure], because: delayReasons[failure] }],
    );
    const [first, ...others] = each;
    if (first === undefined) return [];
    const worst = others.reduce((most, one) => (one.worstMs > most.worstMs ? one : most), first);
    const typicalMs = median(seen.get(failure) ?? []);
    return [{ failure, ...worst, ...(typicalMs === undefined ? {} : { typicalMs }) }];
  });
}

function seenDelays(matrix: Iterable<CaseResult>): ReadonlyMap<FailureClass, readonly number[]> {
  const seen = new Map<FailureClass, number[]>();
  for (const {
    one,
    seen: { delayMs },
  } of matrix) {
    const failure = failureOf(one);
    if (failure === undefined) continue;
    const delays = seen.get(failure) ?? [];
    delays.push(delayMs);
    seen.set(failure, delays);
  }
  return seen;
}

/** The class of a cold case whose object both regions have, so that nothing but the fault decides how long it takes. */
function failureOf(one: ProofCase): FailureClass | undefined {
  const kind = kindOf(one);
  if (kind === undefined || one.cache !== "cold" || one.object !== "both") return undefined;
  // What passes by costs a part of it.
  if (kind.heals === "never" || kind.heals === "no-failure" || kind.onlyAttempt !== undefined) return undefined;
  if (one.struck === "primary") {
    return kind.delay === "response-timeout" && one.method === "OPTIONS" ? "response-timeout-options" : kind.delay;
  }
  if (one.struck !== "both" || one.method === "OPTIONS") return undefined;
  if (kind.delay === "connection-timeout") return "both-connection-timeout";
  return kind.delay === "response-timeout" ? "both-response-timeout" : undefined;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
