import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import type { ProofEdges } from "./edges";
import { healable } from "./faultList";
import { isJudged, judgeCase, type Circumstances, type Judgement } from "./judge";
import type { ProofCase } from "./matrix";
import type { CaseRunner } from "./run";
import { judgeHeaders } from "./securityHeaders";

/** What a control is run with. */
export interface ControlTools {
  readonly runner: CaseRunner;
  readonly edges: ProofEdges;
}

/**
 * D15: the same without what the promise is about, which must go wrong, or the promise was kept by nothing. Undefined where
 * that is not tried: a promise is controlled once for every behavior and fault, failover in every case.
 */
export async function discriminates(
  judgement: Judgement,
  one: ProofCase,
  at: Circumstances,
  { runner, edges }: ControlTools,
): Promise<boolean | undefined> {
  const { behavior, kind } = at;
  const goesWrong = (response: EdgeResponse, control: ProofCase = one): boolean => {
    const judged = judgeCase(control, response, at);
    return isJudged(judged) && judged.some(({ promise, met }) => promise === judgement.promise && !met);
  };
  switch (judgement.promise) {
    case "failover":
    case "options": {
      if (one.struck !== "primary" || kind === undefined || !healable(kind, behavior.criteria)) return undefined;
      // Without the group another attempt serves all the same.
      if (kind.askedAgain === true) return undefined;
      return goesWrong(await runner.run(edges.without("ungrouped"), behavior, one));
    }
    case "primary-serves": {
      if (!isFirst(one)) return undefined;
      // The replica's fault matters to whom it serves; without one, or with one that passes by, the primary goes down.
      const passesBy = kind?.heals === "no-failure" || kind?.askedAgain === true;
      const ofReplica = one.struck === "replica" && behavior.replica !== undefined && !passesBy;
      const control: ProofCase = ofReplica ? one : { ...one, struck: "primary", fault: "down" };
      const edge = edges.without(ofReplica ? "replica-alone" : "ungrouped");
      return goesWrong(await runner.run(edge, behavior, control));
    }
    case "stale-on-error":
      if (one.method !== "GET") return undefined;
      // Nothing was asked for before, so that there is no copy.
      return goesWrong(await runner.run(edges.trial, behavior, { ...one, cache: "cold" }));
    case "security-headers":
      if (!isFirst(one)) return undefined;
      return judgeHeaders(await runner.run(edges.without("bare"), behavior, one))?.met !== true;
    case "write-methods":
      return goesWrong(await runner.run(edges.without("writable"), behavior, one));
    default:
      return undefined;
  }
}

/** The case that stands for all of its fault. */
function isFirst({ method, object, cache }: ProofCase): boolean {
  return method === "GET" && object === "both" && cache === "cold";
}
