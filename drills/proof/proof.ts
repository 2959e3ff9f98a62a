import type { FailureClass } from "../../aws/failoverDelay";
import type { LogRecord } from "../../simulator/cloudfront/exchange";
import type { FailureDelay } from "./delays";
import type { ProofCase } from "./matrix";
import type { OutageCost } from "./outage";
import type { MatrixCase } from "./outcome";
import type { CountedAnswer } from "./ownAnswers";
import type { PromiseName } from "./promises";
import type { Unproved } from "./site";

export type ProofVerdict = "passed" | "failed" | "vacuous" | "undecided";

/** A promise that did not hold in a case, and what to do about it. */
export interface Finding {
  readonly promise: PromiseName;
  readonly case: Pick<ProofCase, "behavior" | "method" | "object" | "fault" | "struck" | "cache">;
  readonly expected: string;
  readonly got: string;
  readonly because: string;
  readonly rules: readonly string[];
  /** What to change, in which argument. */
  readonly fix: string;
  /** The log record of the request, its exchanges with times included. */
  readonly evidence: LogRecord;
}

/** A case that is counted and not judged, with the rule by which CloudFront lets the viewer down. */
export interface OutsideCase {
  readonly case: Finding["case"];
  readonly because: string;
  readonly rule: string;
  readonly got: string;
}

/** A point that AWS does not document, on which a promise hangs (D13). */
export interface SwitchDependence {
  /** `SIM-5=before`. */
  readonly switch: string;
  readonly promise: PromiseName;
  readonly case: Finding["case"];
  /** Whether the promise holds with the switch's default. */
  readonly metByDefault: boolean;
}

export interface PromiseSummary {
  readonly promise: PromiseName;
  readonly text: string;
  readonly cases: number;
  readonly failed: number;
  /** How many of the cases would have gone wrong without what the promise is about. */
  readonly discriminating: number;
  readonly verdict: ProofVerdict | "not-tested";
  /** Where it is vacuous: the behaviors and faults under which none of its controls went wrong. */
  readonly shownNothing?: readonly Pick<ProofCase, "behavior" | "fault">[];
}

export interface Proof {
  readonly verdict: ProofVerdict;
  readonly cases: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly vacuous: number;
    readonly outside: number;
    /** How many combinations of the whole matrix these cases stand for. */
    readonly standFor: number;
  };
  readonly promises: readonly PromiseSummary[];
  readonly switches: readonly SwitchDependence[];
  readonly worstCaseDelayMs: Readonly<Partial<Record<FailureClass, number>>>;
  /** The same with what the matrix saw, and how it comes about; empty without an origin group. */
  readonly delays: readonly FailureDelay[];
  /** What an outage costs a reader, in waiting. */
  readonly outage: readonly OutageCost[];
  readonly findings: readonly Finding[];
  readonly outside: readonly OutsideCase[];
  /** What CloudFront itself answered to cases of the matrix and to HTTP: reported, not judged by its headers. */
  readonly ownAnswers: readonly CountedAnswer[];
  readonly unproved: readonly Unproved[];
  /**
   * Every case of the matrix with its outcome, behavior after behavior. What is asked beside the matrix (`private`,
   * `error-pages`, …) is counted in `cases` and is not in it.
   */
  readonly matrix: readonly MatrixCase[];
  /** Viewer requests that were really run, controls and flips included. */
  readonly requests: number;
  readonly durationMs: number;
}
