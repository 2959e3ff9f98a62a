import { CodedError } from "../../aws/codedError";

/**
 * Which paths (with the query that is in their key) a list of invalidation paths names. A `*` stands only at the end
 * (HD-77); the leading slash is optional. Throws `InvalidArgument` for a path that CloudFront would not take.
 */
export function invalidationMatcher(paths: readonly string[]): (path: string) => boolean {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  for (const given of paths) {
    const path = given.startsWith("/") ? given : `/${given}`;
    const star = path.indexOf("*");
    if ((star >= 0 && star < path.length - 1) || path.length > 4000 || /[~\s]|%7e/i.test(path)) {
      throw new CodedError(
        "InvalidArgument",
        `an invalidation path must have * only at its end, no ~ or space, and at most 4000 characters, got ${given}`,
        "paths",
      );
    }
    if (star < 0) exact.add(path);
    else prefixes.push(path.slice(0, -1));
  }
  return (path) => exact.has(path) || prefixes.some((prefix) => path.startsWith(prefix));
}
