import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { sha256 } from "../content";
import type { Judgement } from "./judge";
import type { ProofCase } from "./matrix";
import type { Finding, OutsideCase, SwitchDependence } from "./proof";

/** What a case came to. */
export interface CaseResult {
  readonly one: ProofCase;
  readonly response: EdgeResponse;
  readonly judgements: readonly Judgement[];
  readonly outside?: OutsideCase;
  /** Whether the same went wrong without the origin group; undefined where that was not to be asked. */
  readonly discriminates?: boolean;
}

/** What a run of the matrix saw. */
export interface ProofFindings {
  /** The cases of the matrix, behavior after behavior. */
  readonly matrix: readonly CaseResult[];
  /** What is asked beside it, for the promises that it does not put to the test. */
  readonly probes: readonly CaseResult[];
  readonly switches: readonly SwitchDependence[];
}

/** What a case comes to in the count. */
export type CaseState = "passed" | "failed" | "vacuous" | "outside";

export function stateOf({ judgements, outside, discriminates }: CaseResult): CaseState {
  if (judgements.some(({ met }) => !met)) return "failed";
  if (outside !== undefined) return "outside";
  return discriminates === false ? "vacuous" : "passed";
}

/** A case as findings name it. */
export function nameOf({ behavior, method, object, fault, struck, cache }: ProofCase): Finding["case"] {
  return { behavior, method, object, fault, struck, cache };
}

/** What a viewer received, in a line. */
export function gotOf({ status, log, body, broken }: EdgeResponse): string {
  const from = log["r-host"] === "" ? "" : ` from ${log["r-host"]}`;
  const failover = log["sr-reason"] === "" ? "" : ` ${log["sr-reason"]}`;
  const bytes = broken === undefined ? `sha256 ${sha256(body).slice(0, 12)}` : `broken off (${broken})`;
  return `${status} ${log["x-edge-result-type"]}${from}${failover}, ${bytes}, after ${log["time-taken-ms"]} ms`;
}
