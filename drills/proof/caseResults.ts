import { Interned } from "./interned";
import type { ProofCase } from "./matrix";
import type { CaseResult } from "./result";

/**
 * The results of a matrix, behavior after behavior. Behaviors are mostly configured alike, and what goes the same is in
 * memory once: a result is put together as it is asked for. One with findings is kept as it is.
 */
export class CaseResults implements Iterable<CaseResult> {
  private readonly kept: CaseResult[] = [];
  private readonly common = new Interned<CaseResult>();

  /** `cases`: those that every behavior has, in their order. */
  constructor(
    private readonly patterns: readonly string[],
    private readonly cases: readonly ProofCase[],
  ) {}

  /** Keeps the result of a case; `place` counts those of all behaviors. */
  set(place: number, result: CaseResult): void {
    const one = this.cases[place % this.cases.length];
    const alike = one !== undefined && result.findings.length === 0;
    this.kept[place] = alike ? this.common.of({ ...result, one }) : result;
  }

  *[Symbol.iterator](): Generator<CaseResult> {
    for (const [place, result] of this.kept.entries()) {
      const behavior = this.patterns[Math.floor(place / this.cases.length)] ?? result.one.behavior;
      yield result.findings.length === 0 ? { ...result, one: { ...result.one, behavior } } : result;
    }
  }
}
