import { CodedError } from "../../aws/codedError";
import type { Question } from "./reply";

/**
 * The stores that functions may read, by ARN: values by key. They are read at every question (CF-12). The API that owners
 * write by, with its SigV4A and its ETag (CF-13), is not part of the edge: whoever holds the maps writes to them.
 */
export type KeyValueStores = Readonly<Record<string, ReadonlyMap<string, string>>>;

/** CF-12, in bytes. */
const limits = { key: 512, value: 1024, store: 5 * 1024 * 1024 } as const;

/** Throws `E_KEY_VALUE_STORE` for a store that CloudFront would not hold (CF-12). */
export function checkKeyValueStore(arn: string, entries: ReadonlyMap<string, string>): void {
  let total = 0;
  const refuse = (what: string, most: number, got: number): never => {
    throw new CodedError(
      "E_KEY_VALUE_STORE",
      `${what} of ${arn} must have at most ${most} bytes (CF-12), got ${got}; supply less`,
      arn,
    );
  };
  for (const [key, value] of entries) {
    const [keyBytes, valueBytes] = [Buffer.byteLength(key), Buffer.byteLength(value)];
    if (keyBytes > limits.key) refuse(`the key ${key.slice(0, 40)}`, limits.key, keyBytes);
    if (valueBytes > limits.value) refuse(`the value of ${key.slice(0, 40)}`, limits.value, valueBytes);
    total += keyBytes + valueBytes;
  }
  if (total > limits.store) refuse("all keys and values", limits.store, total);
}

/**
 * What a store answers. `own` is the ARN of the function's store: one function has one (CF-12). Throws an Error with the
 * message that the code's promise rejects with: get has no default for a key that is missing.
 */
export function answerQuestion(
  stores: KeyValueStores,
  own: string | undefined,
  { store, operation, key }: Pick<Question, "store" | "operation" | "key">,
  since: Date,
): unknown {
  const entries = storeOf(stores, own, store);
  switch (operation) {
    case "get": {
      const value = entries.get(key);
      if (value === undefined) throw new Error(`KeyNotFound: the key value store has no ${key}`);
      return value;
    }
    case "exists":
      return entries.has(key);
    case "count":
      return entries.size;
    default:
      // CF-12. A map does not know when it was made.
      return {
        creationDateTime: since.toISOString(),
        lastUpdatedDateTime: since.toISOString(),
        keyCount: entries.size,
      };
  }
}

function storeOf(stores: KeyValueStores, own: string | undefined, name: string): ReadonlyMap<string, string> {
  const arns = Object.keys(stores);
  // A function that names no store and is told of none can mean only the one there is.
  const arn =
    name === ""
      ? (own ?? (arns.length === 1 ? arns[0] : undefined))
      : arns.find((one) => one.split("/").at(-1) === name);
  const found = arn === undefined ? stores[name] : stores[arn];
  if (found !== undefined) return found;
  throw new Error(
    `the function has no key value store ${name || "of its own"}; known are ${arns.join(", ") || "none"}`,
  );
}
