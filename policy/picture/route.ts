import type { Behavior, Distribution } from "./distribution";

/** The behavior that serves a path: the first whose pattern matches, else the default one. */
export function behaviorFor(distribution: Distribution, path: string): Behavior | undefined {
  const [byDefault, ...ordered] = distribution.behaviors;
  return ordered.find(({ value }) => matches(value.at("pathPattern").text ?? "", path)) ?? byDefault;
}

/** CloudFront's patterns: `*` is any text, `?` one character, case counts, the leading slash need not be written. */
function matches(pattern: string, path: string): boolean {
  const source = `/${pattern.replace(/^\//, "")}`.replace(/[\\^$.+()[\]{}|]/g, "\\$&");
  return new RegExp(`^${source.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(path);
}
