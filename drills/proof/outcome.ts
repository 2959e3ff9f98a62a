import type { OriginExchange, ResultType } from "../../simulator/cloudfront/exchange";
import { regionOfHost } from "../../simulator/model/members";
import type { ProofCase } from "./matrix";
import type { PromiseName } from "./promises";
import { stateOf, type CaseResult, type CaseState } from "./result";

/** A case of the matrix with what its viewer got: what a heat map and a timeline need. */
export interface MatrixCase extends ProofCase {
  readonly state: CaseState;
  /** The promises that it was judged by. */
  readonly judged: readonly PromiseName[];
  readonly status: number;
  /** The word of `X-Cache` (CA-23). */
  readonly resultType: ResultType;
  /** Of the origin that answered, or was tried last; absent where none was asked, or where it stands in no region. */
  readonly region?: string;
  /** The code that made the edge turn to the replica (OB-1); absent where it did not. */
  readonly failover?: number;
  /** From the request to the end of the response, in milliseconds of virtual time: the network itself takes none. */
  readonly delayMs: number;
  /** Every attempt at an origin in the order of time, in milliseconds since the request. */
  readonly exchanges: readonly OriginExchange[];
}

/** The cases as the outputs have them. */
export function outcomesOf(results: readonly CaseResult[]): readonly MatrixCase[] {
  return results.map((result): MatrixCase => {
    const { status, log } = result.response;
    const region = regionOfHost(log["r-host"]);
    const code = /^Failover:(\d+)$/.exec(log["sr-reason"])?.[1];
    return {
      ...result.one,
      state: stateOf(result),
      judged: result.judgements.map(({ promise }) => promise),
      status,
      resultType: log["x-edge-result-type"],
      ...(region === undefined ? {} : { region }),
      ...(code === undefined ? {} : { failover: Number(code) }),
      delayMs: log["time-taken-ms"],
      exchanges: log.exchanges,
    };
  });
}
