import { maximumOriginBodyBytes } from "../../aws/edgeFunctions";
import type { OriginResponse } from "../s3/transport";
import type { AssociatedLambda, CompiledBehavior, CompiledOrigin } from "./compiled";
import { edgeErrorPage } from "./edgeErrors";
import { statusOfFailure } from "./failures";
import { asLeft, bodyShown, lambdaRequestOf } from "./lambdaRequest";
import type { Trace } from "./log";
import { fetchFromOrigin, nameNotFound, type MemberOutcome } from "./originFetch";
import { runOriginRequest, runOriginResponse, type LambdaCall } from "./originFunctions";
import { originRequest, type OriginAsk } from "./originRequest";
import { throughShield } from "./originShield";
import { readAway } from "./peekedBody";
import type { EdgeRuntime } from "./runtime";
import type { LambdaMadeResponse } from "../functions/lambdaResult";

/** What came of one member, its functions included. */
export interface MemberAnswer {
  readonly origin: CompiledOrigin;
  /** What the edge goes on with. */
  readonly outcome: MemberOutcome;
  /** What failover is decided on (LE-4, SIM-5). */
  readonly decisive: MemberOutcome;
}

/** Asks one member by way of its Origin Shield, in whose region the functions on the origin events run (FO-28). */
export function askMember(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  member: CompiledOrigin,
  ask: OriginAsk,
  trace: Trace,
): Promise<MemberAnswer> {
  return throughShield(runtime, behavior, member, ask, () => askOrigin(runtime, behavior, member, ask, trace));
}

/** Asks the origin, with the behaviour's functions on the origin events before and after (LE-1, LE-2). */
async function askOrigin(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  member: CompiledOrigin,
  memberAsk: OriginAsk,
  trace: Trace,
): Promise<MemberAnswer> {
  let origin = member;
  let ask = memberAsk;
  const call = (lambda: AssociatedLambda): LambdaCall => ({
    runtime,
    lambda,
    member: member.id,
    viewerAddress: memberAsk.viewerAddress,
    trace,
  });
  if (behavior.originRequest !== undefined && ask.functions) {
    const unknown = await nameNotFound(runtime, origin, trace);
    if (unknown !== undefined) return { origin, outcome: unknown, decisive: unknown };
    const lambda = behavior.originRequest;
    const shown = lambda.includeBody ? await bodyShown(runtime, ask.body, maximumOriginBodyBytes) : undefined;
    const request = lambdaRequestOf(origin, ask);
    const event = shown === undefined ? request : { ...request, body: shown.event };
    const verdict = await runOriginRequest(call(lambda), event);
    if (verdict.kind !== "request" || verdict.request.body !== undefined) readAway(shown?.body);
    else if (shown?.body !== undefined) ask = { ...ask, body: shown.body };
    if (verdict.kind === "function-error") return { origin, outcome: verdict, decisive: verdict };
    if (verdict.kind === "response") {
      // LE-8: the origin is not asked, and the origin-response function does not run.
      const generated: MemberOutcome = { kind: "response", response: whole(verdict.response, ask), generated: true };
      return { origin, outcome: generated, decisive: generated };
    }
    ({ origin, ask } = asLeft(origin, ask, verdict.request));
  }
  const outcome = await fetchFromOrigin(runtime, origin, originRequest(origin, ask), trace);
  trace.originHost = origin.host;
  trace.originStatus = outcome.kind === "response" ? outcome.response.status : 0;
  if (behavior.originResponse === undefined || !ask.functions) return { origin, outcome, decisive: outcome };
  return answered(call(behavior.originResponse), origin, ask, outcome);
}

/** After the origin-response function: it runs for errors as well, and for what the edge makes of silence (LE-2b, SIM-12). */
async function answered(
  call: LambdaCall,
  origin: CompiledOrigin,
  ask: OriginAsk,
  outcome: MemberOutcome,
): Promise<MemberAnswer> {
  const { runtime, trace } = call;
  const { switches } = runtime;
  const silent = outcome.kind === "failure";
  if (outcome.kind === "function-error" || (silent && switches["origin-response-on-no-connection"] === "no")) {
    return { origin, outcome, decisive: outcome };
  }
  const before: OriginResponse = silent
    ? edgeErrorPage(
        statusOfFailure(outcome.failure, switches),
        "The origin could not be reached or did not answer in time.",
        trace.id,
      )
    : outcome.response;
  const verdict = await runOriginResponse(call, lambdaRequestOf(origin, ask), before);
  if (verdict.kind === "function-error") {
    return { origin, outcome: verdict, decisive: switches["failover-status"] === "before" ? outcome : verdict };
  }
  const made: MemberOutcome = {
    kind: "response",
    response: whole(verdict.response, ask, before),
    originError: before.status >= 400,
    ...(silent ? { failure: outcome.failure } : {}),
  };
  const untouched = silent && verdict.response.status === before.status;
  return { origin, outcome: made, decisive: untouched || switches["failover-status"] === "before" ? outcome : made };
}

/** A response of a function's, with the body that it leaves in place and the length of the one that it brings. */
function whole({ status, headers, body }: LambdaMadeResponse, ask: OriginAsk, before?: OriginResponse): OriginResponse {
  if (body === undefined) return { status, headers, body: before?.body ?? new Uint8Array() };
  const length = { "content-length": String(body.byteLength) };
  return { status, headers: { ...headers, ...length }, body: ask.method === "HEAD" ? new Uint8Array() : body };
}
