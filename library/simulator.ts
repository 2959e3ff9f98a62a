/**
 * The embedded cloud as functions: a program of three lines proves a site and serves it.
 *
 * ```ts
 * const site = await openSite({ stack: "prod", content: "public" });
 * console.log((await prove(site)).verdict);
 * console.log((await serve(site)).edge);
 * ```
 *
 * @packageDocumentation
 */
export { CodedError } from "../aws/codedError";
export type { FailureClass } from "../aws/failoverDelay";
export type { FailureDelay } from "../drills/proof/delays";
export type { CacheState, Method, ObjectKind, ProofCase, Struck } from "../drills/proof/matrix";
export type { MatrixCase } from "../drills/proof/outcome";
export type { OutageCost } from "../drills/proof/outage";
export type { CountedAnswer, OwnAnswer } from "../drills/proof/ownAnswers";
export type {
  Finding,
  OutsideCase,
  Proof,
  ProofVerdict,
  PromiseSummary,
  SwitchDependence,
} from "../drills/proof/proof";
export { differenceFrom, parseBaseline } from "../drills/proof/baseline";
export type { Baseline, BaselineDifference, ChangedCase, ComparedProof } from "../drills/proof/baseline";
export type { PromiseName } from "../drills/proof/promises";
export type { CaseState } from "../drills/proof/result";
export type { Unproved } from "../drills/proof/site";
export type { FunctionRun, LogRecord, OriginExchange, ResultType } from "../simulator/cloudfront/exchange";
export type { HeaderMap } from "../simulator/http";
export type { OriginFailure } from "../simulator/s3/transport";
export type { Switches } from "../simulator/cloudfront/switches";
export { proofJson } from "../drills/proof/reports/json";
export { proofJUnit } from "../drills/proof/reports/junit";
export { proofMarkdown, type CommentedProof } from "../drills/proof/reports/markdown";
export { proofText } from "../drills/proof/reports/text";
export { prove, type ProveOptions } from "./prove";
export { serve, type FaultOptions, type ServedSite, type ServeOptions } from "./serve";
export { openSite, type OpenSiteOptions, type Site } from "./site";
