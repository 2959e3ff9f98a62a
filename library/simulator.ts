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
export type { Finding, Proof, ProofVerdict, PromiseSummary } from "../drills/proof/proof";
export { proofJson } from "../drills/proof/reports/json";
export { proofJUnit } from "../drills/proof/reports/junit";
export { proofMarkdown } from "../drills/proof/reports/markdown";
export { proofText } from "../drills/proof/reports/text";
export { prove, type ProveOptions } from "./prove";
export { serve, type FaultOptions, type ServedSite, type ServeOptions } from "./serve";
export { openSite, type OpenSiteOptions, type Site } from "./site";
