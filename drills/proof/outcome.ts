import type { ProofCase } from "./matrix";
import type { PromiseName } from "./promises";
import { stateOf, type CaseResult, type CaseState, type Seen } from "./result";

/** A case of the matrix with what its viewer got: what a heat map and a timeline need. */
export interface MatrixCase extends ProofCase, Seen {
  readonly state: CaseState;
  /** The promises that it was judged by. */
  readonly judged: readonly PromiseName[];
}

/** The cases as the outputs have them. */
export function outcomesOf(results: Iterable<CaseResult>): readonly MatrixCase[] {
  return Array.from(results, (result): MatrixCase => ({
    ...result.one,
    state: stateOf(result),
    judged: result.judged.map(({ promise }) => promise),
    ...result.seen,
  }));
}
