import type { LambdaOrigin } from "../functions/runner";
import { lambdaHeaders, type PlainOriginRequest } from "../functions/lambdaEvent";
import type { HeaderMap } from "../http";
import { regionOfHost } from "../model/members";
import type { CompiledOrigin } from "./compiled";
import type { OriginAsk } from "./originRequest";

/** Of the connection to the origin: no event shows them, and no function takes them away (LE-3). */
const hidden = ["connection", "x-amz-cf-id"] as const;

/** A member's request as its function sees it: the origin's name is the host, its own path is apart (LE-3). */
export function lambdaRequestOf(origin: CompiledOrigin, ask: OriginAsk): PlainOriginRequest {
  const mark = ask.path.indexOf("?");
  const headers: HeaderMap = { host: origin.host, ...ask.headers };
  for (const name of hidden) Reflect.deleteProperty(headers, name);
  return {
    method: ask.method,
    uri: mark < 0 ? ask.path : ask.path.slice(0, mark),
    query: mark < 0 ? "" : ask.path.slice(mark + 1),
    headers,
    origin: lambdaOriginOf(origin, ask.viewerScheme),
  };
}

/** The member and the request as the function left them. */
export function asLeft(
  origin: CompiledOrigin,
  ask: OriginAsk,
  { uri, query, headers, origin: left }: PlainOriginRequest,
): { readonly origin: CompiledOrigin; readonly ask: OriginAsk } {
  const kept: HeaderMap = { ...headers };
  for (const name of hidden) {
    const value = ask.headers[name];
    if (value !== undefined) kept[name] = value;
  }
  const place = left.s3 ?? left.custom;
  return {
    origin: place === undefined ? origin : { ...origin, host: place.domainName, path: place.path },
    ask: { ...ask, path: query === "" ? uri : `${uri}?${query}`, headers: kept },
  };
}

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
