import { undiagnosedFixes } from "../diagnosis";
import type { Finding } from "../proof";
import type { PromiseName } from "../promises";

type Sorted = Pick<Finding, "fix" | "because"> & {
  readonly promise: string;
  readonly case: Readonly<Record<"behavior" | "struck" | "fault", string>>;
};

/** Findings of one cause: what one repair answers, whatever promise it breaks and on which behavior. */
export interface FindingKind<F extends Sorted = Finding> {
  /** The case that is shown for all of them. */
  readonly first: F;
  readonly findings: readonly F[];
}

/** The findings by their causes, in the order of the first of each. */
export function kindsOf<F extends Sorted>(findings: readonly F[]): readonly FindingKind<F>[] {
  const root = rootCauses(findings);
  const causeOf = (finding: F): string =>
    undiagnosedFixes.has(finding.fix) ? (root.get(finding.case.behavior) ?? finding.fix) : finding.fix;
  const kinds = new Map<string, F[]>();
  for (const finding of findings) {
    const cause = causeOf(finding);
    const known = kinds.get(cause);
    if (known === undefined) kinds.set(cause, [finding]);
    else known.push(finding);
  }
  return [...kinds.values()].flatMap((kind) => {
    // The one that says the cause, where a consequence of it came before.
    const first = kind.find(({ fix }) => !undiagnosedFixes.has(fix)) ?? kind[0];
    return first === undefined ? [] : [{ first, findings: kind }];
  });
}

/** What is wrong with a behavior while nobody fails explains what nothing else does: no copy was ever cached, for one. */
function rootCauses(findings: readonly Sorted[]): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const { case: one, fix } of findings) {
    if (one.struck === "none" && !undiagnosedFixes.has(fix) && !roots.has(one.behavior)) roots.set(one.behavior, fix);
  }
  return roots;
}

/** Names that are given one by one; the rest is counted. */
const named = 4;

/** How much a cause breaks: `failover in 30 cases, options in 10; under down, dns, tls, deny and 3 more`. */
export function breadthWords({ findings }: FindingKind<Sorted>): string {
  const promises = countedBy(findings, ({ promise }) => promise);
  const counts = [...promises].map(
    ([promise, count], at) => `${promise} in ${count}${at === 0 ? caseWord(count) : ""}`,
  );
  const behaviors = [...countedBy(findings, ({ case: one }) => one.behavior).keys()];
  const faults = [...countedBy(findings, ({ case: { fault } }) => (fault === "none" ? "no fault" : fault)).keys()];
  const of = behaviors.length === 1 && behaviors[0] === "*" ? [] : [`of behavior ${listWords(behaviors)}`];
  const under = faults.length === 1 && faults[0] === "no fault" ? [] : [`under ${listWords(faults)}`];
  return [counts.join(", "), ...of, ...under].join("; ");
}

/** Promises whose findings say something of their own beside the cause. */
const particular: ReadonlySet<string> = new Set<PromiseName>(["security-headers", "private", "error-pages"]);

/**
 * What else of the same cause is to be said, a line each: what alone is another is named after one word, as the other
 * classes of response or the other ways into a bucket are.
 */
export function othersOf({ first, findings }: FindingKind<Sorted>): readonly string[] {
  const others = findings.filter(({ promise }) => particular.has(promise)).map(({ because }) => because);
  const different = [...new Set(others)].filter((because) => because !== first.because);
  const pairs = different.map((because) => ({ because, word: wordApart(first.because, because) }));
  const words = pairs.flatMap(({ word }) => word ?? []);
  const sentences = pairs.filter(({ word }) => word === undefined).map(({ because }) => because);
  return [...(words.length === 0 ? [] : [words.join(", ")]), ...sentences.slice(0, named)];
}

/** The one word of a sentence that another one has not. */
function wordApart(sentence: string, other: string): string | undefined {
  const [these, those] = [sentence.split(" "), other.split(" ")];
  if (these.length !== those.length) return undefined;
  const apart = those.filter((word, at) => word !== these[at]);
  return apart.length === 1 ? apart[0] : undefined;
}

/** The names of the promises that a cause breaks, the first finding's first. */
export function promisesOf({ findings }: FindingKind<Sorted>): readonly string[] {
  return [...new Set(findings.map(({ promise }) => promise))];
}

function caseWord(count: number): string {
  return count === 1 ? " case" : " cases";
}

function countedBy<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return counts;
}

/** Some names, and how many more there are. */
export function listWords(names: readonly string[]): string {
  const rest = names.length - named;
  return rest > 0 ? `${names.slice(0, named).join(", ")} and ${rest} more` : names.join(", ");
}
