import { headerValue, type Body, type HeaderMap } from "../http";
import type { OriginRequest } from "../s3/transport";
import type { CacheKey } from "./cacheKey";
import { isCloudFrontHeader, policyHeader } from "./cloudFrontHeaders";
import type { CompiledBehavior, CompiledOrigin } from "./compiled";
import { conditionalHeaders } from "./conditional";
import { selectCookies, selectQuery, selects } from "./selection";
import type { Switches } from "./switches";
import type { ViewerRequest } from "./viewerRequest";

/** What both members of a group are asked alike (FO-19). */
export interface OriginAsk {
  readonly method: string;
  /** Path without the origin's prefix, and the query that the policies let through. */
  readonly path: string;
  /** Whether the policies forward the whole query, so that functions on the origin events see it (LE-26). */
  readonly wholeQuery: boolean;
  readonly headers: Readonly<HeaderMap>;
  readonly viewerScheme: "http" | "https";
  readonly viewerAddress: string;
  /** Of a write; it is sent once (FO-25). */
  readonly body?: Body;
  /** Under which an Origin Shield keeps the answer; absent: it does not (FO-28). */
  readonly shieldKey?: string;
  /** Whether the behaviour's functions on the origin events run (SIM-4). */
  readonly functions: boolean;
}

export interface AskContext {
  readonly method: string;
  readonly key: CacheKey;
  /** The conditions to send: stored validators, the viewer's own, or none (HD-55, HD-56). */
  readonly conditions: Readonly<HeaderMap>;
  readonly range: string | undefined;
  readonly requestId: string;
  readonly viaName: string;
  /** Default: they run. */
  readonly functions?: boolean;
  readonly switches: Switches;
}

/** Never forwarded, whatever a policy names (HD 1.1, HD-95, HD-96); the last ones are set from what the edge knows. */
const neverForwarded: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "range",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-forwarded-proto",
  "x-real-ip",
  "accept-encoding",
  "cookie",
  "via",
  "x-amz-cf-id",
  "x-forwarded-for",
  ...conditionalHeaders,
]);

/** Forwarded under legacy settings; whether policies strip them is SIM-13. */
const legacyForwarded = ["cache-control", "pragma", "date", "from", "warning", "max-forwards", "request-range"];

/** The request towards the origins, before what is an origin's own (HD-1..12). */
export function originAsk(behavior: CompiledBehavior, request: ViewerRequest, context: AskContext): OriginAsk {
  const { forwarding } = behavior;
  const query = selectQuery(request.query, forwarding.query);
  const cookies = selectCookies(headerValue(request.headers, "cookie"), forwarding.cookies);
  const headers: HeaderMap = {
    // HD 1.1: set unless a policy forwards the viewer's own.
    "user-agent": "Amazon CloudFront",
    ...forwardedHeaders(behavior, request, context.switches),
  };
  if (request.body !== undefined) Object.assign(headers, bodyHeadersOf(request));
  Object.assign(headers, context.conditions);
  if (context.range !== undefined) headers["range"] = context.range;
  if (cookies !== "") headers["cookie"] = cookies;
  const encoding = acceptEncoding(behavior, request, context);
  if (encoding !== undefined) headers["accept-encoding"] = encoding;
  headers["x-amz-cf-id"] = context.requestId;
  headers["x-forwarded-for"] = joined(request.headers["x-forwarded-for"], ",", request.viewerAddress);
  headers["via"] = joined(request.headers["via"], ", ", `${viaVersion(request.httpVersion)} ${context.viaName}`);
  headers["connection"] = "Keep-Alive";
  return {
    method: context.method,
    // HD-70: the path goes as it came, whatever patterns were matched against.
    path: query === "" ? request.uri : `${request.uri}?${query}`,
    wholeQuery: forwarding.query.kind === "all",
    headers,
    viewerScheme: request.scheme,
    viewerAddress: request.viewerAddress,
    ...(request.body === undefined ? {} : { body: request.body }),
    functions: context.functions ?? true,
  };
}

/** The request to one origin: its prefix, its name, its headers and its identity (FO-19, HD-4, HD-15, HD-17, HD-26). */
export function originRequest(origin: CompiledOrigin, ask: OriginAsk): OriginRequest {
  const headers: HeaderMap = { host: origin.host, ...ask.headers };
  for (const [name, value] of origin.customHeaders) headers[name] = value;
  return {
    originId: origin.id,
    host: origin.host,
    secure: (origin.scheme === "viewer" ? ask.viewerScheme : origin.scheme) === "https",
    method: ask.method,
    path: `${origin.path}${ask.path}`,
    headers,
    ...(origin.principal === undefined ? {} : { principal: origin.principal }),
    ...(ask.body === undefined ? {} : { body: ask.body }),
  };
}

function forwardedHeaders(behavior: CompiledBehavior, request: ViewerRequest, switches: Switches): HeaderMap {
  const { forwarding } = behavior;
  const headers: HeaderMap = {};
  if (forwarding.headers.kind !== "none") {
    for (const [name, value] of Object.entries(request.headers)) {
      const own = neverForwarded.has(name) || isCloudFrontHeader(name) || name.startsWith("x-edge-");
      if (!own && selects(forwarding.headers, name)) headers[name] = value;
    }
  }
  for (const name of forwarding.cloudFrontHeaders) {
    const value = policyHeader(request, name);
    if (value !== undefined) headers[name] = value;
  }
  // HD 1.1: under legacy settings credentials reach the origin with what is not cached.
  const authorization = request.headers["authorization"];
  if (forwarding.legacy && authorization !== undefined && !behavior.cachedMethods.has(request.method)) {
    headers["authorization"] = authorization;
  }
  for (const name of legacyForwarded) {
    const value = request.headers[name];
    // SIM-13.
    if (value !== undefined && switches["policy-mode-headers"] === "legacy-table") headers[name] = value;
  }
  return headers;
}

/** HD-1: what describes the body goes with it, whatever the policies name. */
function bodyHeadersOf({ body, headers }: ViewerRequest): HeaderMap {
  const found: HeaderMap = {};
  if (body === undefined) return found;
  for (const name of describesBody) {
    const value = headers[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

const describesBody = ["content-type", "content-length", "content-md5", "content-encoding", "transfer-encoding"];

/** HD-9..12: normalised where a flag is on, `identity` where the viewer takes none of it, an ordinary header otherwise. */
function acceptEncoding(
  { forwarding }: CompiledBehavior,
  request: ViewerRequest,
  { key }: AskContext,
): string | undefined {
  const sent = headerValue(request.headers, "accept-encoding");
  if (sent === undefined || request.httpVersion === "1.0") return undefined;
  const { encoding, headers } = forwarding;
  if (encoding.gzip || encoding.brotli) return key.encoding ?? "identity";
  return selects(headers, "accept-encoding") ? sent : undefined;
}

function joined(before: string | readonly string[] | undefined, separator: string, own: string): string {
  if (before === undefined) return own;
  return [...(typeof before === "string" ? [before] : before), own].join(separator);
}

/** HD-5: the viewer's protocol version. */
function viaVersion(httpVersion: string): string {
  return httpVersion.includes(".") ? httpVersion : `${httpVersion}.0`;
}
