import {
  originRequestEvent,
  originResponseEvent,
  type PlainOriginRequest,
  type PlainOriginResponse,
} from "../functions/lambdaEvent";
import {
  originRequestResult,
  originResponseResult,
  type LambdaMadeResponse,
  type LeftOriginRequest,
} from "../functions/lambdaResult";
import type { FunctionResult, LambdaEvent } from "../functions/runner";
import type { AssociatedLambda } from "./compiled";
import type { FunctionRun } from "./exchange";
import { eventContext } from "./functionContext";
import { type FailedCall, lambdaFault, type LambdaFault, reasonOf } from "./functionErrors";
import { invokeLambda } from "./lambdaInvoke";
import type { Trace } from "./log";
import type { EdgeRuntime } from "./runtime";

/** What the viewer gets in the place of the origin's answer (LE-9). */
export interface LambdaError extends LambdaFault {
  readonly kind: "function-error";
}

/** For whom a function runs: functions on the origin events run for each member (LE-1). */
export interface LambdaCall {
  readonly runtime: EdgeRuntime;
  readonly lambda: AssociatedLambda;
  /** The id of the member. */
  readonly member: string;
  readonly viewerAddress: string;
  readonly trace: Trace;
}

export type OriginRequestVerdict =
  | { readonly kind: "request"; readonly request: LeftOriginRequest }
  | { readonly kind: "response"; readonly response: LambdaMadeResponse }
  | LambdaError;

/** Runs a behaviour's origin-request function: it may change the request or answer in the origin's place (LE-8). */
export async function runOriginRequest(call: LambdaCall, request: PlainOriginRequest): Promise<OriginRequestVerdict> {
  const answer = await invoke(
    call,
    originRequestEvent(eventContext(call.runtime, call.viewerAddress, call.trace), request),
  );
  const result = answer.kind === "failed" ? answer : originRequestResult(answer.value, request);
  switch (result.kind) {
    case "request":
    case "response":
      note(call, "origin-request", { status: "ok" });
      return result;
    case "failed":
    case "nothing":
    case "invalid":
      return errorOf(call, "origin-request", result);
  }
}

/** Runs a behaviour's origin-response function: what it returns is what the edge goes on with (LE-2, LE-4). */
export async function runOriginResponse(
  call: LambdaCall,
  request: PlainOriginRequest,
  response: PlainOriginResponse,
): Promise<{ readonly kind: "response"; readonly response: LambdaMadeResponse } | LambdaError> {
  const answer = await invoke(
    call,
    originResponseEvent(eventContext(call.runtime, call.viewerAddress, call.trace), request, response),
  );
  const result = answer.kind === "failed" ? answer : originResponseResult(answer.value, response);
  switch (result.kind) {
    case "response":
      note(call, "origin-response", { status: "ok" });
      return result;
    case "failed":
    case "nothing":
    case "invalid":
      return errorOf(call, "origin-response", result);
  }
}

/** The error that a run ended in, noted with its reason. */
function errorOf(call: LambdaCall, event: FunctionRun["event"], failed: FailedCall): LambdaError {
  const fault = lambdaFault(failed);
  note(call, event, { status: fault.result, message: reasonOf(failed) });
  return { kind: "function-error", ...fault };
}

function note(
  { lambda, member, trace }: LambdaCall,
  event: FunctionRun["event"],
  ending: Pick<FunctionRun, "status" | "message">,
): void {
  trace.functions.push({ event, arn: lambda.arn, member, ...ending });
}

function invoke({ runtime, lambda }: LambdaCall, event: LambdaEvent): Promise<FunctionResult> {
  return invokeLambda(runtime, lambda, event);
}
