import { headerValue, type HeaderMap } from "../http";
import { parseHttpDate } from "../httpDate";

/** What an origin says about caching, in seconds. */
export interface CacheControl {
  readonly maxAge?: number;
  readonly sMaxage?: number;
  readonly staleIfError?: number;
  readonly staleWhileRevalidate?: number;
  readonly noStore: boolean;
  /** Without a list of field names: with one, only those fields are meant (HD-24). */
  readonly noCache: boolean;
  readonly private: boolean;
}

// A token, and after `=` a quoted string or a token; a comma inside quotes does not separate.
const directive = /([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,";]+)))?/g;

/** What was read last: a site has a handful of such headers. */
const read = new Map<string, CacheControl>();
const readAtMost = 256;

/** Reads a `Cache-Control` header. Whatever cannot be read is left out; of a directive given twice the first counts. */
export function parseCacheControl(header: string | undefined): CacheControl {
  const text = header ?? "";
  const known = read.get(text);
  if (known !== undefined) return known;
  const control = directivesOf(text);
  if (read.size >= readAtMost) read.clear();
  // A long one is not worth its room.
  if (text.length < 512) read.set(text, control);
  return control;
}

function directivesOf(header: string): CacheControl {
  const found = new Map<string, string | undefined>();
  for (const [, name = "", quoted, token] of header.matchAll(directive)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted ?? token);
  }
  const bare = (name: string): boolean => found.has(name) && found.get(name) === undefined;
  const optional = (field: string, name: string): Record<string, number> => {
    const value = secondsOf(found.get(name));
    return value === undefined ? {} : { [field]: value };
  };
  return {
    ...optional("maxAge", "max-age"),
    ...optional("sMaxage", "s-maxage"),
    ...optional("staleIfError", "stale-if-error"),
    ...optional("staleWhileRevalidate", "stale-while-revalidate"),
    noStore: found.has("no-store"),
    noCache: bare("no-cache"),
    private: bare("private"),
  };
}

/** RFC 9111, 1.2.2: digits only; what does not fit counts as 2^31. */
function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+$/.test(text)) return undefined;
  return Math.min(Number(text), 2 ** 31);
}

/** The `Cache-Control` of a response; several header lines count as one. */
export function cacheControlOf(headers: Readonly<HeaderMap>): CacheControl {
  const value = headers["cache-control"];
  return parseCacheControl(typeof value === "string" || value === undefined ? value : value.join(", "));
}

/** The seconds that the origin's headers give (CA-3): `s-maxage`, else `max-age`, else `Expires`; undefined without any. */
export function lifetimeOf(control: CacheControl, headers: Readonly<HeaderMap>, nowMs: number): number | undefined {
  const explicit = control.sMaxage ?? control.maxAge;
  if (explicit !== undefined) return explicit;
  const expires = headerValue(headers, "expires");
  if (expires === undefined) return undefined;
  const at = parseHttpDate(expires);
  // An `Expires` that is no date as HTTP writes one, such as 0, means already expired (RFC 9111, 5.3).
  if (at === undefined) return 0;
  const date = parseHttpDate(headerValue(headers, "date") ?? "") ?? nowMs / 1000;
  return Math.max(0, Math.floor(at - date));
}
