import type { ProofCase } from "./matrix";
import type { JudgedPromise } from "./result";

/** A behavior and a fault under which a promise was put to the test. */
type Trial = Pick<ProofCase, "behavior" | "fault">;

/**
 * Where a promise was kept by nothing (D15): of every behavior and fault whose control was tried, at least one case must
 * have gone wrong without what the promise is about. Undefined: it has shown what it says; empty: it had no control at all.
 */
export function shownNothing(
  judged: readonly (JudgedPromise & { readonly one: ProofCase })[],
): readonly Trial[] | undefined {
  const trials = new Map<string, Trial & { shown: boolean }>();
  for (const { one, discriminates } of judged) {
    if (discriminates === undefined) continue;
    const { behavior, fault } = one;
    const key = `${behavior}\n${fault}`;
    const before = trials.get(key)?.shown === true;
    trials.set(key, { behavior, fault, shown: discriminates || before });
  }
  const nothing = [...trials.values()].filter(({ shown }) => !shown);
  if (trials.size > 0 && nothing.length === 0) return undefined;
  return nothing.map(({ behavior, fault }) => ({ behavior, fault }));
}
