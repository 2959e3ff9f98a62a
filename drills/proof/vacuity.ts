import type { ProofCase } from "./matrix";

/** A behavior and a fault under which a promise was put to the test. */
export type Trial = Pick<ProofCase, "behavior" | "fault">;

/**
 * Where a promise was kept by nothing (D15): of every behavior and fault whose control was tried, at least one case must
 * have gone wrong without what the promise is about.
 */
export class Vacuity {
  private readonly trials = new Map<string, Trial & { shown: boolean }>();

  /** `discriminates`: whether it went wrong; undefined where that was not tried. */
  add({ behavior, fault }: Trial, discriminates: boolean | undefined): void {
    if (discriminates === undefined) return;
    const key = `${behavior}\n${fault}`;
    const before = this.trials.get(key)?.shown === true;
    this.trials.set(key, { behavior, fault, shown: discriminates || before });
  }

  /** Undefined: the promise has shown what it says; empty: it had no control at all. */
  get shownNothing(): readonly Trial[] | undefined {
    const nothing = [...this.trials.values()].filter(({ shown }) => !shown);
    if (this.trials.size > 0 && nothing.length === 0) return undefined;
    return nothing.map(({ behavior, fault }) => ({ behavior, fault }));
  }
}
