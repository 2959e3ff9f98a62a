export { prove, type ProveOptions } from "./prove";
export type { FailureDelay } from "./delays";
export type { MatrixCase } from "./outcome";
export type { OutageCost } from "./outage";
export type { Finding, OutsideCase, Proof, ProofVerdict, PromiseSummary, SwitchDependence } from "./proof";
export { differenceFrom, parseBaseline, type Baseline, type BaselineDifference, type ComparedProof } from "./baseline";
export { proofHtml, proofJUnit, proofJson, proofMarkdown, proofText, type CommentedProof } from "./reports";
