import { headerValue, type Body, type HeaderMap } from "../http";
import { andThen, type MaybePromise } from "../maybePromise";
import { abandon } from "./arrivingBody";
import type { FunctionMadeResponse } from "../functions/result";
import { selectBehavior, type CompiledBehavior, type ViewerFunction } from "./compiled";
import { edgeErrorDocument, edgeErrorPage, httpsRedirect } from "./edgeErrors";
import type { EdgeRequest, ResultType } from "./exchange";
import type { FunctionFault } from "./functionErrors";
import { applyHeadersPolicy } from "./headersPolicy";
import type { Trace } from "./log";
import { pathToMatch } from "./pathPattern";
import { behaviorRefusalOf, refusalOf, type Refusal } from "./refusals";
import type { EdgeRuntime } from "./runtime";
import { serveObject } from "./serveObject";
import type { Served } from "./served";
import { serverTiming, wantsServerTiming } from "./serverTiming";
import { unsignedRefusalOf, withoutSignature } from "./signedRequests";
import type { StoredResponse } from "./storedResponse";
import { viewOf } from "./view";
import { runViewerRequest, runViewerResponse } from "./viewerFunctions";
import { viewerRequestOf, withRootObject, type ViewerRequest } from "./viewerRequest";

/** A response as the pipeline leaves it, before CloudFront's own headers. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Body;
  readonly result: ResultType;
  readonly detail: string;
  /** Seconds; undefined where no copy answered. */
  readonly age?: number | undefined;
  readonly unlogged?: boolean;
  readonly edgeMade?: boolean;
}

/** Runs a request through the pipeline, PL-1 to PL-12 in their order. What nobody has to be asked for is there at once. */
export function answerRequest(runtime: EdgeRuntime, received: EdgeRequest, trace: Trace): MaybePromise<Answer> {
  const { distribution, switches } = runtime;
  const refusal = refusalOf(received, distribution, switches);
  const arrived = viewerRequestOf(received);
  if (refusal !== undefined) return refused(runtime, undefined, arrived, refusal, trace);

  const behavior = selectBehavior(distribution, pathToMatch(arrived.uri, switches));
  trace.behaviorPattern = behavior.pattern;
  const unwanted = behaviorRefusalOf(received, behavior);
  if (unwanted !== undefined) return refused(runtime, behavior, arrived, unwanted, trace);
  if (arrived.scheme === "http" && behavior.viewerProtocolPolicy === "redirect-to-https") {
    return redirected(runtime, behavior, arrived);
  }

  const unsigned = behavior.signed ? unsignedRefusalOf(received, switches) : undefined;
  if (unsigned !== undefined) return refused(runtime, behavior, arrived, unsigned, trace);

  const asked = behavior.signed ? withoutSignature(arrived) : arrived;
  const rooted = withRootObject(asked, distribution.rootObject);
  return behavior.viewerRequest === undefined
    ? served(runtime, behavior, rooted, trace)
    : afterViewerRequest(runtime, behavior, behavior.viewerRequest, rooted, trace);
}

/** PL-5. */
async function afterViewerRequest(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  viewerRequest: ViewerFunction,
  rooted: ViewerRequest,
  trace: Trace,
): Promise<Answer> {
  const verdict = await runViewerRequest(runtime, behavior, viewerRequest, rooted, trace);
  switch (verdict.kind) {
    case "request":
      return served(runtime, verdict.steered ?? behavior, verdict.request, trace);
    case "response":
      return generated(runtime, behavior, rooted, verdict.response, verdict.result);
    case "error":
      return functionFailed(runtime, behavior, rooted, verdict, trace);
  }
}

/** From the cache or the origins to this viewer: PL-6 to PL-12. */
function served(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  trace: Trace,
): MaybePromise<Answer> {
  const object = serveObject(runtime, behavior, request, trace);
  return andThen(object, (found) => given(runtime, behavior, request, found, trace));
}

/** An object as this viewer gets it: PL-11, PL-12. */
function given(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  object: Served,
  trace: Trace,
): MaybePromise<Answer> {
  const view = viewOf(object, request, runtime.switches);
  // RH-8, HD-41: the policy comes before the viewer-response function, which sees what it added and may change it.
  const headers = policyHeaders(runtime, behavior, request, {
    headers: view.headers,
    edgeMade: object.response.edgeMade,
  });
  addServerTiming(runtime, behavior, request, headers, object.result, trace);
  const byLambda = object.result.startsWith("Lambda");
  const result = view.error && !byLambda ? "Error" : object.result;
  // LE-8: the log has another word for it than `X-Cache`.
  const detail =
    object.detail ??
    object.response.detail ??
    (result === "LambdaGeneratedResponse" ? "MissGeneratedResponse" : result);
  const { age, response } = object;
  const { status, body } = view;
  const answer: Answer = { status, headers, body, result, detail, age, edgeMade: response.edgeMade };
  if (behavior.viewerResponse === undefined) return answer;
  // PL-12, CF-6: not for an error, nor for the page that stands for one.
  const { originError = view.error } = object.response;
  // LE-12, SIM-8: which status that is where an origin-response function has changed it.
  const changed = originError !== view.error;
  const error = changed && runtime.switches["viewer-response-skip"] === "raw" ? originError : view.error;
  if (error || (view.error && byLambda)) return answer;
  return afterViewerResponse(runtime, behavior, behavior.viewerResponse, request, answer, trace);
}

/** PL-12. */
async function afterViewerResponse(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  viewerResponse: ViewerFunction,
  request: ViewerRequest,
  answer: Answer,
  trace: Trace,
): Promise<Answer> {
  const verdict = await runViewerResponse(runtime, viewerResponse, request, answer, trace);
  if (verdict.kind === "error") {
    abandon(answer.body);
    return functionFailed(runtime, behavior, request, verdict, trace);
  }
  return withFunctionResponse(answer, verdict.response, request);
}

/** CF-5: status, headers and body are the function's; the cached copy is not touched. CE-9: no page stands for its error. */
function withFunctionResponse(answer: Answer, made: FunctionMadeResponse, { method }: ViewerRequest): Answer {
  if (made.body === undefined) return { ...answer, status: made.status, headers: made.headers };
  abandon(answer.body);
  const headers = { ...made.headers, "content-length": String(made.body.byteLength) };
  return { ...answer, status: made.status, headers, body: method === "HEAD" ? new Uint8Array() : made.body };
}

/** PL-5: sent to the viewer and not cached; no viewer-response function runs. */
function generated(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  made: FunctionMadeResponse,
  result: "FunctionGeneratedResponse" | "LambdaGeneratedResponse",
): Answer {
  const body = made.body ?? new Uint8Array();
  const headers = { ...made.headers, "content-length": String(body.byteLength) };
  return {
    status: made.status,
    headers: policyHeaders(runtime, behavior, request, { headers, edgeMade: false }),
    body: request.method === "HEAD" ? new Uint8Array() : body,
    result,
    detail: result,
  };
}

/** CE-9: no page stands for what a function on a viewer event has made. */
function functionFailed(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  { status, result }: FunctionFault,
  trace: Trace,
): Answer {
  const reason = "The function that is associated with this request failed or gave an answer that is not valid.";
  const page = edgeErrorPage(status, reason, trace.id);
  return edgeMade(runtime, behavior, request, page, result, result);
}

/** CE-8: what the edge refuses is no origin's error, and has no custom page. */
function refused(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior | undefined,
  request: ViewerRequest,
  { status, reason, detail, unlogged, code }: Refusal,
  trace: Trace,
): Answer {
  const page = code === undefined ? edgeErrorPage(status, reason, trace.id) : edgeErrorDocument(status, code, reason);
  const answer = edgeMade(runtime, behavior, request, page, "Error", detail);
  return unlogged === true ? { ...answer, unlogged } : answer;
}

function redirected(runtime: EdgeRuntime, behavior: CompiledBehavior, request: ViewerRequest): Answer {
  const host = headerValue(request.headers, "host") ?? runtime.distribution.domainName;
  const query = request.query === "" ? "" : `?${request.query}`;
  const status = request.method === "GET" || request.method === "HEAD" ? 301 : 307;
  const page = httpsRedirect(`https://${host}${request.uri}${query}`, status);
  return edgeMade(runtime, behavior, request, page, "Redirect", "Redirect");
}

function edgeMade(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior | undefined,
  request: ViewerRequest,
  page: StoredResponse,
  result: ResultType,
  detail: string,
): Answer {
  const { status, headers, body } = viewOf(
    { response: page, result: "Error", whole: false },
    request,
    runtime.switches,
  );
  return {
    status,
    headers: policyHeaders(runtime, behavior, request, { headers, edgeMade: true }),
    body,
    result,
    detail,
    edgeMade: true,
  };
}

/** PL-11; RH-7 and SIM-10 for what the edge made itself. */
function policyHeaders(
  { switches }: EdgeRuntime,
  behavior: CompiledBehavior | undefined,
  request: ViewerRequest,
  { headers, edgeMade: made }: { readonly headers: HeaderMap; readonly edgeMade: boolean },
): HeaderMap {
  const applies = !made || switches["headers-on-edge-errors"] === "yes";
  return applies ? applyHeadersPolicy(headers, behavior?.headersPolicy, request) : headers;
}

/** RH-9, PL-11. */
function addServerTiming(
  { pop, random, clock }: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  headers: HeaderMap,
  result: ResultType,
  trace: Trace,
): void {
  const rate = behavior.headersPolicy?.serverTimingRate;
  if (rate === undefined || !wantsServerTiming(rate, request.headers, random)) return;
  const { id, answered, arrivedAt } = trace;
  const origin = answered === undefined ? {} : { originMs: answered.endMs - answered.startMs };
  headers["server-timing"] = serverTiming(headers["server-timing"], {
    result,
    pop,
    id,
    downstreamMs: clock.now() - arrivedAt,
    ...origin,
  });
}
