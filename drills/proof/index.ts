export { prove, type ProveOptions } from "./prove";
export type { Finding, Proof, ProofVerdict, PromiseSummary } from "./proof";
export { proofText } from "./reports/text";
export { proofJson } from "./reports/json";
