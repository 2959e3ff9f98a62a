import type { PlainRequest } from "../functions/event";
import { maximumViewerBodyBytes } from "../../aws/edgeFunctions";
import { viewerRequestLambdaEvent, viewerResponseLambdaEvent } from "../functions/lambdaEvent";
import { lambdaViewerRequestResult, lambdaViewerResponseResult } from "../functions/lambdaViewerResult";
import type { HeaderMap } from "../http";
import type { AssociatedLambda } from "./compiled";
import { type FailedCall, lambdaFault, reasonOf } from "./functionErrors";
import { eventContext } from "./functionContext";
import { invokeLambda } from "./lambdaInvoke";
import { bodyShown, headersOfBody } from "./lambdaRequest";
import type { Trace } from "./log";
import { readAway } from "./peekedBody";
import type { EdgeRuntime } from "./runtime";
import type { RequestVerdict, ResponseVerdict } from "./viewerFunctions";
import type { ViewerRequest } from "./viewerRequest";

/** Runs a behaviour's Lambda function on viewer-request (PL-5): it may change the request or answer it. */
export async function runViewerRequestLambda(
  runtime: EdgeRuntime,
  lambda: AssociatedLambda,
  request: ViewerRequest,
  trace: Trace,
): Promise<RequestVerdict> {
  const context = eventContext(runtime, request.viewerAddress, trace);
  const shown = lambda.includeBody ? await bodyShown(runtime, request.body, maximumViewerBodyBytes) : undefined;
  const arrived = shown?.body === undefined ? request : { ...request, body: shown.body };
  const answer = await invokeLambda(runtime, lambda, viewerRequestLambdaEvent(context, request, shown?.event));
  const result = answer.kind === "failed" ? answer : lambdaViewerRequestResult(answer.value, request);
  if (result.kind !== "request" || result.request.body !== undefined) readAway(shown?.body);
  switch (result.kind) {
    case "request": {
      note(trace, "viewer-request", lambda, "ok");
      const { body, ...left } = result.request;
      return { kind: "request", request: body === undefined ? { ...arrived, ...left } : withBody(arrived, left, body) };
    }
    case "response":
      note(trace, "viewer-request", lambda, "ok");
      return { kind: "response", response: result.response, result: "LambdaGeneratedResponse" };
    case "failed":
    case "nothing":
    case "invalid":
      return errorOf(trace, "viewer-request", lambda, result);
  }
}

/** Runs a behaviour's Lambda function on viewer-response (PL-12): headers alone are its own to change (LE-12). */
export async function runViewerResponseLambda(
  runtime: EdgeRuntime,
  lambda: AssociatedLambda,
  request: ViewerRequest,
  response: { readonly status: number; readonly headers: Readonly<HeaderMap> },
  trace: Trace,
): Promise<ResponseVerdict> {
  const context = eventContext(runtime, request.viewerAddress, trace);
  const answer = await invokeLambda(runtime, lambda, viewerResponseLambdaEvent(context, request, response));
  const status = runtime.switches["viewer-response-status"];
  const result = answer.kind === "failed" ? answer : lambdaViewerResponseResult(answer.value, response, status);
  if (result.kind !== "response") return errorOf(trace, "viewer-response", lambda, result);
  note(trace, "viewer-response", lambda, "ok");
  return result;
}

function withBody(arrived: ViewerRequest, left: PlainRequest, body: Uint8Array): ViewerRequest {
  return { ...arrived, ...left, headers: headersOfBody(left.headers, body), body };
}

type ViewerEvent = "viewer-request" | "viewer-response";

function errorOf(trace: Trace, event: ViewerEvent, lambda: AssociatedLambda, failed: FailedCall) {
  const fault = lambdaFault(failed);
  note(trace, event, lambda, fault.result, reasonOf(failed));
  return { kind: "error", ...fault } as const;
}

function note(trace: Trace, event: ViewerEvent, { arn }: AssociatedLambda, status: string, message?: string): void {
  trace.functions.push({ event, arn, status, ...(message === undefined ? {} : { message }) });
}
