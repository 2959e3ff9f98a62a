export { prove, type ProveOptions } from "./prove";
export type { FailureDelay } from "./delays";
export type { MatrixCase } from "./outcome";
export type { OutageCost } from "./outage";
export type { Finding, OutsideCase, Proof, ProofVerdict, PromiseSummary, SwitchDependence } from "./proof";
export { proofText } from "./reports/text";
export { proofJson } from "./reports/json";
