import type { IntegerRange } from "./originTimeouts";

/** Seconds that CloudFront keeps an object: up to a year (CA-3). */
export const ttlSecondsRange: IntegerRange = { minimum: 0, maximum: 31_536_000 };

/** What CachingOptimized says, in seconds (CA-3). */
export const optimizedTtlSeconds = { minimum: 1, default: 86_400, maximum: 31_536_000 } as const;

/** How many headers, query strings or cookies a cache policy may list ("Quotas on policies", Developer Guide). */
export const maximumCacheKeyNames = 10;

/** What a list of a cache policy names. */
export type CacheKeyKind = "headers" | "queryStrings" | "cookies";

/** What is wrong with a name in the list of a cache policy. */
export type CacheKeyNameFault = "malformed" | "host" | "not-in-a-cache-key";

/** A token as HTTP has it (RFC 9110, 5.6.2), without the asterisk that a policy would read as "any". */
const token = /^[A-Za-z0-9!#$%&'+\-.^_`|~]+$/;

/** What a policy never lists as a header: CloudFront has switches of their own for them. */
const switched = /^(?:accept-encoding|cookie)$/i;

/** Why a cache policy in front of an S3 bucket cannot list this name, or undefined when it can. */
export function cacheKeyNameFault(kind: CacheKeyKind, name: unknown): CacheKeyNameFault | undefined {
  if (typeof name !== "string" || name.length > 128) return "malformed";
  if (kind === "queryStrings") return /^[!-~]+$/.test(name) && !/[&=#]/.test(name) ? undefined : "malformed";
  if (!token.test(name)) return "malformed";
  if (kind === "cookies") return undefined;
  if (name.toLowerCase() === "host") return "host";
  return switched.test(name) ? "not-in-a-cache-key" : undefined;
}
