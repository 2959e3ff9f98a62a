import type { Controlled } from "../result";
import type { ProofEdges } from "../edges";
import type { ProofCase } from "../matrix";
import { resultOf, type CaseResult } from "../result";
import type { CaseRunner } from "../run";
import type { ProofBehavior, ProofSite } from "../site";
import type { KeyValueStores } from "../../../simulator/functions";
import type { Clock } from "../../../simulator/clock";
import type { S3 } from "../../../simulator/s3";
import type { Manifest } from "../../content";

/** What a question beside the matrix is asked with. */
export interface ProbeTools {
  readonly site: ProofSite;
  readonly behavior: ProofBehavior;
  readonly runner: CaseRunner;
  readonly edges: ProofEdges;
  readonly s3: S3;
  readonly clock: Clock;
  readonly content: Manifest;
  /** What functions read by `cf.kvs()`. */
  readonly keyValueStores: KeyValueStores;
}

/** A promise that the matrix does not put to the test, or a class of response that it does not reach. */
export type Probe = (tools: ProbeTools) => Promise<readonly CaseResult[]>;

/** What a probe asks, unless it says otherwise. */
export function probeCase({ pattern }: ProofBehavior): ProofCase {
  return {
    behavior: pattern,
    method: "GET",
    object: "both",
    struck: "none",
    fault: "none",
    cache: "cold",
    standsFor: 1,
  };
}

/** The outcome of one question with one promise. */
export function probed(one: ProofCase, response: Parameters<typeof resultOf>[1], judgement: Controlled): CaseResult {
  return resultOf(one, response, [judgement]);
}
