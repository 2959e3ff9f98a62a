/** What a Range header asks of an object of a known size: the whole, some of its bytes, or what it does not have. */
export type ByteRange =
  | { readonly kind: "whole" }
  /** Both ends included. */
  | { readonly kind: "part"; readonly first: number; readonly last: number }
  | { readonly kind: "unsatisfiable" };

const whole: ByteRange = { kind: "whole" };

/**
 * Reads a Range header. S3 serves one range a GET (S3-13): several ranges, another unit or anything malformed gets the
 * whole object, as RFC 9110 14.2 wants an unreadable Range treated.
 */
export function parseRange(header: string | undefined, size: number): ByteRange {
  const match = header === undefined ? null : /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header);
  const [, from = "", to = ""] = match ?? [];
  if (from === "" && to === "") return whole;
  if (from === "") {
    const length = Number(to);
    return length === 0 || size === 0 ? { kind: "unsatisfiable" } : part(Math.max(0, size - length), size - 1);
  }
  const first = Number(from);
  if (to !== "" && Number(to) < first) return whole;
  if (first >= size) return { kind: "unsatisfiable" };
  return part(first, to === "" ? size - 1 : Math.min(Number(to), size - 1));
}

function part(first: number, last: number): ByteRange {
  return { kind: "part", first, last };
}
