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
}

/** HD-43: a viewer can ask for the header by `Pragma: server-timing`, whatever the sampling rate. */
export function wantsServerTiming(samplingRate: number, headers: Readonly<HeaderMap>, random: () => number): boolean {
  const pragma = headerValue(headers, "pragma") ?? "";
  if (pragma.split(",").some((one) => one.trim().toLowerCase() === "server-timing")) return true;
  return samplingRate > 0 && random() * 100 < samplingRate;
}

/**
 * RH-9: the metrics of `Server-Timing`: hit or miss, the layer that had it, where, and what the origin took; not which
 * member. The origin's own part is kept on a miss and dropped on a hit (HD-43).
 */
export function serverTiming(origins: string | readonly string[] | undefined, timing: Timing): string {
  const { result, pop, id, originMs } = timing;
  const where = `cdn-pop;desc="${pop}",cdn-rid;desc="${id}"`;
  if (result === "Hit") return `cdn-cache-hit,${where},cdn-hit-layer;desc="EDGE"`;
  const upstream = originMs === undefined ? [] : [`cdn-upstream-layer;desc="EDGE",cdn-upstream-fbl;dur=${originMs}`];
  const cache = result === "RefreshHit" ? "cdn-cache-refresh" : "cdn-cache-miss";
  const own = typeof origins === "string" ? [origins] : (origins ?? []);
  return [...own, ...upstream, cache, where].join(",");
}
