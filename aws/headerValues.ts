/** Characters that CloudFront accepts in the content security policy of a response headers policy (RH-4). */
export const maximumCspLength = 1783;

/** Custom headers that one response headers policy holds (RH-4). */
export const maximumCustomHeaders = 10;

/** Characters of the name and of the value of one custom header, and of those of all together (HD-15). */
export const maximumCustomHeaderNameLength = 256;
export const maximumCustomHeaderValueLength = 1783;
export const maximumCustomHeadersLength = 10_240;

/** Seconds; the API's integer. */
export const maximumAgeSeconds = 2_147_483_647;

/** Seconds; browsers' preload lists take no site with a shorter max-age. */
export const minimumPreloadAgeSeconds = 31_536_000;

/** What is wrong with a header's value. */
export type HeaderValueFault = "not-a-string" | "empty" | "line-break" | "illegal-character" | "outer-space";

/**
 * Why `value` cannot be sent as a header, or undefined when it can: printable ASCII, spaces and tabs inside (RFC 9110,
 * 5.5). Characters beyond ASCII are left out on purpose: what a browser makes of them is not defined.
 */
export function headerValueFault(value: unknown): HeaderValueFault | undefined {
  if (typeof value !== "string") return "not-a-string";
  if (/[\r\n]/.test(value)) return "line-break";
  if (value.trim() === "") return "empty";
  if (!/^[\t\x20-\x7e]*$/.test(value)) return "illegal-character";
  if (value !== value.trim()) return "outer-space";
  return undefined;
}
