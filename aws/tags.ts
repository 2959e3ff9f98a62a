/** Tags that a resource may have, and the lengths of their parts in characters (AWS tagging limits). */
export const tagLimits = { count: 50, key: 128, value: 256 };

/** The characters that every service takes: letters, spaces, digits and a few signs. */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Whether AWS takes a tag's key: not empty, and the prefix `aws:` is its own. */
export function isTagKey(key: string): boolean {
  return key !== "" && key.length <= tagLimits.key && tagText.test(key) && !key.toLowerCase().startsWith("aws:");
}

/** Whether AWS takes a tag's value. */
export function isTagValue(value: string): boolean {
  return value.length <= tagLimits.value && tagText.test(value);
}
