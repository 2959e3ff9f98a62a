import type { FailureClass } from "../../aws/failoverDelay";
import type { FailureDelay } from "./delays";

/**
 * What an outage costs one reader: the primary is asked first every time, so that the wait is paid on every miss and
 * never learnt from (FO-16). A page is one object here; what it loads is asked for side by side, which costs the same wait
 * once more where any of it is missed.
 */
export interface OutageCost {
  readonly failure: FailureClass;
  /** How many pages the reader opens, one after the other. */
  readonly pages: number;
  /** The share of them that the edge has fresh copies of, from 0 to 1. */
  readonly cachedShare: number;
  /** How many pages have to be fetched, on the average over many readers: `pages × (1 − cachedShare)`. */
  readonly misses: number;
  /** What a reader waits for all of the pages together at most. */
  readonly worstMs: number;
  /** The same, each miss taking what such cases of the matrix took; absent where there is none. */
  readonly typicalMs?: number;
  /** What stands at the end of every miss: with both members down an error. */
  readonly ends: "page" | "error";
}

/** How many pages a reader opens: a look, a short visit, a long one. */
export const visits = [1, 5, 20] as const;
/** Nobody was there before, and a site that is read much. */
const cachedShares = [0, 0.8] as const;

/** A line for every failure class, visit and state of the cache; none where nothing can fail over. */
export function outageOf(delays: readonly FailureDelay[]): readonly OutageCost[] {
  return delays.flatMap(({ failure, worstMs, typicalMs }) =>
    visits.flatMap((pages) =>
      cachedShares.map((cachedShare): OutageCost => {
        // Tenths: binary fractions would show otherwise.
        const misses = Math.round(pages * (1 - cachedShare) * 10) / 10;
        return {
          failure,
          pages,
          cachedShare,
          misses,
          worstMs: Math.round(misses * worstMs),
          ...(typicalMs === undefined ? {} : { typicalMs: Math.round(misses * typicalMs) }),
          ends: failure.startsWith("both-") ? "error" : "page",
        };
      }),
    ),
  );
}
