import { CodedError } from "../../aws/codedError";
import { viewerRequestEvent, ViewerResponseEvent } from "../functions/event";
import { originChangeOf } from "../functions/originChange";
import { ResultFault } from "../functions/returned";
import {
  type FunctionMadeResponse,
  type InvalidResult,
  viewerRequestResult,
  type ViewerRequestResult,
  viewerResponseResult,
} from "../functions/result";
import type { CloudFrontFunctionEvent, FunctionResult } from "../functions/runner";
import type { HeaderMap } from "../http";
import type { EdgeFunction } from "../model/siteModel";
import type { CompiledBehavior, ViewerFunction } from "./compiled";
import type { FunctionRun } from "./exchange";
import { edgeLocationOf, eventContext } from "./functionContext";
import { type FunctionFault, functionFault } from "./functionErrors";
import { behaviorSteered } from "./functionOrigin";
import type { Trace } from "./log";
import type { EdgeRuntime } from "./runtime";
import { runViewerRequestLambda, runViewerResponseLambda } from "./viewerLambdas";
import type { ViewerRequest } from "./viewerRequest";

/** The viewer gets an error in the place of everything else (CF-7, LE-9). */
export interface FunctionError extends FunctionFault {
  readonly kind: "error";
}

export type RequestVerdict =
  | {
      readonly kind: "request";
      readonly request: ViewerRequest;
      /** The behaviour with another origin, where the function asked for one (CF-14). */
      readonly steered?: CompiledBehavior;
    }
  | {
      readonly kind: "response";
      readonly response: FunctionMadeResponse;
      readonly result: "FunctionGeneratedResponse" | "LambdaGeneratedResponse";
    }
  | FunctionError;

export type ResponseVerdict = { readonly kind: "response"; readonly response: FunctionMadeResponse } | FunctionError;

/** Runs a behaviour's viewer-request function, of either kind (PL-5): it may change the request or answer it. */
export async function runViewerRequest(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  viewerFunction: ViewerFunction,
  request: ViewerRequest,
  trace: Trace,
): Promise<RequestVerdict> {
  if ("exportName" in viewerFunction) return runViewerRequestLambda(runtime, viewerFunction, request, trace);
  const event = viewerRequestEvent(eventContext(runtime, request.viewerAddress, trace), request);
  const answer = await run(runtime, viewerFunction, event, request);
  const result = answer.kind === "failed" ? answer : viewerRequestResult(answer.value, event, request);
  const verdict = result.kind === "request" ? steered(runtime, behavior, answer, result) : result;
  note(trace, "viewer-request", viewerFunction, verdict);
  switch (verdict.kind) {
    case "failed":
    case "invalid":
      return { kind: "error", ...functionFault(verdict) };
    case "response":
      return { ...verdict, result: "FunctionGeneratedResponse" };
    case "request":
      return { ...verdict, request: { ...request, ...verdict.request } };
  }
}

/**
 * Runs a behaviour's viewer-response function, of either kind (PL-12). It never sees the body; a CloudFront Function may
 * change the status (CF-5).
 */
export async function runViewerResponse(
  runtime: EdgeRuntime,
  viewerFunction: ViewerFunction,
  request: ViewerRequest,
  response: { readonly status: number; readonly headers: Readonly<HeaderMap> },
  trace: Trace,
): Promise<ResponseVerdict> {
  if ("exportName" in viewerFunction) return runViewerResponseLambda(runtime, viewerFunction, request, response, trace);
  const event = new ViewerResponseEvent(eventContext(runtime, request.viewerAddress, trace), request, response);
  const answer = await run(runtime, viewerFunction, event, request);
  const result =
    answer.kind === "failed" ? answer : (late(answer) ?? viewerResponseResult(answer.value, event, response));
  note(trace, "viewer-response", viewerFunction, result);
  return result.kind === "response" ? result : { kind: "error", ...functionFault(result) };
}

/** CF-14..CF-17: an origin that cannot be is the function's invalid answer. */
function steered(
  { distribution, switches }: EdgeRuntime,
  behavior: CompiledBehavior,
  answer: FunctionResult,
  result: Extract<ViewerRequestResult, { readonly kind: "request" }>,
): (typeof result & { readonly steered?: CompiledBehavior }) | InvalidResult {
  if (answer.kind === "failed" || answer.origin === undefined) return result;
  try {
    const change = originChangeOf(answer.origin);
    return { ...result, steered: behaviorSteered(distribution, behavior, change, switches) };
  } catch (fault) {
    if (fault instanceof ResultFault) return { kind: "invalid", message: fault.message };
    throw fault;
  }
}

/** CF-14: origins are changed on viewer-request alone. */
function late({ origin }: Extract<FunctionResult, { readonly kind: "returned" }>): InvalidResult | undefined {
  if (origin === undefined) return undefined;
  return { kind: "invalid", message: "the origin can be changed on viewer-request alone (CF-14)" };
}

function run(
  { clock, functions, pop }: EdgeRuntime,
  { code, runtime, keyValueStoreArn }: EdgeFunction,
  event: CloudFrontFunctionEvent,
  { rawQuery }: ViewerRequest,
): Promise<FunctionResult> {
  if (functions === undefined) {
    // The constructor refuses such an edge; this keeps the types honest.
    throw new CodedError("E_INTERNAL", "a function is to run and there is nothing to run it");
  }
  // CF-20: empty on viewer-response.
  const edgeLocation = event.response === undefined ? edgeLocationOf(pop) : undefined;
  const options = { runtime, rawQueryString: rawQuery, edgeLocation, keyValueStoreArn };
  return clock.external(functions.run(code, event, options));
}

function note(
  trace: Trace,
  event: FunctionRun["event"],
  { arn }: EdgeFunction,
  result: { readonly kind: string; readonly message?: string; readonly throttled?: true },
): void {
  const { message, throttled } = result;
  const error = throttled === true ? "FunctionThrottledError" : "FunctionExecutionError";
  const status = message === undefined ? "ok" : error;
  trace.functions.push({ event, arn, status, ...(message === undefined ? {} : { message }) });
}
