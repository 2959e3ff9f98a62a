import { CodedError } from "../../aws/codedError";
import type { EventContext } from "../functions/event";
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
  type NothingReturned,
} from "../functions/lambdaResult";
import type { InvalidResult } from "../functions/result";
import type { FunctionResult, LambdaEvent } from "../functions/runner";
import type { LambdaFunction } from "../model/siteModel";
import type { FunctionRun } from "./exchange";
import type { Trace } from "./log";
import type { EdgeRuntime } from "./runtime";

/** LE-9: 503 when the function failed or answered nothing, 502 when its answer is not one. */
export interface LambdaError {
  readonly kind: "function-error";
  readonly status: 502 | 503;
  readonly result: "LambdaExecutionError" | "LambdaValidationError";
}

/** For whom a function runs: functions on the origin events run for each member (LE-1). */
export interface LambdaCall {
  readonly runtime: EdgeRuntime;
  readonly lambda: LambdaFunction;
  /** The id of the member. */
  readonly member: string;
  readonly viewerAddress: string;
  readonly trace: Trace;
}

export type OriginRequestVerdict =
  | { readonly kind: "request"; readonly request: PlainOriginRequest }
  | { readonly kind: "response"; readonly response: LambdaMadeResponse }
  | LambdaError;

/** Runs a behaviour's origin-request function: it may change the request or answer in the origin's place (LE-8). */
export async function runOriginRequest(call: LambdaCall, request: PlainOriginRequest): Promise<OriginRequestVerdict> {
  const answer = await invoke(call, originRequestEvent(contextOf(call), request));
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
  const answer = await invoke(call, originResponseEvent(contextOf(call), request, response));
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

type Failed = Extract<FunctionResult, { readonly kind: "failed" }> | NothingReturned | InvalidResult;

/** The error that a run ended in, noted with its reason. */
function errorOf(call: LambdaCall, event: FunctionRun["event"], failed: Failed): LambdaError {
  const error = failed.kind === "invalid" ? validationError : executionError;
  const message = failed.kind === "nothing" ? "it returned nothing" : failed.message;
  note(call, event, { status: error.result, message });
  return error;
}

const executionError: LambdaError = { kind: "function-error", status: 503, result: "LambdaExecutionError" };
const validationError: LambdaError = { kind: "function-error", status: 502, result: "LambdaValidationError" };

function note(
  { lambda, member, trace }: LambdaCall,
  event: FunctionRun["event"],
  ending: Pick<FunctionRun, "status" | "message">,
): void {
  trace.functions.push({ event, arn: lambda.arn, member, ...ending });
}

function invoke({ runtime, lambda }: LambdaCall, event: LambdaEvent): Promise<FunctionResult> {
  const { clock, lambdas } = runtime;
  if (lambdas === undefined) {
    // The constructor refuses such an edge; this keeps the types honest.
    throw new CodedError("E_INTERNAL", "a Lambda function is to run and there is nothing to run it");
  }
  const { name, code, exportName, runtime: version, timeoutSeconds } = lambda;
  return clock.external(
    lambdas.invoke({ name, code, exportName, runtime: version, timeoutMs: timeoutSeconds * 1000 }, event),
  );
}

function contextOf({ runtime: { distribution }, viewerAddress, trace }: LambdaCall): EventContext {
  return {
    distributionDomainName: distribution.domainName,
    distributionId: distribution.id,
    requestId: trace.id,
    viewerIp: viewerAddress,
  };
}
