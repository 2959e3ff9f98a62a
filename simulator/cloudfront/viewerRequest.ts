import type { Body, HeaderMap } from "../http";
import type { EdgeRequest } from "./exchange";

/** A request on its way through the edge: as the viewer sent it, then as a viewer-request function left it. */
export interface ViewerRequest {
  readonly method: string;
  /** The path, percent-encoding untouched, without the query. */
  readonly uri: string;
  /** Without its question mark; empty when there is none. */
  readonly query: string;
  /** As the viewer sent it; absent where there is no question mark (CF-20). */
  readonly rawQuery?: string;
  readonly headers: Readonly<HeaderMap>;
  readonly scheme: "http" | "https";
  readonly httpVersion: string;
  readonly viewerAddress: string;
  readonly viewerCountry?: string;
  /** Of a write. */
  readonly body?: Body;
}

export function viewerRequestOf({
  path,
  method,
  headers,
  scheme,
  httpVersion,
  viewerAddress,
  viewerCountry,
  body,
}: EdgeRequest): ViewerRequest {
  const mark = path.indexOf("?");
  const rawQuery = mark < 0 ? undefined : path.slice(mark + 1);
  const request: { -readonly [K in keyof ViewerRequest]: ViewerRequest[K] } = {
    method,
    uri: mark < 0 ? path : path.slice(0, mark),
    query: rawQuery ?? "",
    headers,
    scheme,
    httpVersion,
    viewerAddress,
  };
  if (rawQuery !== undefined) request.rawQuery = rawQuery;
  if (viewerCountry !== undefined) request.viewerCountry = viewerCountry;
  if (body !== undefined) request.body = body;
  return request;
}

/** The default root object stands in for the root path alone, never for a folder (PL-4). */
export function withRootObject(request: ViewerRequest, rootObject: string): ViewerRequest {
  return request.uri === "/" && rootObject !== "" ? { ...request, uri: `/${rootObject}` } : request;
}
