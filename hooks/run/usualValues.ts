import type { InputValue } from "./input";

/** Headers as they usually look, so that code that takes them apart finds what it expects. */
const usualHeaders: Readonly<Record<string, readonly string[]>> = {
  accept: ["text/html,application/xhtml+xml,*/*;q=0.8"],
  "accept-encoding": ["gzip, deflate, br"],
  "accept-language": ["en-GB,en;q=0.9"],
  authorization: ["Basic dXNlcjpwYXNzd29yZA=="],
  "cloudfront-viewer-country": ["US"],
  "cloudfront-is-mobile-viewer": ["true", "false"],
  "cloudfront-is-desktop-viewer": ["true", "false"],
  "cloudfront-forwarded-proto": ["https", "http"],
  "content-length": ["0"],
  cookie: ["a=1"],
  "if-none-match": ['"9b2cf535f27731c974343645a3985328"'],
  location: ["https://www.example.com/"],
  origin: ["https://www.example.com"],
  range: ["bytes=0-99"],
  referer: ["https://www.example.com/"],
  "user-agent": ["Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0", "Googlebot/2.1"],
};

/** What is put where a header is asked for and nothing is known of it. */
export function filling(path: string): string {
  const name = path.replace(/^\w+\.header\./, "");
  return (Object.hasOwn(usualHeaders, name) ? usualHeaders[name]?.[0] : undefined) ?? "x";
}

/** Other values of a field, whatever it was compared with. */
export const otherValues: Readonly<Record<string, readonly InputValue[]>> = {
  method: ["HEAD", "OPTIONS"],
  origin: ["custom"],
  member: ["replica"],
  dependencies: ["fail", "silent"],
  "dependencies.answers": [1, 2, 3, 5],
  "dependencies.status": [404, 403, 500, 304],
  random: [0, 0.999],
  time: [Date.UTC(2000, 0, 2, 3, 0, 0, 1), Date.UTC(2037, 11, 31, 23, 59, 59, 999), Date.UTC(2026, 1, 28, 6, 30, 0, 0)],
  uri: ["/", "/assets/app.js", "/missing/page", "/Assets/a%20b.js", "/a/b/c/d/e/f/g/h.html"],
  clientIp: ["2001:db8::1"],
};

/** What every request has when it is at an origin, whatever its viewer sent. */
const always = /^request\.header\.(?:host|user-agent|via|x-forwarded-for)$/;

/** Other values of a field that was read, whatever it was compared with. */
export function usualValues(
  path: string,
  value: InputValue | undefined,
  words: readonly string[],
): readonly InputValue[] {
  const fixed = Object.hasOwn(otherValues, path) ? otherValues[path] : undefined;
  if (fixed !== undefined) return fixed;
  // A parameter may be repeated: what takes a query apart makes a list of it.
  if (path === "querystring") {
    const repeated = words.map((word) => `${word}=1&${word}=2`).join("&");
    const named = words.length === 0 ? [] : [words.map((word) => `${word}=1`).join("&"), repeated];
    return ["a=1", "a=1&b=2&c=3&d=4&e=5", "a=1&a=2", ...named];
  }
  if (path.startsWith("query.") && value === undefined) return ["x", `1&${path.slice("query.".length)}=2`];
  if (path === "request.header.cookie")
    return value === undefined ? ["a=1", words.map((word) => `${word}=1`).join("; ")] : [null];
  if (/^(?:\w+\.header|query|cookie)\./.test(path)) {
    if (value !== undefined) return always.test(path) ? [] : [null];
    const name = path.replace(/^\w+\.header\./, "");
    return Object.hasOwn(usualHeaders, name) ? (usualHeaders[name] ?? []) : ["x"];
  }
  return path.startsWith("env.") ? ["1", "true"] : [];
}
