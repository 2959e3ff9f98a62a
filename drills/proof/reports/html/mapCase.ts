/** What a picture shows of a case of the matrix: a proof's own record of it, as its JSON has it. */
export interface MapCase {
  readonly behavior: string;
  readonly method: string;
  readonly object: string;
  readonly struck: string;
  readonly fault: string;
  readonly cache: string;
  readonly standsFor: number;
  readonly state: CaseState;
  readonly status: number;
  readonly resultType: string;
  readonly region?: string;
  /** The code that made the edge turn to the replica. */
  readonly failover?: number;
  readonly delayMs: number;
  readonly exchanges: readonly MapExchange[];
}

export type CaseState = "passed" | "failed" | "vacuous" | "outside";

export interface MapExchange {
  readonly origin: string;
  readonly attempt: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly status?: number;
  readonly failure?: string;
}

/** States from the one that a reader must see first. */
export const statesByWeight: readonly CaseState[] = ["failed", "vacuous", "passed", "outside"];

/** What a state means, for a legend and for who hears the page. */
export const stateWords: Readonly<Record<CaseState, string>> = {
  passed: "held",
  failed: "did not hold",
  vacuous: "would have held without what is put to the test, too",
  outside: "nothing was promised: CloudFront cannot help there",
};

/** The same without colour; what is vacuous is drawn hollow. */
export const stateMarks: Readonly<Record<CaseState, string>> = { passed: "", failed: "✕", vacuous: "", outside: "·" };
