import type { KeyValue } from "./context";
import type { Ternary } from "./ternary";

/** `${key}`, or `${key, 'text'}` with a text for requests that have no such key. */
const variable = /\$\{([^},]*)(?:,\s*'([^']*)'\s*)?\}/g;

/**
 * `match`, of the pattern with the request's values in the place of its policy variables. A variable without a value
 * matches nothing. Unknown: a value that is not modelled, and one with a `*` or `?`, which would stand for itself.
 */
export function patternMatches(
  pattern: string,
  valueOf: (key: string) => KeyValue,
  match: (pattern: string) => Ternary,
): Ternary {
  if (!pattern.includes("${")) return match(pattern);
  const values = [...pattern.matchAll(variable)].map(([, key = "", otherwise]) => textOf(key, otherwise, valueOf));
  if (values.some(({ kind }) => kind === "unknown")) return "unknown";
  if (values.some(({ kind }) => kind === "absent")) return false;
  let next = 0;
  const whole = pattern.replace(variable, () => {
    const value = values[next++];
    return value?.kind === "text" ? value.text : "";
  });
  return match(whole);
}

function textOf(key: string, otherwise: string | undefined, valueOf: (key: string) => KeyValue): KeyValue {
  if (key === "$") return { kind: "text", text: "$" };
  const value = key === "*" || key === "?" ? ({ kind: "text", text: key } as const) : valueOf(key.trim());
  if (value.kind === "absent" && otherwise !== undefined) return { kind: "text", text: otherwise };
  // Only keys with one value can be variables.
  if (value.kind === "texts") return { kind: "unknown" };
  return value.kind === "text" && /[*?]/.test(value.text) ? { kind: "unknown" } : value;
}
