import type { Rule, RuleBook } from "./rules";

/** Which files quote a rule. */
export interface Quotes {
  readonly code: ReadonlyMap<string, readonly string[]>;
  readonly tests: ReadonlyMap<string, readonly string[]>;
}

/** Whether code follows a rule and tests hold it. */
export function isCovered(id: string, { code, tests }: Quotes): boolean {
  return code.has(id) && tests.has(id);
}

/** What is wrong with a rule's entry in the ledger: neither covered nor with a reason, or with a reason too many. */
export function faultOfEntry(id: string, { notModelled, partly }: Rule, quotes: Quotes): string | undefined {
  const covered = isCovered(id, quotes);
  if (!covered && partly === true) return `${id} is modelled in part, and ${gapOf(id, quotes)}`;
  if (!covered && notModelled === undefined) return `${id}: ${gapOf(id, quotes)}, and it has no reason`;
  if (covered && notModelled !== undefined && partly !== true) {
    return `${id} has a reason why it is not modelled, yet code and tests quote it`;
  }
  return partly === true && notModelled === undefined ? `${id} does not say which part is not modelled` : undefined;
}

/** The faults of every rule. */
export function faultsOfLedger({ families }: RuleBook, quotes: Quotes): readonly string[] {
  return families
    .flatMap(({ rules }) => Object.entries(rules))
    .flatMap(([id, rule]) => faultOfEntry(id, rule, quotes) ?? []);
}

/** What an entry that is not covered lacks. */
export function gapOf(id: string, { code, tests }: Quotes): string {
  if (code.has(id)) return "no test quotes it";
  return tests.has(id) ? "no code quotes it" : "neither code nor test quotes it";
}
