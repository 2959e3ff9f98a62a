import { CodedError } from "../../../aws/codedError";

/**
 * The keys of a key-value store: the format that CloudFront imports (`{"data":[{"key","value"}]}`), what
 * `aws cloudfront-keyvaluestore list-keys` prints (`{"Items":[{"Key","Value"}]}`), or an object of strings. Throws `E_FILE`.
 */
export function keyValueFileOf(value: unknown): ReadonlyMap<string, string> {
  const pairs = pairsOf(value);
  if (pairs === undefined) {
    throw new CodedError(
      "E_FILE",
      'a key-value store must be {"data":[{"key":"…","value":"…"}]} or an object of strings, got something else',
      "kvs",
    );
  }
  return new Map(pairs);
}

function pairsOf(value: unknown): [string, string][] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const imported: unknown = Reflect.get(value, "data");
  if (Array.isArray(imported)) return all(imported, "key", "value");
  const listed: unknown = Reflect.get(value, "Items");
  if (Array.isArray(listed)) return all(listed, "Key", "Value");
  const entries: [string, unknown][] = Array.isArray(value) ? [] : Object.entries(value);
  return Array.isArray(value) || !entries.every(isPair) ? undefined : entries.filter(isPair);
}

function all(list: readonly unknown[], key: string, value: string): [string, string][] | undefined {
  const pairs = list.map((item): [unknown, unknown] =>
    typeof item === "object" && item !== null ? [Reflect.get(item, key), Reflect.get(item, value)] : [item, undefined],
  );
  return pairs.every(isPair) ? pairs.filter(isPair) : undefined;
}

function isPair(pair: readonly [unknown, unknown]): pair is [string, string] {
  return typeof pair[0] === "string" && typeof pair[1] === "string";
}
