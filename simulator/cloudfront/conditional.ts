import { headerValue, type HeaderMap } from "../http";

/** The headers that make a request conditional. */
export const conditionalHeaders = [
  "if-match",
  "if-none-match",
  "if-modified-since",
  "if-unmodified-since",
  "if-range",
] as const;

/**
 * What a stored response answers a conditional GET or HEAD with (HD-53, HD-54): 304, 412, or undefined for the response
 * itself. `If-None-Match` decides before `If-Modified-Since`; tags are compared weakly unless SIM-16 says otherwise.
 */
export function evaluateConditions(
  request: Readonly<HeaderMap>,
  stored: Readonly<HeaderMap>,
  comparison: "weak" | "strong",
): 304 | 412 | undefined {
  const etag = headerValue(stored, "etag");
  const modified = dateOf(headerValue(stored, "last-modified"));
  const match = headerValue(request, "if-match");
  if (match !== undefined) {
    if (!tagIn(match, etag, "strong")) return 412;
  } else {
    const since = dateOf(headerValue(request, "if-unmodified-since"));
    if (since !== undefined && modified !== undefined && modified > since) return 412;
  }
  const noneMatch = headerValue(request, "if-none-match");
  if (noneMatch !== undefined) return tagIn(noneMatch, etag, comparison) ? 304 : undefined;
  const since = dateOf(headerValue(request, "if-modified-since"));
  return since !== undefined && modified !== undefined && modified <= since ? 304 : undefined;
}

/** The conditions that revalidate a stored response: the origin's own validators (CA-7, HD-56); none without any. */
export function revalidationHeaders(stored: Readonly<HeaderMap>, originEtag: string | undefined): HeaderMap {
  const etag = originEtag ?? headerValue(stored, "etag");
  const modified = headerValue(stored, "last-modified");
  return {
    ...(etag === undefined ? {} : { "if-none-match": etag }),
    ...(modified === undefined ? {} : { "if-modified-since": modified }),
  };
}

/** Whether `If-Range` lets a range stand: a strong tag or the exact date (HD-64). */
export function ifRangeHolds(ifRange: string | undefined, stored: Readonly<HeaderMap>): boolean {
  if (ifRange === undefined) return true;
  if (/^(W\/)?"/.test(ifRange)) return tagIn(ifRange, headerValue(stored, "etag"), "strong");
  const date = dateOf(ifRange);
  return date !== undefined && date === dateOf(headerValue(stored, "last-modified"));
}

/** Whether a list of entity tags, or `*`, holds this one. */
function tagIn(list: string, etag: string | undefined, comparison: "weak" | "strong"): boolean {
  if (list.trim() === "*") return true;
  if (etag === undefined) return false;
  if (comparison === "strong" && etag.startsWith("W/")) return false;
  const tags: readonly string[] = list.match(/(W\/)?"[^"]*"/g) ?? [];
  return comparison === "strong" ? tags.includes(etag) : tags.some((tag) => opaque(tag) === opaque(etag));
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, "");
}

function dateOf(text: string | undefined): number | undefined {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? undefined : at;
}
