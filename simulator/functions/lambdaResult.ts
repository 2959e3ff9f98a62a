import type { HeaderMap } from "../http";
import { maximumOriginBodyBytes } from "../../aws/edgeFunctions";
import { readOnlyLambdaHeaders } from "../../aws/edgeHeaders";
import { sentHeaders, sentText } from "./headerText";
import { isBase64, replacedBody } from "./lambdaBody";
import type { PlainOriginRequest, PlainOriginResponse } from "./lambdaEvent";
import { checkHeaders, type Fields, fieldsOf, optionalFieldsOf, ResultFault, shown, stringOf } from "./returned";
import type { InvalidResult } from "./result";
import type { LambdaOrigin } from "./runner";

/** A response that a Lambda function made or changed. */
export interface LambdaMadeResponse {
  readonly status: number;
  readonly headers: HeaderMap;
  /** Absent: the response keeps the body it has. */
  readonly body?: Uint8Array;
}

/** The answer is nothing at all: that counts as the function's failure (LE-9). */
export interface NothingReturned {
  readonly kind: "nothing";
}

/** A request to an origin as its function left it. */
export interface LeftOriginRequest extends Omit<PlainOriginRequest, "body"> {
  /** In the place of the viewer's own, where the function replaced it (LE-18). */
  readonly body?: Uint8Array;
}

export type OriginRequestResult =
  | { readonly kind: "request"; readonly request: LeftOriginRequest }
  | { readonly kind: "response"; readonly response: LambdaMadeResponse }
  | NothingReturned
  | InvalidResult;

export type OriginResponseResult =
  { readonly kind: "response"; readonly response: LambdaMadeResponse } | NothingReturned | InvalidResult;

/** What an origin-request function answered with: the request to go on with, or a response in the origin's place (LE-8). */
export function originRequestResult(value: unknown, original: PlainOriginRequest): OriginRequestResult {
  return judgedLambda(value, (fields) => {
    if (fields["status"] !== undefined) {
      const response = lambdaResponseFrom(fields, maximumOriginBodyBytes);
      checkHeaders(response.headers, {}, []);
      const headers = sentHeaders(response.headers, {});
      return { kind: "response", response: { ...response, headers, body: response.body ?? new Uint8Array() } };
    }
    return { kind: "request", request: requestFrom(fields, original) };
  });
}

/** What an origin-response function answered with: it is what the edge goes on with (LE-4). */
export function originResponseResult(value: unknown, original: PlainOriginResponse): OriginResponseResult {
  return judgedLambda(value, (fields) => {
    const response = lambdaResponseFrom(fields, maximumOriginBodyBytes);
    checkHeaders(response.headers, original.headers, readOnlyLambdaHeaders["origin-response"]);
    return { kind: "response", response: { ...response, headers: sentHeaders(response.headers, original.headers) } };
  });
}

/** Judges what a Lambda function returned; an answer that is none is told from one that is not valid (LE-9). */
export function judgedLambda<T>(value: unknown, judge: (fields: Fields) => T): T | NothingReturned | InvalidResult {
  if (value === undefined || value === null) return { kind: "nothing" };
  try {
    return judge(fieldsOf(value, "the function's result"));
  } catch (fault) {
    if (fault instanceof ResultFault) return { kind: "invalid", message: fault.message };
    throw fault;
  }
}

function requestFrom(fields: Fields, original: PlainOriginRequest): LeftOriginRequest {
  const { uri, query } = pathAndQueryFrom(fields, original);
  const method = fields["method"] ?? original.method;
  if (method !== original.method) throw new ResultFault(`method is read-only, got ${shown(method)} (LE-15)`);
  const given = lambdaHeadersFrom(fields["headers"]);
  checkHeaders(given, original.headers, readOnlyLambdaHeaders["origin-request"]);
  const headers = sentHeaders(given, original.headers);
  const origin = originFrom(fields["origin"], original.origin);
  const body = replacedBody(fields["body"], maximumOriginBodyBytes);
  return { method: original.method, uri, query, headers, origin, ...(body === undefined ? {} : { body }) };
}

/** `uri` and `querystring` of a request as a function left it (HD-73). */
export function pathAndQueryFrom(
  fields: Fields,
  original: { readonly uri: string; readonly query: string },
): { readonly uri: string; readonly query: string } {
  const uri = stringOf(fields["uri"], "uri");
  if (!uri.startsWith("/") || /[?\s]/.test(uri)) {
    throw new ResultFault(`uri must be a path that starts with / and has no query, got ${shown(uri)}`);
  }
  const query = stringOf(fields["querystring"] ?? "", "querystring");
  if (/[\s#]/.test(query)) throw new ResultFault(`querystring must be percent-encoded, got ${shown(query)}`);
  return { uri: sentText(uri, original.uri), query: sentText(query, original.query) };
}

/** Only where it leads and what it is told: the rest of an origin keeps what the distribution says. */
function originFrom(value: unknown, original: LambdaOrigin): LambdaOrigin {
  const fields = optionalFieldsOf(value, "origin");
  const s3 = fields["s3"];
  const custom = fields["custom"];
  if (s3 !== undefined && custom !== undefined) throw new ResultFault("origin must be s3 or custom, got both");
  const changed = optionalFieldsOf(s3 ?? custom, "origin");
  const part = {
    ...(changed["domainName"] === undefined ? {} : { domainName: stringOf(changed["domainName"], "domainName") }),
    ...(changed["path"] === undefined ? {} : { path: stringOf(changed["path"], "path") }),
  };
  if (original.s3 !== undefined) {
    if (custom !== undefined) throw new ResultFault("origin.custom in the place of origin.s3 is not modelled yet");
    return { s3: { ...original.s3, ...part } };
  }
  if (s3 !== undefined) throw new ResultFault("origin.s3 in the place of origin.custom is not modelled yet");
  return original.custom === undefined ? {} : { custom: { ...original.custom, ...part } };
}

/** A response that a function made or changed, its body within the limit of its event (LE-13, LE-17). */
export function lambdaResponseFrom(fields: Fields, maximumBytes: number): LambdaMadeResponse {
  // A number is taken as well: functions in use return both.
  const status = Number(fields["status"]);
  if (!/^\d{3}$/.test(String(fields["status"])) || status < 200 || status > 599) {
    throw new ResultFault(`status must be from 200 to 599, got ${shown(fields["status"])} (LE-13)`);
  }
  const description = fields["statusDescription"];
  if (description !== undefined) stringOf(description, "statusDescription");
  const headers = lambdaHeadersFrom(fields["headers"]);
  const body = bodyFrom(fields, maximumBytes);
  return { status, headers, ...(body === undefined ? {} : { body }) };
}

function bodyFrom(fields: Fields, maximumBytes: number): Uint8Array | undefined {
  if (fields["body"] === undefined) return undefined;
  const text = stringOf(fields["body"], "body");
  const encoding = fields["bodyEncoding"] ?? "text";
  if (encoding !== "text" && encoding !== "base64") {
    throw new ResultFault(`bodyEncoding must be text or base64, got ${shown(encoding)}`);
  }
  if (encoding === "base64" && !isBase64(text)) throw new ResultFault("body is not base64");
  const body = Buffer.from(text, encoding === "text" ? "utf8" : "base64");
  if (body.byteLength > maximumBytes) {
    throw new ResultFault(`body must have at most ${maximumBytes} bytes, got ${body.byteLength} (LE-17)`);
  }
  return body;
}

const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** The headers as HTTP has them: each a list of `{ key, value }` under its name in lower case. */
export function lambdaHeadersFrom(value: unknown): HeaderMap {
  const headers: HeaderMap = {};
  for (const [name, entry] of Object.entries(optionalFieldsOf(value, "headers"))) {
    const place = `headers[${JSON.stringify(name)}]`;
    if (!token.test(name)) throw new ResultFault(`${place}: this is not the name of a header in lower case`);
    if (!Array.isArray(entry)) throw new ResultFault(`${place} must be a list of { key, value }, got ${shown(entry)}`);
    const values = entry.map((one: unknown) => valueFrom(name, one, place));
    const [first] = values;
    if (first === undefined) continue;
    const held = values.length > 1 ? values : first;
    Object.defineProperty(headers, name, { value: held, enumerable: true, writable: true, configurable: true });
  }
  return headers;
}

function valueFrom(name: string, entry: unknown, place: string): string {
  const { key, value } = fieldsOf(entry, place);
  if (key !== undefined && stringOf(key, `${place}.key`).toLowerCase() !== name) {
    throw new ResultFault(`${place}.key must be the same name, got ${shown(key)}`);
  }
  const text = stringOf(value, `${place}.value`);
  if (/[\0\r\n]/.test(text)) throw new ResultFault(`${place}: a value may not contain a line break or NUL`);
  return text;
}
