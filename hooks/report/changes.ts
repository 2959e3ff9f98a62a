import type { HookInput, Rewrite, World } from "../verdict";

/** Rewrites that came about in one way and came to one status. */
export interface Change {
  /** The incoming statuses, neighbours together: `500–504`, `404`. */
  readonly from: string;
  readonly to: number;
  /** Of the first of them. */
  readonly input: HookInput;
  readonly line?: number;
  readonly because?: string;
  readonly hangsOn: readonly World[];
}

/** The rewrites of a hook with statuses that share a fate in one, in the order of the first status of each. */
export function changesOf(rewrites: readonly Rewrite[]): Change[] {
  const groups = new Map<string, Rewrite[]>();
  for (const rewrite of [...rewrites].sort((a, b) => a.from - b.from)) {
    // A message may name the status itself.
    const because = rewrite.because?.replaceAll(String(rewrite.from), "status");
    const key = JSON.stringify([rewrite.to, rewrite.line, because, rewrite.hangsOn, rewrite.input]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [rewrite]);
    else group.push(rewrite);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { to, input, line, because, hangsOn = [] } = first;
    return [
      {
        ...{ from: rangesOf(group.map(({ from }) => from)), to, input, hangsOn },
        ...(line === undefined ? {} : { line }),
        ...(because === undefined ? {} : { because }),
      },
    ];
  });
}

/** Ranges that are named before the rest is counted. */
const namedRanges = 8;

/** Statuses in words, neighbours together: `403, 500–504`. */
export function rangesOf(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const ranges: { first: number; last: number }[] = [];
  for (const number of sorted) {
    const before = ranges.at(-1);
    if (before?.last === number - 1) before.last = number;
    else ranges.push({ first: number, last: number });
  }
  const words = ranges.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
  if (words.length <= namedRanges + 1) return words.join(", ");
  const rest = ranges.slice(namedRanges).reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return `${words.slice(0, namedRanges).join(", ")} and ${rest} more`;
}

/** What the hook was given, as far as it differs from a plain GET of `/`, which is always named. */
export function inputWords(input: HookInput): string {
  const { method, uri, querystring, requestHeaders, responseHeaders, origin, member, dependencies, others } = input;
  const query = querystring === "" ? "" : `?${querystring}`;
  const parts = [`${method} ${uri}${query}`];
  for (const [name, value] of Object.entries(requestHeaders)) parts.push(`${name}: ${value}`);
  for (const [name, value] of Object.entries(responseHeaders)) parts.push(`response ${name}: ${value}`);
  for (const [path, value] of Object.entries(others ?? {})) {
    parts.push(path === "repeat" ? "not for the first time" : `${path} ${value}`);
  }
  if (origin !== undefined) parts.push(`${origin === "s3" ? "S3" : "custom"} origin`);
  if (member !== undefined) parts.push(`the ${member}`);
  if (dependencies === "fail") parts.push("what it depends on fails");
  if (dependencies === "silent") parts.push("what it depends on never answers");
  return parts.join(", ");
}

const worlds: Readonly<Record<World, string>> = {
  dependencies: "what the network or an SDK answers",
  chance: "chance",
  time: "the time",
  environment: "the environment",
};

/** What a change hangs on besides the event; empty where it hangs on nothing else. */
export function worldWords(hangsOn: readonly World[]): string {
  return hangsOn.map((world) => worlds[world]).join(" and ");
}
