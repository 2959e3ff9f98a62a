import type { HeaderMap } from "../http";
import type { EventContext, PlainRequest } from "./event";
import { seenHeaders, seenText } from "./headerText";
import type {
  LambdaBody,
  LambdaEvent,
  LambdaEventType,
  LambdaHeaders,
  LambdaOrigin,
  LambdaRequest,
  LambdaResponse,
  LambdaViewerRequest,
} from "./runner";

/** A request to an origin in plain form. */
export interface PlainOriginRequest {
  readonly method: string;
  /** Without the origin's own path, which is in `origin`. */
  readonly uri: string;
  /** Without its question mark; only what the policies forward (LE-26). */
  readonly query: string;
  readonly headers: Readonly<HeaderMap>;
  readonly origin: LambdaOrigin;
  /** Where the association includes it (LE-18). */
  readonly body?: LambdaBody;
}

/** An origin's response, or what the edge made of its silence (LE-2b). */
export interface PlainOriginResponse {
  readonly status: number;
  readonly headers: Readonly<HeaderMap>;
}

/** The event that a viewer-request function gets (LE-3). `body` where the association includes it (LE-18). */
export function viewerRequestLambdaEvent(
  context: EventContext,
  request: PlainRequest,
  body?: LambdaBody,
): LambdaEvent<LambdaViewerRequest> {
  return eventOf("viewer-request", context, viewersOf(context, request, body));
}

/** The event that a viewer-response function gets: the request as the viewer-request function left it (LE-3). */
export function viewerResponseLambdaEvent(
  context: EventContext,
  request: PlainRequest,
  response: PlainOriginResponse,
): LambdaEvent<LambdaViewerRequest> {
  return eventOf("viewer-response", context, viewersOf(context, request), responseOf(response));
}

/** The event that an origin-request function gets (LE-3). */
export function originRequestEvent(context: EventContext, request: PlainOriginRequest): LambdaEvent {
  return eventOf("origin-request", context, originsOf(context, request));
}

/** The event that an origin-response function gets: no body of the origin is in it (LE-3). */
export function originResponseEvent(
  context: EventContext,
  request: PlainOriginRequest,
  response: PlainOriginResponse,
): LambdaEvent {
  return eventOf("origin-response", context, originsOf(context, request), responseOf(response));
}

function viewersOf({ viewerIp }: EventContext, request: PlainRequest, body?: LambdaBody): LambdaViewerRequest {
  return {
    clientIp: viewerIp,
    method: request.method,
    uri: seenText(request.uri),
    querystring: seenText(request.query),
    headers: lambdaHeaders(seenHeaders(request.headers)),
    ...(body === undefined ? {} : { body }),
  };
}

function originsOf(context: EventContext, request: PlainOriginRequest): LambdaRequest {
  return { ...viewersOf(context, request, request.body), origin: request.origin };
}

function responseOf({ status, headers }: PlainOriginResponse): LambdaResponse {
  return {
    status: String(status),
    statusDescription: statusDescriptionOf(status),
    headers: lambdaHeaders(seenHeaders(headers)),
  };
}

function eventOf<Request extends LambdaViewerRequest>(
  eventType: LambdaEventType,
  { distributionDomainName, distributionId, requestId }: EventContext,
  request: Request,
  response?: LambdaResponse,
): LambdaEvent<Request> {
  const config = { distributionDomainName, distributionId, eventType, requestId };
  return { Records: [{ cf: { config, request, ...(response === undefined ? {} : { response }) } }] };
}

/** `{ etag: [{ key: "Etag", value }] }`: the edge keeps no spelling of a name, so it is the usual one. */
export function lambdaHeaders(headers: Readonly<HeaderMap>): LambdaHeaders {
  const result: LambdaHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
    const values = (typeof value === "string" ? [value] : value).map((one) => ({ key, value: one }));
    Object.defineProperty(result, name, { value: values, enumerable: true, writable: true, configurable: true });
  }
  return result;
}

/** What stands beside a status in an event: empty for those that origins of static sites do not give. */
export function statusDescriptionOf(status: number): string {
  return descriptions[status] ?? "";
}

/** Of RFC 9110, for the codes that origins of static sites give. */
const descriptions: Readonly<Record<number, string>> = {
  200: "OK",
  206: "Partial Content",
  301: "Moved Permanently",
  302: "Found",
  304: "Not Modified",
  307: "Temporary Redirect",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  412: "Precondition Failed",
  416: "Range Not Satisfiable",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
