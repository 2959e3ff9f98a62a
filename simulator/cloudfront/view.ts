import { headerValue, type Body, type HeaderMap } from "../http";
import { ArrivingBody, sliced } from "./arrivingBody";
import { evaluateConditions, ifRangeHolds } from "./conditional";
import { contentRange, cutFrom, multipartBody, parseRange, type ByteRange } from "./ranges";
import type { Served } from "./served";
import type { Switches } from "./switches";
import type { ViewerRequest } from "./viewerRequest";

/** One viewer's response, its headers its own. */
export interface View {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Body;
  /** The edge itself made an error of it. */
  readonly error: boolean;
}

/** A view whose body nobody reads yet. */
interface Draft extends Omit<View, "body"> {
  readonly body: Uint8Array | ArrivingBody;
  /** What of an arriving body is wanted. */
  readonly part?: ByteRange;
}

const nothing = new Uint8Array();

/** Of a 304 only what RFC 9110, 15.4.5 names and what says nothing about a body. */
const bodyHeaders = ["content-length", "content-type", "content-encoding", "content-range", "content-language"];

/** What one viewer receives of an object: its conditions, range and method applied (HD-53..64). */
export function viewOf({ response, whole }: Served, request: ViewerRequest, switches: Switches): View {
  const headers: HeaderMap = { ...response.headers };
  const { length } = response;
  if (length !== undefined) headers["content-length"] = String(length);
  const draft: Draft = { status: response.status, headers, body: response.body, error: response.error };
  const judgement =
    request.method === "HEAD"
      ? judged({ ...draft, body: nothing }, length, whole, request, switches)
      : judged(draft, length, whole, request, switches);
  // What no viewer reads comes all the same when the cache is to have it (HD-55, HD-58).
  if (response.body instanceof ArrivingBody && judgement.body === nothing) response.body.drain();
  return opened(judgement);
}

/** From here on the viewer is one of those who read an arriving body. */
function opened({ status, headers, body, part, error }: Draft): View {
  if (body instanceof Uint8Array) return { status, headers, body, error };
  const reader = body.reader();
  return { status, headers, body: part === undefined ? reader : sliced(reader, part.first, part.last), error };
}

function judged(
  view: Draft,
  length: number | undefined,
  whole: boolean,
  request: ViewerRequest,
  switches: Switches,
): Draft {
  const { method } = request;
  if (view.status === 206 && method === "GET") return narrowed(view, request, switches);
  if (!whole || view.status !== 200 || (method !== "GET" && method !== "HEAD")) return view;
  // SIM-16: a condition on tags alone compares any.
  const comparison = request.headers["if-none-match"] === undefined ? "weak" : switches["edge-304"];
  const condition = evaluateConditions(request.headers, view.headers, comparison);
  if (condition === 304) return { ...view, status: 304, headers: without(view.headers, bodyHeaders), body: nothing };
  if (condition === 412) return emptied(view, 412);
  // HD-64: a range on HEAD is ignored.
  return method === "GET" ? ranged(view, length, request, switches) : view;
}

function ranged(view: Draft, length: number | undefined, { headers }: ViewerRequest, switches: Switches): Draft {
  const header = headerValue(headers, "range");
  if (header === undefined || !ifRangeHolds(headerValue(headers, "if-range"), view.headers)) return view;
  const total = view.body instanceof Uint8Array ? view.body.byteLength : length;
  // HD-60: nobody knows yet how long it will be.
  if (total === undefined) return view;
  const asked = parseRange(header, total);
  if (asked.kind === "whole") return view;
  if (asked.kind === "unsatisfiable") {
    const refused = emptied(view, 416);
    return { ...refused, headers: { ...refused.headers, "content-range": `bytes */${total}` } };
  }
  const [first, ...others] = asked.ranges;
  if (others.length > 0) {
    const whole = switches["multi-range"] === "multipart" ? wholeOf(view.body) : undefined;
    return whole === undefined ? view : inParts(view, whole, asked.ranges);
  }
  const body = view.body instanceof Uint8Array ? view.body.subarray(first.first, first.last + 1) : view.body;
  return {
    ...view,
    status: 206,
    headers: {
      ...view.headers,
      "content-range": contentRange(first, total),
      "content-length": String(first.last - first.first + 1),
    },
    body,
    part: first,
  };
}

/** All of a body that is there; undefined for one that is still arriving. */
function wholeOf(body: Draft["body"]): Uint8Array | undefined {
  return body instanceof Uint8Array ? body : body.inOne();
}

/** SIM-17: what is wider than the viewer asked for is cut. */
function narrowed(view: Draft, { headers }: ViewerRequest, switches: Switches): Draft {
  const asked = headerValue(headers, "range") ?? "";
  const part = headerValue(view.headers, "content-range") ?? "";
  if (switches["range-fetch"] !== "aligned-1MiB") return view;
  const cut = cutFrom(asked, part);
  if (cut === undefined) return view;
  if (cut === "unsatisfiable") {
    const refused = emptied(view, 416);
    return {
      ...refused,
      headers: { ...refused.headers, "content-range": `bytes */${part.slice(part.indexOf("/") + 1)}` },
    };
  }
  const { first, last } = cut.place;
  const length = { "content-range": cut.contentRange, "content-length": String(last - first + 1) };
  const own = { ...view, headers: { ...view.headers, ...length } };
  if (view.body instanceof Uint8Array) return { ...own, body: view.body.subarray(first, last + 1) };
  return { ...own, body: view.body, part: cut.place };
}

function inParts(view: Draft, whole: Uint8Array, ranges: Parameters<typeof multipartBody>[1]): Draft {
  const boundary = "CloudFront:multipart";
  const type = headerValue(view.headers, "content-type") ?? "application/octet-stream";
  const body = multipartBody(whole, ranges, type, boundary);
  return {
    ...view,
    status: 206,
    headers: {
      ...view.headers,
      "content-type": `multipart/byteranges; boundary="${boundary}"`,
      "content-length": String(body.byteLength),
    },
    body,
  };
}

/** An error that the edge makes of a stored object: its validators stay, its body goes. */
function emptied(view: Draft, status: number): Draft {
  const headers = { ...without(view.headers, bodyHeaders), "content-length": "0" };
  return { status, headers, body: nothing, error: true };
}

function without(headers: HeaderMap, names: readonly string[]): HeaderMap {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
