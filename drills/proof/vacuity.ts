import type { ProofCase } from "./matrix";
import type { JudgedPromise } from "./result";

/**
 * Whether a promise was kept by nothing (D15): of every behavior and fault whose control was tried, at least one case must
 * have gone wrong without what the promise is about; and a promise without any control has shown nothing.
 */
export function isVacuous(judged: readonly (JudgedPromise & { readonly one: ProofCase })[]): boolean {
  const told = new Map<string, boolean>();
  for (const { one, discriminates } of judged) {
    if (discriminates === undefined) continue;
    const key = `${one.behavior}\n${one.fault}`;
    told.set(key, discriminates || told.get(key) === true);
  }
  return told.size === 0 || [...told.values()].includes(false);
}
