import { headerValue, type HeaderMap } from "../http";
import type { ResultType } from "./exchange";

/** What the header tells of a response. */
export interface Timing {
  readonly result: ResultType;
  /** The point of presence. */
  readonly pop: string;
  /** Of the request, as `X-Amz-Cf-Id` has it. */
  readonly id: string;
  /** Milliseconds that the origin took for its head; absent where none was asked. */
  readonly originMs?: number;
  /** Milliseconds from the request's arrival to the first byte of the response. */
  readonly downstreamMs: number;
}

/** HD-43: a viewer can ask for the header by `Pragma: server-timing`, whatever the sampling rate. */
export function wantsServerTiming(samplingRate: number, headers: Readonly<HeaderMap>, random: () => number): boolean {
  const pragma = headerValue(headers, "pragma") ?? "";
  if (pragma.split(",").some((one) => one.trim().toLowerCase() === "server-timing")) return true;
  return samplingRate > 0 && random() * 100 < samplingRate;
}

/**
 * RH-9: the metrics of `Server-Timing`: hit or miss, the layer that had it or asked for it, where, and what it took; not
 * which member. The origin's own part is kept on a miss and dropped on a hit (HD-43). Which layer asked is told where the
 * whole object was asked for: not of a copy that was only verified. Left out is what is not known here: how long a name's
 * lookup and a connection took (`cdn-upstream-dns`, `cdn-upstream-connect`).
 */
export function serverTiming(origins: string | readonly string[] | undefined, timing: Timing): string {
  const { result, pop, id, originMs, downstreamMs } = timing;
  const where = `cdn-pop;desc="${pop}",cdn-rid;desc="${id}"`;
  const downstream = `cdn-downstream-fbl;dur=${downstreamMs}`;
  if (result === "Hit") return `cdn-cache-hit,${where},cdn-hit-layer;desc="EDGE",${downstream}`;
  const refreshed = result === "RefreshHit";
  const own = typeof origins === "string" ? [origins] : (origins ?? []);
  return [
    ...own,
    ...(originMs === undefined || refreshed ? [] : [`cdn-upstream-layer;desc="EDGE"`]),
    ...(originMs === undefined ? [] : [`cdn-upstream-fbl;dur=${originMs}`]),
    refreshed ? "cdn-cache-refresh" : "cdn-cache-miss",
    where,
    downstream,
  ].join(",");
}
