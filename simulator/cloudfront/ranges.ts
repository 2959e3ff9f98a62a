/** Offsets of the first and the last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export type RangeAnswer =
  /** Not a range that the edge acts on: the whole object, 200 (HD-61). */
  | { readonly kind: "whole" }
  | { readonly kind: "unsatisfiable" }
  | { readonly kind: "ranges"; readonly ranges: readonly [ByteRange, ...ByteRange[]] };

const whole: RangeAnswer = { kind: "whole" };

/**
 * What a `Range` header asks of an object of `length` bytes (HD-59..63). Other units, descending or overlapping specs and
 * whatever cannot be read give the whole object; suffixes (`bytes=-N`) are legal (HD-62).
 */
export function parseRange(header: string | undefined, length: number): RangeAnswer {
  const specs = /^bytes\s*=\s*(.+)$/i.exec(header ?? "")?.[1];
  if (specs === undefined) return whole;
  const ranges: ByteRange[] = [];
  for (const spec of specs.split(",")) {
    const [, from = "", to = ""] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(spec) ?? [];
    if (from === "" && to === "") return whole;
    const first = from === "" ? Math.max(0, length - Number(to)) : Number(from);
    const last = from === "" || to === "" ? length - 1 : Math.min(Number(to), length - 1);
    if (from !== "" && to !== "" && Number(to) < Number(from)) return whole;
    // One that starts past the end drops out; when all do, nothing can be satisfied.
    if (first >= length || (from === "" && Number(to) === 0)) continue;
    const before = ranges.at(-1);
    if (before !== undefined && first <= before.last) return whole;
    ranges.push({ first, last });
  }
  const [one, ...others] = ranges;
  return one === undefined ? { kind: "unsatisfiable" } : { kind: "ranges", ranges: [one, ...others] };
}

const blockBytes = 1_048_576;

/** SIM-17: the range that is fetched for a viewer's: as it is, or widened to whole blocks of 1 MiB. */
export function fetchedRange(header: string, mode: "as-is" | "whole" | "aligned-1MiB"): string {
  const [, from, to] = /^bytes=(\d{1,15})-(\d{0,15})$/i.exec(header) ?? [];
  if (mode !== "aligned-1MiB" || from === undefined || to === undefined) return header;
  if (to !== "" && Number(to) < Number(from)) return header;
  const first = Number(from) - (Number(from) % blockBytes);
  const last = to === "" ? "" : String(Number(to) - (Number(to) % blockBytes) + blockBytes - 1);
  return `bytes=${first}-${last}`;
}

/** What a viewer asked for of a part that is wider: its place in the part, and its own `Content-Range`. */
export function cutFrom(
  header: string,
  part: string,
): { readonly place: ByteRange; readonly contentRange: string } | "unsatisfiable" | undefined {
  const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(part) ?? [];
  if (from === undefined || to === undefined || size === undefined) return undefined;
  const asked = parseRange(header, Number(size));
  if (asked.kind === "unsatisfiable") return "unsatisfiable";
  if (asked.kind === "whole" || asked.ranges.length > 1) return undefined;
  const [{ first, last }] = asked.ranges;
  const end = Math.min(last, Number(to));
  if (first < Number(from) || first > end) return undefined;
  const place = { first: first - Number(from), last: end - Number(from) };
  return { place, contentRange: contentRange({ first, last: end }, Number(size)) };
}

/** `Content-Range` of a part (RFC 9110, 14.4). */
export function contentRange(range: ByteRange, length: number): string {
  return `bytes ${range.first}-${range.last}/${length}`;
}

/** The body of an answer with several parts, `multipart/byteranges` (SIM-18). */
export function multipartBody(
  body: Uint8Array,
  ranges: readonly ByteRange[],
  contentType: string,
  boundary: string,
): Uint8Array {
  const pieces: Uint8Array[] = ranges.flatMap((range) => [
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Range: ${contentRange(range, body.byteLength)}\r\n\r\n`,
    ),
    body.subarray(range.first, range.last + 1),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}
