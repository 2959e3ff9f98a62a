import type { Finding } from "./shape";

/** AWS's rules of tags, which all services share: at most 50, keys of 1 to 128 and values of up to 256 characters. */
const tagCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Holds tags against them. Pure. */
export function checkTags(tags: unknown): readonly Finding[] {
  if (typeof tags !== "object" || tags === null) return [];
  const entries = Array.isArray(tags) ? pairsOf(tags) : Object.entries(tags);
  const many = entries.length > 50 ? [{ path: "tags", fault: `must have at most 50, got ${entries.length}` }] : [];
  const wrong = entries.filter(
    ([key, value]) =>
      key === "" ||
      key.length > 128 ||
      /^aws:/i.test(key) ||
      !tagCharacters.test(key) ||
      String(value).length > 256 ||
      !tagCharacters.test(String(value)),
  );
  return [...many, ...wrong.map(([key]) => ({ path: `tags["${key}"]`, fault: "is not a tag that AWS takes" }))];
}

/** As `@pulumi/aws-native` takes them: a list of keys with values. */
function pairsOf(tags: readonly unknown[]): [string, unknown][] {
  return tags.map((tag) => {
    const fields = new Map(typeof tag === "object" && tag !== null ? Object.entries(tag) : []);
    return [String(fields.get("key") ?? ""), fields.get("value")];
  });
}
