import { headerValue, type HeaderMap } from "../http";
import type { CorsRule } from "../model/corsRule";
import { accessForbidden, badRequest } from "./errors";
import { refusal, type Reply } from "./reply";

/** The methods that a preflight may ask for, in this case only (HD-81). */
const methods: readonly string[] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

/** S3's answer to OPTIONS, of a bucket or of a key that need not exist; it looks at nobody's credentials (HD-80..83). */
export function preflight(
  headers: Readonly<HeaderMap>,
  bucket: { readonly cors: readonly CorsRule[] } | undefined,
): Reply {
  const origin = headerValue(headers, "origin");
  const method = headerValue(headers, "access-control-request-method");
  // HD-80; HD-85: so it is at both buckets when the edge does not forward it.
  if (origin === undefined) return refusal(badRequest("Insufficient information. Origin request header needed."));
  // HD-82
  if (bucket === undefined || bucket.cors.length === 0) {
    const why = bucket === undefined ? "Bucket not found" : "CORS is not enabled for this bucket.";
    return refusal(accessForbidden(`CORSResponse: ${why}`, method ?? "OPTIONS"));
  }
  // HD-81
  if (method === undefined || !methods.includes(method)) {
    return refusal(badRequest(`Invalid Access-Control-Request-Method: ${method ?? "null"}`));
  }
  const rule = ruleFor(bucket.cors, { origin, method, headers: requestedHeaders(headers) });
  // HD-83
  if (rule === undefined) {
    return refusal(
      accessForbidden(
        "CORSResponse: This CORS request is not allowed. Origin, method or headers are in no rule of the bucket.",
        method,
      ),
    );
  }
  const answer = { ...grantOf(rule, origin, requestedHeaders(headers)), "content-length": "0" };
  return { kind: "success", status: 200, headers: answer, body: new Uint8Array() };
}

/** HD-84: what a rule that matches adds to any other answer, a refusal too; without one the answer stays as it is. */
export function withCors(
  reply: Reply,
  { method, headers }: { readonly method: string; readonly headers: Readonly<HeaderMap> },
  rules: readonly CorsRule[],
): Reply {
  const origin = headerValue(headers, "origin");
  if (origin === undefined || reply.kind === "no-website") return reply;
  const asked = requestedHeaders(headers);
  const rule = ruleFor(rules, {
    origin,
    method: headerValue(headers, "access-control-request-method") ?? method,
    headers: asked,
  });
  if (rule === undefined) return reply;
  const granted = grantOf(rule, origin, asked);
  if (reply.kind === "success") return { ...reply, headers: { ...reply.headers, ...granted } };
  return refusal({ ...reply.error, headers: { ...reply.error.headers, ...granted } });
}

/** What a page elsewhere wants to do. */
export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** In lower case. */
  readonly headers: readonly string[];
}

/** HD-83: the first rule that has the origin, the method and every header. */
export function ruleFor(rules: readonly CorsRule[], { origin, method, headers }: CorsRequest): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.allowedOrigins.some((pattern) => fits(pattern, origin)) &&
      rule.allowedMethods.includes(method) &&
      headers.every((name) => rule.allowedHeaders.some((pattern) => fits(pattern.toLowerCase(), name))),
  );
}

/** HD-83, HD-52. A rule for everybody is told as such, and then with nobody's credentials. */
function grantOf(rule: CorsRule, origin: string, asked: readonly string[]): HeaderMap {
  const everybody = rule.allowedOrigins.find((pattern) => fits(pattern, origin)) === "*";
  return {
    "access-control-allow-origin": everybody ? "*" : origin,
    "access-control-allow-methods": rule.allowedMethods.join(", "),
    ...(asked.length === 0 ? {} : { "access-control-allow-headers": asked.join(", ") }),
    ...(rule.exposeHeaders.length === 0 ? {} : { "access-control-expose-headers": rule.exposeHeaders.join(", ") }),
    ...(rule.maxAgeSeconds === undefined ? {} : { "access-control-max-age": String(rule.maxAgeSeconds) }),
    ...(everybody ? {} : { "access-control-allow-credentials": "true" }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

function requestedHeaders(headers: Readonly<HeaderMap>): readonly string[] {
  return (headerValue(headers, "access-control-request-headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}

/** A `*` stands for any characters, none too. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
