/** How many characters a path pattern may have, and how many behaviors a distribution, the default included (HD-75). */
export const maximumPathPatternLength = 255;
export const maximumBehaviors = 75;

/** The characters that a path pattern may hold (HD-75). */
export const patternCharacters = /^[A-Za-z0-9_\-.*$/~"'@:+&?]*$/;

/** What is wrong with a path pattern. */
export type PathPatternFault = "not-a-string" | "empty" | "too-long" | "illegal-character" | "everything";

/** Why `pattern` cannot be a behavior's, or undefined when it can. */
export function pathPatternFault(pattern: unknown): PathPatternFault | undefined {
  if (typeof pattern !== "string") return "not-a-string";
  if (pattern === "") return "empty";
  if (pattern.length > maximumPathPatternLength) return "too-long";
  if (!patternCharacters.test(pattern)) return "illegal-character";
  return /^\/?\*+$/.test(pattern) ? "everything" : undefined;
}

/** One spelling for patterns that match the same paths: the leading slash is optional (HD-74). */
export function canonicalPathPattern(pattern: string): string {
  const whole = pattern.startsWith("/") ? pattern : `/${pattern}`;
  return whole.replace(/\*+/g, "*");
}
