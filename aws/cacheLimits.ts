import type { IntegerRange } from "./originTimeouts";

/** Seconds that CloudFront keeps an object: up to a year (CA-3). */
export const ttlSecondsRange: IntegerRange = { minimum: 0, maximum: 31_536_000 };

/** What CachingOptimized says, in seconds (CA-3). */
export const optimizedTtlSeconds = { minimum: 1, default: 86_400, maximum: 31_536_000 } as const;

/** How many headers, query strings or cookies a cache policy may list ("Quotas on policies", Developer Guide). */
export const maximumCacheKeyNames = 10;

/** Characters of all names of a cache policy together ("Quotas on policies", Developer Guide; HD-22). */
export const maximumCacheKeyNamesLength = 1024;

/** What a list of a cache policy names. */
export type CacheKeyKind = "headers" | "queryStrings" | "cookies";

/** What is wrong with a name in the list of a cache policy. */
export type CacheKeyNameFault = "malformed" | "host" | "switched" | "not-in-a-cache-key";

/** A token as HTTP has it (RFC 9110, 5.6.2), without the asterisk that a policy would read as "any". */
const token = /^[A-Za-z0-9!#$%&'+\-.^_`|~]+$/;

/** What a policy never lists as a header: CloudFront has switches of their own for them. */
const switched = /^(?:accept-encoding|cookie)$/i;

/** The headers that no cache key holds ("Can be in the key", cloudfront-headers.md 1.1; HD-19 for CloudFront's own). */
const unlistable: ReadonlySet<string> = new Set([
  "cache-control",
  "cloudfront-viewer-address",
  "cloudfront-viewer-asn",
  "cloudfront-viewer-ja3-fingerprint",
  "cloudfront-viewer-ja4-fingerprint",
  "cloudfront-viewer-tls",
  "connection",
  "content-length",
  "max-forwards",
  "pragma",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "request-range",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-amz-cf-id",
  "x-forwarded-proto",
  "x-real-ip",
]);

/** Why a cache policy in front of an S3 bucket cannot list this name, or undefined when it can. */
export function cacheKeyNameFault(kind: CacheKeyKind, name: unknown): CacheKeyNameFault | undefined {
  if (typeof name !== "string" || name.length > 128) return "malformed";
  if (kind === "queryStrings") return /^[!-~]+$/.test(name) && !/[&=#*]/.test(name) ? undefined : "malformed";
  if (!token.test(name)) return "malformed";
  if (kind === "cookies") return undefined;
  const header = name.toLowerCase();
  if (header === "host") return "host";
  if (switched.test(header)) return "switched";
  return unlistable.has(header) || header.startsWith("x-edge-") ? "not-in-a-cache-key" : undefined;
}
