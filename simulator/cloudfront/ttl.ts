import type { HeaderMap } from "../http";
import { cacheControlOf, lifetimeOf } from "./cacheControl";

/** A cache policy's bounds in seconds. */
export interface TtlRange {
  readonly min: number;
  readonly default: number;
  readonly max: number;
}

/** How long a response may be kept, in seconds. */
export interface Lifetime {
  readonly fresh: number;
  /** After that: how long it may stand in for an origin that fails (CA-11). */
  readonly staleIfError: number;
  /** After that: how long it may be served while it is fetched anew (CA-12). */
  readonly staleWhileRevalidate: number;
}

/** Whether a policy caches at all; `CachingDisabled` does not (CA-14). */
export function caches(ttl: TtlRange): boolean {
  return ttl.max > 0;
}

/** The lifetime of a success or a redirect (CA-3..5, CA-11, CA-12); undefined: it is not stored. */
export function successLifetime(
  status: number,
  headers: Readonly<HeaderMap>,
  ttl: TtlRange,
  nowMs: number,
): Lifetime | undefined {
  if (!caches(ttl)) return undefined;
  // HD-45: these two are kept only where the origin says something about it.
  if ((status === 307 || status === 308) && headers["cache-control"] === undefined) return undefined;
  const control = cacheControlOf(headers);
  const forbidden = control.noStore || control.private;
  // CA-4: with a min TTL of 0 the origin's word counts, else the min TTL does.
  if (forbidden && ttl.min === 0) return undefined;
  if (forbidden || control.noCache) return lifetime(ttl.min, ttl, control.staleIfError, control.staleWhileRevalidate);
  const given = lifetimeOf(control, headers, nowMs);
  const fresh = given === undefined ? Math.max(ttl.min, ttl.default) : Math.min(Math.max(given, ttl.min), ttl.max);
  // HD-51: a copy that varies by everything is stored, and asked for each time.
  const varies = headers["vary"] === "*" && ttl.min === 0;
  return lifetime(varies ? 0 : fresh, ttl, control.staleIfError, control.staleWhileRevalidate);
}

function lifetime(fresh: number, ttl: TtlRange, staleIfError = ttl.max, staleWhileRevalidate = 0): Lifetime {
  return {
    fresh,
    staleIfError: Math.min(staleIfError, ttl.max),
    staleWhileRevalidate: Math.min(staleWhileRevalidate, ttl.max),
  };
}

/** Cached whatever the origin says about it, and cached only with its `max-age` or `s-maxage` (CA-14). */
const alwaysCached: ReadonlySet<number> = new Set([404, 414, 500, 501, 502, 503, 504]);
// 410 is in no list of AWS's, yet named where `no-store` counts (CA-15): it is kept when the origin asks for it.
const cachedOnRequest: ReadonlySet<number> = new Set([400, 403, 405, 410, 412, 415]);
/** The codes for which `no-store` and its kin are heard (CA-15). */
const obeysNoStore: ReadonlySet<number> = new Set([404, 410, 414, 501]);

/** Seconds that an error is kept where no custom error response says otherwise (CA-13). */
const defaultErrorTtl = 10;

export interface ErrorContext {
  readonly ttl: TtlRange;
  /** The configured error caching minimum TTL for this status, in seconds. */
  readonly minTtl: number | undefined;
  readonly s3: boolean;
  readonly nowMs: number;
}

/** The error caching minimum TTL of a status: a configured 0 is 1 for an S3 origin (CA-13). */
export function errorMinTtl(minTtl: number | undefined, s3: boolean): number {
  return Math.max(minTtl ?? defaultErrorTtl, s3 ? 1 : 0);
}

/** Seconds that an error is kept (CA-13..16); 0: not at all. */
export function errorLifetime(status: number, headers: Readonly<HeaderMap>, context: ErrorContext): number {
  if (!caches(context.ttl)) return 0;
  const control = cacheControlOf(headers);
  const asked = (control.sMaxage ?? control.maxAge) !== undefined;
  if (!alwaysCached.has(status) && !(cachedOnRequest.has(status) && asked)) return 0;
  if (obeysNoStore.has(status) && (control.noStore || control.noCache || control.private)) return 0;
  const given = Math.min(lifetimeOf(control, headers, context.nowMs) ?? 0, context.ttl.max);
  return Math.max(errorMinTtl(context.minTtl, context.s3), given);
}
