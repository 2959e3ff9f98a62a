import { headerValue, type HeaderMap } from "../http";
import { evaluateConditions, ifRangeHolds } from "./conditional";
import { contentRange, multipartBody, parseRange } from "./ranges";
import type { Served } from "./served";
import type { Switches } from "./switches";
import type { ViewerRequest } from "./viewerRequest";

/** One viewer's response, its headers its own. */
export interface View {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Uint8Array;
  /** The edge itself made an error of it. */
  readonly error: boolean;
}

const nothing = new Uint8Array();

/** Of a 304 only what RFC 9110, 15.4.5 names and what says nothing about a body. */
const bodyHeaders = ["content-length", "content-type", "content-encoding", "content-range", "content-language"];

/** What one viewer receives of an object: its conditions, range and method applied (HD-53..64). */
export function viewOf({ response, whole }: Served, request: ViewerRequest, switches: Switches): View {
  const headers: HeaderMap = { ...response.headers };
  const { length } = response;
  if (length !== undefined) headers["content-length"] = String(length);
  const view: View = { status: response.status, headers, body: response.body, error: response.error };
  if (request.method === "HEAD") return judged({ ...view, body: nothing }, whole, request, switches);
  return judged(view, whole, request, switches);
}

function judged(view: View, whole: boolean, request: ViewerRequest, switches: Switches): View {
  const { method } = request;
  if (!whole || view.status !== 200 || (method !== "GET" && method !== "HEAD")) return view;
  const condition = evaluateConditions(request.headers, view.headers, switches["edge-304"]);
  if (condition === 304) return { ...view, status: 304, headers: without(view.headers, bodyHeaders), body: nothing };
  if (condition === 412) return emptied(view, 412);
  // HD-64: a range on HEAD is ignored.
  return method === "GET" ? ranged(view, request, switches) : view;
}

function ranged(view: View, { headers }: ViewerRequest, switches: Switches): View {
  const header = headerValue(headers, "range");
  if (header === undefined || !ifRangeHolds(headerValue(headers, "if-range"), view.headers)) return view;
  const total = view.body.byteLength;
  const asked = parseRange(header, total);
  if (asked.kind === "whole") return view;
  if (asked.kind === "unsatisfiable") {
    const refused = emptied(view, 416);
    return { ...refused, headers: { ...refused.headers, "content-range": `bytes */${total}` } };
  }
  const [first, ...others] = asked.ranges;
  if (others.length > 0) return switches["multi-range"] === "whole" ? view : inParts(view, asked.ranges);
  const body = view.body.subarray(first.first, first.last + 1);
  return {
    ...view,
    status: 206,
    headers: {
      ...view.headers,
      "content-range": contentRange(first, total),
      "content-length": String(body.byteLength),
    },
    body,
  };
}

function inParts(view: View, ranges: Parameters<typeof multipartBody>[1]): View {
  const boundary = "CloudFront:multipart";
  const type = headerValue(view.headers, "content-type") ?? "application/octet-stream";
  const body = multipartBody(view.body, ranges, type, boundary);
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
function emptied(view: View, status: number): View {
  const headers = { ...without(view.headers, bodyHeaders), "content-length": "0" };
  return { status, headers, body: nothing, error: true };
}

function without(headers: HeaderMap, names: readonly string[]): HeaderMap {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
