/** Header names in lower case; several values of one name only where HTTP does not let them be joined. */
export type HeaderMap = Record<string, string | readonly string[]>;

/** The first value of a header, or undefined. */
export function headerValue(headers: Readonly<HeaderMap>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" || value === undefined ? value : value[0];
}
