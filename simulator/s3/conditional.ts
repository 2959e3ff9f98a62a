import { headerValue, type HeaderMap } from "../http";
import { parseHttpDate } from "../httpDate";

/** What the preconditions of a read come to: go on, 304, or 412 with the header that failed. */
export type Precondition =
  | { readonly kind: "proceed" }
  | { readonly kind: "not-modified" }
  | { readonly kind: "failed"; readonly condition: "If-Match" | "If-Unmodified-Since" };

/** What identifies a representation: its entity tag, in quotes, and milliseconds since the epoch. */
export interface Validators {
  readonly etag: string;
  readonly lastModified: number;
}

/**
 * Weighs a read's preconditions in the order of RFC 9110 13.2.2, which is S3's (S3-13, HD-54): an entity tag decides
 * over the date of its pair, and a date that cannot be read is as good as absent.
 */
export function preconditionOf(headers: Readonly<HeaderMap>, validators: Validators): Precondition {
  const ifMatch = headerValue(headers, "if-match");
  if (ifMatch !== undefined) {
    if (!listed(ifMatch, validators.etag, "strong")) return { kind: "failed", condition: "If-Match" };
  } else if (modifiedSince(headers, "if-unmodified-since", validators) === true) {
    return { kind: "failed", condition: "If-Unmodified-Since" };
  }
  const ifNoneMatch = headerValue(headers, "if-none-match");
  const unchanged =
    ifNoneMatch !== undefined
      ? listed(ifNoneMatch, validators.etag, "weak")
      : modifiedSince(headers, "if-modified-since", validators) === false;
  return { kind: unchanged ? "not-modified" : "proceed" };
}

/** Whether a Range may be served: If-Range names the representation at hand, or is absent (RFC 9110 13.1.5). */
export function rangeApplies(headers: Readonly<HeaderMap>, { etag, lastModified }: Validators): boolean {
  const ifRange = headerValue(headers, "if-range");
  if (ifRange === undefined) return true;
  const date = parseHttpDate(ifRange);
  return date === undefined ? ifRange.trim() === etag : date === seconds(lastModified);
}

/** S3 takes a tag with or without its quotes. */
function listed(header: string, etag: string, comparison: "strong" | "weak"): boolean {
  if (header.trim() === "*") return true;
  return header.split(",").some((item) => {
    const tag = item.trim();
    const opaque = comparison === "weak" ? tag.replace(/^W\//, "") : tag;
    return opaque === etag || `"${opaque}"` === etag;
  });
}

function modifiedSince(headers: Readonly<HeaderMap>, name: string, { lastModified }: Validators): boolean | undefined {
  const value = headerValue(headers, name);
  const date = value === undefined ? undefined : parseHttpDate(value);
  return date === undefined ? undefined : seconds(lastModified) > date;
}

/** Last-Modified shows whole seconds, so only they can be compared. */
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
