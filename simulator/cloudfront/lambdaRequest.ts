import { lambdaBody } from "../functions/lambdaBody";
import { lambdaHeaders, type PlainOriginRequest } from "../functions/lambdaEvent";
import type { LeftOriginRequest } from "../functions/lambdaResult";
import type { LambdaBody, LambdaOrigin } from "../functions/runner";
import type { Body, HeaderMap } from "../http";
import { regionOfHost } from "../model/members";
import type { CompiledOrigin } from "./compiled";
import type { OriginAsk } from "./originRequest";
import { peekedBody } from "./peekedBody";
import type { EdgeRuntime } from "./runtime";

/** Of the connection to the origin: no event shows them, and no function takes them away (LE-3). */
const hidden = ["connection", "x-amz-cf-id"] as const;

/**
 * What a function is shown of a request's body, and the body that goes on in the place of the one that was looked into
 * (LE-18).
 */
export async function bodyShown(
  { clock }: Pick<EdgeRuntime, "clock">,
  body: Body | undefined,
  maximumBytes: number,
): Promise<{ readonly event: LambdaBody; readonly body?: Body }> {
  if (body === undefined) return { event: lambdaBody(new Uint8Array(), maximumBytes) };
  const peeked = await clock.external(peekedBody(body, maximumBytes));
  return { event: lambdaBody(peeked.head, maximumBytes), body: peeked.body };
}

/** A function that replaces a body replaces its length with it (LE-18). */
export function headersOfBody(headers: Readonly<HeaderMap>, body: Uint8Array): HeaderMap {
  const { "transfer-encoding": _, ...rest } = headers;
  return { ...rest, "content-length": String(body.byteLength) };
}

/** A member's request as its function sees it: the origin's name is the host, its own path is apart (LE-3). */
export function lambdaRequestOf(origin: CompiledOrigin, ask: OriginAsk): PlainOriginRequest {
  const mark = ask.path.indexOf("?");
  const headers: HeaderMap = { host: origin.host, ...ask.headers };
  for (const name of hidden) Reflect.deleteProperty(headers, name);
  return {
    method: ask.method,
    uri: mark < 0 ? ask.path : ask.path.slice(0, mark),
    // LE-26.
    query: ask.wholeQuery ? queryOf(ask) : "",
    headers,
    origin: lambdaOriginOf(origin, ask.viewerScheme),
  };
}

function queryOf({ path }: OriginAsk): string {
  const mark = path.indexOf("?");
  return mark < 0 ? "" : path.slice(mark + 1);
}

/** The member and the request as the function left them. */
export function asLeft(
  origin: CompiledOrigin,
  ask: OriginAsk,
  { uri, query, headers, origin: left, body }: LeftOriginRequest,
): { readonly origin: CompiledOrigin; readonly ask: OriginAsk } {
  const kept: HeaderMap = { ...headers };
  for (const name of hidden) {
    const value = ask.headers[name];
    if (value !== undefined) kept[name] = value;
  }
  // A query that the function was not shown goes on, unless it has made one (LE-26).
  const sent = query === "" && !ask.wholeQuery ? queryOf(ask) : query;
  return {
    origin: originAsLeft(origin, left.s3 ?? left.custom),
    ask: {
      ...ask,
      path: sent === "" ? uri : `${uri}?${sent}`,
      ...(body === undefined ? { headers: kept } : { headers: headersOfBody(kept, body), body }),
    },
  };
}

/** LE-25: access control is for the origin that the distribution has, and does not follow the function to another. */
function originAsLeft(
  origin: CompiledOrigin,
  place: { readonly domainName: string; readonly path: string } | undefined,
): CompiledOrigin {
  if (place === undefined) return origin;
  const { principal, ...rest } = origin;
  const follows = place.domainName === origin.host || principal?.type === "origin-access-identity";
  return {
    ...rest,
    host: place.domainName,
    path: place.path,
    ...(principal === undefined || !follows ? {} : { principal }),
  };
}

/** OB-5: by it a function can tell which member it runs for. */
function lambdaOriginOf(origin: CompiledOrigin, viewerScheme: "http" | "https"): LambdaOrigin {
  const place = {
    domainName: origin.host,
    path: origin.path,
    customHeaders: lambdaHeaders(Object.fromEntries(origin.customHeaders)),
  };
  if (origin.s3) {
    return {
      s3: {
        ...place,
        // LE-25: it knows an identity or nothing.
        authMethod: origin.principal?.type === "origin-access-identity" ? "origin-access-identity" : "none",
        region: regionOfHost(origin.host) ?? "",
      },
    };
  }
  const protocol = origin.scheme === "viewer" ? viewerScheme : origin.scheme;
  return {
    custom: {
      ...place,
      port: protocol === "https" ? 443 : 80,
      protocol,
      readTimeout: origin.readTimeoutMs / 1000,
      // CloudFront's own defaults: the model keeps neither.
      keepaliveTimeout: 5,
      sslProtocols: ["TLSv1.2"],
    },
  };
}
