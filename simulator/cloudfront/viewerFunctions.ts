import { CodedError } from "../../aws/codedError";
import { viewerRequestEvent, viewerResponseEvent, type EventContext } from "../functions/event";
import { viewerRequestResult, viewerResponseResult, type FunctionMadeResponse } from "../functions/result";
import type { CloudFrontFunctionEvent, FunctionResult } from "../functions/runner";
import type { HeaderMap } from "../http";
import type { EdgeFunction } from "../model/siteModel";
import type { FunctionRun } from "./exchange";
import type { Trace } from "./log";
import type { EdgeRuntime } from "./runtime";
import type { ViewerRequest } from "./viewerRequest";

/** CF-7: 503 when the function failed, 502 when its answer is not one. */
export interface FunctionError {
  readonly kind: "error";
  readonly status: 502 | 503;
}

export type RequestVerdict =
  | { readonly kind: "request"; readonly request: ViewerRequest }
  | { readonly kind: "response"; readonly response: FunctionMadeResponse }
  | FunctionError;

/** Runs a behaviour's viewer-request function (PL-5): it may change the request or answer it. */
export async function runViewerRequest(
  runtime: EdgeRuntime,
  edgeFunction: EdgeFunction,
  request: ViewerRequest,
  trace: Trace,
): Promise<RequestVerdict> {
  const event = viewerRequestEvent(contextOf(runtime, request, trace), request);
  const answer = await run(runtime, edgeFunction, event);
  const result = answer.kind === "failed" ? answer : viewerRequestResult(answer.value, event, request);
  note(trace, "viewer-request", edgeFunction, result);
  switch (result.kind) {
    case "failed":
      return { kind: "error", status: 503 };
    case "invalid":
      return { kind: "error", status: 502 };
    case "response":
      return result;
    case "request":
      return { kind: "request", request: { ...request, ...result.request } };
  }
}

/** Runs a behaviour's viewer-response function (PL-12). It never sees the body, and may change the status (CF-5). */
export async function runViewerResponse(
  runtime: EdgeRuntime,
  edgeFunction: EdgeFunction,
  request: ViewerRequest,
  response: { readonly status: number; readonly headers: Readonly<HeaderMap> },
  trace: Trace,
): Promise<{ readonly kind: "response"; readonly response: FunctionMadeResponse } | FunctionError> {
  const event = viewerResponseEvent(contextOf(runtime, request, trace), request, response);
  const answer = await run(runtime, edgeFunction, event);
  const result = answer.kind === "failed" ? answer : viewerResponseResult(answer.value, event, response);
  note(trace, "viewer-response", edgeFunction, result);
  if (result.kind === "response") return result;
  return { kind: "error", status: result.kind === "failed" ? 503 : 502 };
}

function run(
  { clock, functions }: EdgeRuntime,
  { code }: EdgeFunction,
  event: CloudFrontFunctionEvent,
): Promise<FunctionResult> {
  if (functions === undefined) {
    // The constructor refuses such an edge; this keeps the types honest.
    throw new CodedError("E_INTERNAL", "a function is to run and there is nothing to run it");
  }
  return clock.external(functions.run(code, event));
}

function contextOf({ distribution }: EdgeRuntime, request: ViewerRequest, trace: Trace): EventContext {
  return {
    distributionDomainName: distribution.domainName,
    distributionId: distribution.id,
    requestId: trace.id,
    viewerIp: request.viewerAddress,
  };
}

function note(
  trace: Trace,
  event: FunctionRun["event"],
  { arn }: EdgeFunction,
  result: { readonly kind: string; readonly message?: string },
): void {
  const { message } = result;
  const status = message === undefined ? "ok" : "FunctionExecutionError";
  trace.functions.push({ event, arn, status, ...(message === undefined ? {} : { message }) });
}
