import type { HeaderMap } from "../http";
import { seenHeaders, seenText } from "./headerText";
import type {
  CloudFrontFunctionEvent,
  FunctionHeaders,
  FunctionRequest,
  FunctionResponse,
  FunctionValue,
} from "./runner";

/** Where and for whom a function runs: what the event tells besides the messages themselves (CF-4). */
export interface EventContext {
  readonly distributionDomainName: string;
  readonly distributionId: string;
  readonly requestId: string;
  readonly viewerIp: string;
}

/** A viewer's request in plain form. */
export interface PlainRequest {
  readonly method: string;
  /** The path, percent-encoding untouched, without the query. */
  readonly uri: string;
  /** The query as received, without its question mark; empty when there is none. */
  readonly query: string;
  /** All of them, `cookie` included. */
  readonly headers: Readonly<HeaderMap>;
}

/** A response's head in plain form. A function never sees the body (CF-5). */
export interface PlainResponseHead {
  readonly status: number;
  readonly statusDescription?: string;
  /** All of them, `set-cookie` included. */
  readonly headers: Readonly<HeaderMap>;
}

/** The event that a viewer-request function gets (CF-4). */
export function viewerRequestEvent(context: EventContext, request: PlainRequest): CloudFrontFunctionEvent {
  return {
    version: "1.0",
    context: contextOf("viewer-request", context),
    viewer: { ip: context.viewerIp },
    request: requestOf(request),
  };
}

/** The event that a viewer-response function gets: the request as the viewer-request function left it, and the response. */
export function viewerResponseEvent(
  place: EventContext,
  asked: PlainRequest,
  answered: PlainResponseHead,
): CloudFrontFunctionEvent {
  const { version, context, viewer, request, response } = new ViewerResponseEvent(place, asked, answered);
  return { version, context, viewer, request, response };
}

/** {@link viewerResponseEvent}, but what a function does not read is not made: one that adds headers reads the response. */
export class ViewerResponseEvent implements CloudFrontFunctionEvent {
  readonly version = "1.0";
  readonly response: FunctionResponse;

  constructor(
    private readonly place: EventContext,
    private readonly asked: PlainRequest,
    answered: PlainResponseHead,
  ) {
    this.response = responseOf(answered);
  }

  get context(): CloudFrontFunctionEvent["context"] {
    return contextOf("viewer-response", this.place);
  }

  get viewer(): CloudFrontFunctionEvent["viewer"] {
    return { ip: this.place.viewerIp };
  }

  get request(): FunctionRequest {
    return requestOf(this.asked);
  }
}

function contextOf(
  eventType: "viewer-request" | "viewer-response",
  { distributionDomainName, distributionId, requestId }: EventContext,
): CloudFrontFunctionEvent["context"] {
  return { distributionDomainName, distributionId, eventType, requestId };
}

function requestOf(request: PlainRequest): FunctionRequest {
  // HD-73.
  const headers = seenHeaders(request.headers);
  return {
    method: request.method,
    uri: seenText(request.uri),
    querystring: grouped(pairsOf(seenText(request.query), "&")),
    headers: headersOf(headers, "cookie"),
    cookies: grouped(valuesOf(headers["cookie"]).flatMap((line) => pairsOf(line, ";"))),
  };
}

function responseOf(response: PlainResponseHead): FunctionResponse {
  const headers = seenHeaders(response.headers);
  return {
    statusCode: response.status,
    ...(response.statusDescription === undefined ? {} : { statusDescription: response.statusDescription }),
    headers: headersOf(headers, "set-cookie"),
    cookies: grouped(valuesOf(headers["set-cookie"]).flatMap(setCookieOf)),
  };
}

interface Part {
  readonly name: string;
  readonly value: string;
  readonly attributes?: string;
}

/** Names stay as they are and nothing is decoded: a function sees what the viewer sent. */
function pairsOf(text: string, separator: "&" | ";"): Part[] {
  if (text === "") return [];
  return text
    .split(separator)
    .map((piece) => (separator === ";" ? piece.trim() : piece))
    .filter((piece) => piece !== "")
    .map((piece) => {
      const equals = piece.indexOf("=");
      return equals < 0 ? { name: piece, value: "" } : { name: piece.slice(0, equals), value: piece.slice(equals + 1) };
    });
}

function setCookieOf(line: string): Part[] {
  const semicolon = line.indexOf(";");
  const [pair] = pairsOf(semicolon < 0 ? line : line.slice(0, semicolon), ";");
  if (pair === undefined) return [];
  return [semicolon < 0 ? pair : { ...pair, attributes: line.slice(semicolon + 1).trim() }];
}

/** Several values of one name: `value` is the first, `multiValue` holds all in their order. */
function grouped(parts: readonly Part[]): Record<string, FunctionValue & { attributes?: string }> {
  const record: Record<string, FunctionValue & { attributes?: string }> = {};
  for (const { name, ...rest } of parts) {
    const first = Object.hasOwn(record, name) ? record[name] : undefined;
    if (first === undefined) put(record, name, rest);
    else if (first.multiValue === undefined) put(record, name, { ...first, multiValue: [{ ...first }, rest] });
    else first.multiValue.push(rest);
  }
  return record;
}

function headersOf(headers: Readonly<HeaderMap>, without: string): FunctionHeaders {
  const record: FunctionHeaders = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || name === without) continue;
    const [first] = typeof value === "string" ? [value] : value;
    if (first === undefined) continue;
    const several = typeof value !== "string" && value.length > 1;
    put(record, name, several ? { value: first, multiValue: value.map((one) => ({ value: one })) } : { value: first });
  }
  return record;
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** A parameter named `__proto__` is a parameter; for all others an assignment does the same, and ten times as fast. */
function put<T>(record: Record<string, T>, name: string, value: T): void {
  if (name !== "__proto__") record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
}
