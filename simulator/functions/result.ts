import type { HeaderMap } from "../http";
import type { PlainRequest, PlainResponseHead } from "./event";
import { maximumViewerBodyBytes } from "../../aws/edgeFunctions";
import { readOnlyHeaders } from "../../aws/edgeHeaders";
import { sentHeaders, sentText } from "./headerText";
import {
  bodyFrom,
  checkHeaders,
  cookieHeaderFrom,
  type Fields,
  fieldsOf,
  headersFrom,
  queryFrom,
  ResultFault,
  setCookiesFrom,
  shown,
  stringOf,
} from "./returned";
import type { CloudFrontFunctionEvent } from "./runner";

/** A response that a function made or changed. */
export interface FunctionMadeResponse {
  readonly status: number;
  readonly statusDescription?: string;
  /** All of them, `set-cookie` included. */
  readonly headers: HeaderMap;
  /** Absent: the response keeps the body it has (CF-5). */
  readonly body?: Uint8Array;
}

/** What the answer breaks; the viewer gets 502 (CF-7). */
export interface InvalidResult {
  readonly kind: "invalid";
  readonly message: string;
}

export type ViewerRequestResult =
  | { readonly kind: "request"; readonly request: PlainRequest }
  | { readonly kind: "response"; readonly response: FunctionMadeResponse }
  | InvalidResult;

export type ViewerResponseResult =
  { readonly kind: "response"; readonly response: FunctionMadeResponse } | InvalidResult;

/**
 * What a viewer-request function answered with: the request to go on with, or the response to send at once. `original`
 * is the request its event was built from; query and cookies that the function left alone keep their exact text.
 */
export function viewerRequestResult(
  value: unknown,
  event: CloudFrontFunctionEvent,
  original: PlainRequest,
): ViewerRequestResult {
  return judged(() => {
    const fields = fieldsOf(value, "the function's result");
    if (fields["statusCode"] !== undefined) {
      const response = responseFrom(fields);
      checkHeaders(response.headers, {}, []);
      return { kind: "response", response: sent(response, {}) };
    }
    return { kind: "request", request: requestFrom(fields, event, original) };
  });
}

/**
 * What a viewer-response function answered with. Its status may differ from the response's (CF-5). `original` is the
 * response its event was built from; where it is given, cookies that the function left alone keep their exact lines.
 */
export function viewerResponseResult(
  value: unknown,
  event: CloudFrontFunctionEvent,
  original?: PlainResponseHead,
): ViewerResponseResult {
  return judged(() => {
    const fields = fieldsOf(value, "the function's result");
    const response = responseFrom(fields);
    const lines = original?.headers["set-cookie"];
    // An event without cookies may still have come from lines: those that hold no cookie at all.
    const kept = lines !== undefined && untouched(fields["cookies"], event.response?.cookies);
    const before = original?.headers ?? headersFrom(event.response?.headers, "headers");
    checkHeaders(response.headers, before, readOnlyHeaders["viewer-response"]);
    const made = sent(response, before);
    if (kept) made.headers["set-cookie"] = lines;
    return { kind: "response", response: made };
  });
}

/** HD-73. */
function sent(response: FunctionMadeResponse, received: Readonly<HeaderMap>): FunctionMadeResponse {
  return { ...response, headers: sentHeaders(response.headers, received) };
}

function judged<T>(judge: () => T): T | InvalidResult {
  try {
    return judge();
  } catch (fault) {
    if (fault instanceof ResultFault) return { kind: "invalid", message: fault.message };
    throw fault;
  }
}

function requestFrom(fields: Fields, event: CloudFrontFunctionEvent, original: PlainRequest): PlainRequest {
  const uri = stringOf(fields["uri"], "uri");
  if (!uri.startsWith("/") || /[?\s]/.test(uri)) {
    throw new ResultFault(`uri must be a path that starts with / and has no query, got ${shown(uri)}`);
  }
  const method = fields["method"] ?? original.method;
  if (method !== original.method) throw new ResultFault(`method is read-only, got ${shown(method)} (CF-4)`);

  const headers = headersFrom(fields["headers"], "headers");
  if (headers["cookie"] !== undefined) throw new ResultFault("cookies are set in cookies, not in the header cookie");
  checkHeaders(headers, original.headers, readOnlyHeaders["viewer-request"]);
  const kept = untouched(fields["cookies"], event.request.cookies);
  const made = kept ? undefined : cookieHeaderFrom(fields["cookies"], "cookies");
  if (made !== undefined) headers["cookie"] = made;
  // HD-73.
  const sending = sentHeaders(headers, original.headers);
  const cookie = original.headers["cookie"];
  if (kept && cookie !== undefined) sending["cookie"] = cookie;

  const query = untouched(fields["querystring"], event.request.querystring)
    ? original.query
    : sentText(queryFrom(fields["querystring"], "querystring"));
  return { method: original.method, uri: sentText(uri, original.uri), query, headers: sending };
}

/** Both came through JSON, and a function that leaves an object alone leaves the order of its fields alone. */
function untouched(value: unknown, before: unknown): boolean {
  return (isEmpty(value) && isEmpty(before)) || JSON.stringify(value) === JSON.stringify(before);
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const _ in value) return false;
  return true;
}

function responseFrom(fields: Fields): FunctionMadeResponse {
  const status = fields["statusCode"];
  if (typeof status !== "number" || !Number.isInteger(status) || status < 200 || status > 599) {
    throw new ResultFault(`statusCode must be a whole number from 200 to 599, got ${shown(status)}`);
  }
  const description = fields["statusDescription"];
  const headers = headersFrom(fields["headers"], "headers");
  const cookies = setCookiesFrom(fields["cookies"], "cookies");
  const [cookie] = cookies;
  // A line in `headers` is kept only where `cookies` says nothing: the event never shows it there.
  if (cookie !== undefined) headers["set-cookie"] = cookies.length > 1 ? cookies : cookie;
  const body = bodyFrom(fields["body"]);
  if (body !== undefined && body.byteLength > maximumViewerBodyBytes) {
    throw new ResultFault(`body must have at most ${maximumViewerBodyBytes} bytes, got ${body.byteLength} (LE-17)`);
  }
  return {
    status,
    ...(description === undefined ? {} : { statusDescription: stringOf(description, "statusDescription") }),
    headers,
    ...(body === undefined ? {} : { body }),
  };
}
