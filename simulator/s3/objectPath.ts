/** What a request's path asks for; undefined when it cannot be read (400). */
export interface ParsedPath {
  /** Decoded, without the first slash: empty at the bucket's root, and `/a` for `//a` (HD-70). */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

/** Reads a path and query as they stand on the wire. S3 takes `+` for a space in both (HD-78). */
export function parsePath(path: string): ParsedPath | undefined {
  const mark = path.indexOf("?");
  const key = decode((mark < 0 ? path : path.slice(0, mark)).replace(/^\//, ""));
  const query = mark < 0 ? new Map<string, string>() : parseQuery(path.slice(mark + 1));
  return key === undefined || query === undefined ? undefined : { key, query };
}

/** A key as S3 writes it in a URL: everything but unreserved characters and the slash is encoded. The key is well-formed. */
export function encodeKey(key: string): string {
  return key.split("/").map(encodeStrictly).join("/");
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function parseQuery(text: string): Map<string, string> | undefined {
  const query = new Map<string, string>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined) return undefined;
    if (!query.has(name)) query.set(name, value);
  }
  return query;
}

/** Undefined for a `%` without two hex digits and for bytes that are not UTF-8. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return undefined;
  }
}
