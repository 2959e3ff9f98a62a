import { headerValue, type HeaderMap } from "../http";
import type { CacheEntry } from "./cache";
import type { StoredResponse } from "./storedResponse";
import type { Switches } from "./switches";
import type { Lifetime } from "./ttl";

/** A new entry for the cache. */
export function entryOf(response: StoredResponse, path: string, lifetime: Lifetime, nowMs: number): CacheEntry {
  return {
    response,
    path,
    storedAt: nowMs,
    ageAtStore: ageOf(response.headers),
    fresh: lifetime.fresh,
    staleIfError: lifetime.staleIfError,
    staleWhileRevalidate: lifetime.staleWhileRevalidate,
    heldUntil: 0,
  };
}

/** An error's entry: nothing of it is ever served stale (CA-10). */
export function errorEntry(response: StoredResponse, path: string, seconds: number, nowMs: number): CacheEntry {
  return entryOf(response, path, { fresh: seconds, staleIfError: 0, staleWhileRevalidate: 0 }, nowMs);
}

/** When an entry is stale, in milliseconds since the epoch. */
export function freshUntil({ storedAt, fresh }: CacheEntry): number {
  return storedAt + fresh * 1000;
}

/** Until when an entry may stand in for origins that fail (CA-9). */
export function staleIfErrorUntil({ storedAt, fresh, staleIfError }: CacheEntry): number {
  return storedAt + (fresh + staleIfError) * 1000;
}

/** Until when an entry may be served while it is fetched again (CA-12). */
export function staleWhileRevalidateUntil({ storedAt, fresh, staleWhileRevalidate }: CacheEntry): number {
  return storedAt + (fresh + staleWhileRevalidate) * 1000;
}

/** Seconds that a response has been in caches: the origin's own `Age`, and its time here (HD-33). */
export function ageAt(entry: CacheEntry, nowMs: number): number {
  return entry.ageAtStore + Math.floor(Math.max(0, nowMs - entry.storedAt) / 1000);
}

/** A stored response with the headers of the 304 that confirmed it (HD-57, SIM-27): its body and coding stay. */
export function refreshedResponse(
  stored: StoredResponse,
  confirmed: Readonly<HeaderMap>,
  mode: Switches["merge-304"],
): StoredResponse {
  // The age that counts is the 304's.
  const { age: _age, ...merged }: HeaderMap = stored.headers;
  for (const [name, value] of Object.entries(confirmed)) {
    if (describesBody.has(name)) continue;
    if (mode === "freshness" && !freshnessHeaders.has(name)) continue;
    // The copy that the edge compressed has a tag and a Vary of its own.
    if ((name === "etag" || name === "vary") && stored.originEtag !== undefined) continue;
    merged[name] = value;
  }
  return { ...stored, headers: merged };
}

const describesBody: ReadonlySet<string> = new Set(["content-length", "content-encoding", "content-range"]);
const freshnessHeaders: ReadonlySet<string> = new Set(["cache-control", "expires", "date", "age", "etag"]);

function ageOf(headers: Readonly<HeaderMap>): number {
  const age = headerValue(headers, "age") ?? "";
  return /^\d+$/.test(age) ? Number(age) : 0;
}
