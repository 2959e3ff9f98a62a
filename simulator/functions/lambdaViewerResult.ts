import type { HeaderMap } from "../http";
import type { PlainRequest, PlainResponseHead } from "./event";
import { maximumViewerBodyBytes } from "../../aws/edgeFunctions";
import { readOnlyViewerLambdaHeaders } from "../../aws/edgeHeaders";
import { sentHeaders } from "./headerText";
import { replacedBody } from "./lambdaBody";
import {
  judgedLambda,
  lambdaHeadersFrom,
  type LambdaMadeResponse,
  lambdaResponseFrom,
  type NothingReturned,
  pathAndQueryFrom,
} from "./lambdaResult";
import type { InvalidResult } from "./result";
import { checkHeaders, type Fields, ResultFault, shown } from "./returned";

/** A viewer's request as its function left it. */
export interface LambdaLeftRequest extends PlainRequest {
  /** In the place of the viewer's own, where the function replaced it (LE-18). */
  readonly body?: Uint8Array;
}

export type LambdaViewerRequestResult =
  | { readonly kind: "request"; readonly request: LambdaLeftRequest }
  | { readonly kind: "response"; readonly response: LambdaMadeResponse }
  | NothingReturned
  | InvalidResult;

/** What a viewer-request function answered with: the request to go on with, or the response to send at once (PL-5). */
export function lambdaViewerRequestResult(value: unknown, original: PlainRequest): LambdaViewerRequestResult {
  return judgedLambda(value, (fields) => {
    if (fields["status"] === undefined) return { kind: "request", request: requestFrom(fields, original) };
    const response = lambdaResponseFrom(fields, maximumViewerBodyBytes);
    checkHeaders(response.headers, {}, []);
    const made = { ...response, headers: sentHeaders(response.headers, {}) };
    if (response.status === 204 && (response.body?.byteLength ?? 0) > 0) {
      throw new ResultFault("a response with status 204 may have no body (LE-13)");
    }
    return { kind: "response", response: made };
  });
}

/**
 * What a viewer-response function answered with. The status is not its own to change (LE-12): `status` says what becomes of
 * an answer that does (SIM-32). A body is not taken from it.
 */
export function lambdaViewerResponseResult(
  value: unknown,
  original: PlainResponseHead,
  status: "502" | "ignored",
):
  | { readonly kind: "response"; readonly response: { readonly status: number; readonly headers: HeaderMap } }
  | NothingReturned
  | InvalidResult {
  return judgedLambda(value, (fields) => {
    const response = lambdaResponseFrom(fields, maximumViewerBodyBytes);
    if (response.status !== original.status && status === "502") {
      throw new ResultFault(`status must stay ${original.status} on viewer-response, got ${response.status} (LE-12)`);
    }
    checkHeaders(response.headers, original.headers, readOnlyViewerLambdaHeaders["viewer-response"]);
    const headers = sentHeaders(response.headers, original.headers);
    return { kind: "response", response: { status: original.status, headers } };
  });
}

function requestFrom(fields: Fields, original: PlainRequest): LambdaLeftRequest {
  const { uri, query } = pathAndQueryFrom(fields, original);
  const method = fields["method"] ?? original.method;
  if (method !== original.method) throw new ResultFault(`method is read-only, got ${shown(method)} (LE-15)`);
  const given = lambdaHeadersFrom(fields["headers"]);
  checkHeaders(given, original.headers, readOnlyViewerLambdaHeaders["viewer-request"]);
  const headers = sentHeaders(given, original.headers);
  const body = replacedBody(fields["body"], maximumViewerBodyBytes);
  return { method: original.method, uri, query, headers, ...(body === undefined ? {} : { body }) };
}
