import type { Switches } from "./switches";

/** Whether a normalised path is one of a behaviour's. */
export type PathMatcher = (path: string) => boolean;

/**
 * Compiles a path pattern (HD-74): `*` stands for any characters, `/` included, `?` for exactly one; the leading slash is
 * optional, case counts, and the whole path must match. Matching is linear in the path for each `*`, whatever the pattern.
 */
export function compilePathPattern(pattern: string): PathMatcher {
  if (pattern === "*" || pattern === "/*") return (path) => path.startsWith("/");
  const whole = pattern.startsWith("/") ? pattern : `/${pattern}`;
  const wild = whole.search(/[*?]/);
  if (wild < 0) return (path) => path === whole;
  const start = whole.slice(0, wild);
  const rest = whole.slice(wild);
  if (rest === "*") return (path) => path.startsWith(start);
  return (path) => path.startsWith(start) && matches(rest, path.slice(wild));
}

function matches(pattern: string, path: string): boolean {
  let at = 0;
  let inPath = 0;
  // Where the last star stood and how much of the path it has taken: the only place worth going back to.
  let star = -1;
  let taken = 0;
  while (inPath < path.length) {
    const sign = pattern[at];
    if (sign === "*") {
      star = at++;
      taken = inPath;
    } else if (sign === "?" || (sign !== undefined && sign === path[inPath])) {
      at++;
      inPath++;
    } else if (star >= 0) {
      at = star + 1;
      inPath = ++taken;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/**
 * The path that patterns are matched against (HD-70): slash runs collapsed, dot segments resolved; with `rfc3986`
 * unreserved characters are decoded first and hex digits are in upper case (HD-71, SIM-19). The origin never sees it.
 */
export function normalisePath(path: string, mode: "rfc3986" | "literal"): string {
  if (!/%|\/\/|\/\./.test(path)) return path;
  const decoded = mode === "rfc3986" ? path.replace(/%[0-9a-fA-F]{2}/g, decodeUnreserved) : path;
  return resolveDots(decoded.replace(/\/{2,}/g, "/"));
}

/** The same as SIM-19 has it, which is asked for only where there is an escape to decode: all else is one in both. */
export function pathToMatch(path: string, switches: Switches): string {
  return normalisePath(path, path.includes("%") ? switches["path-normalise"] : "rfc3986");
}

function decodeUnreserved(escape: string): string {
  const character = String.fromCharCode(parseInt(escape.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(character) ? character : escape.toUpperCase();
}

/** RFC 3986, 5.2.4, on a path without slash runs. */
function resolveDots(path: string): string {
  const segments = path.split("/");
  const resolved: string[] = [];
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === ".." && resolved.length > 1) resolved.pop();
    if (segment !== "." && segment !== "..") resolved.push(segment);
    else if (last) resolved.push("");
  });
  return resolved.join("/");
}
