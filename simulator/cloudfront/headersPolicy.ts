import { headerValue, type HeaderMap } from "../http";
import type { CompiledCors, CompiledHeadersPolicy } from "./compileHeadersPolicy";
import type { ViewerRequest } from "./viewerRequest";

/**
 * Applies a response headers policy to the headers that one viewer gets, which are no cached copy's (RH-6), and returns
 * them (PL-11): removals first (RH-5), then additions, which replace the origin's value only with override (RH-3).
 */
export function applyHeadersPolicy(
  result: HeaderMap,
  policy: CompiledHeadersPolicy | undefined,
  request: ViewerRequest,
): HeaderMap {
  if (policy === undefined) return result;
  for (const name of policy.remove) Reflect.deleteProperty(result, name);
  for (const { name, value, override } of policy.add) {
    if (override || result[name] === undefined) result[name] = value;
  }
  if (policy.cors !== undefined) applyCors(result, policy.cors, request);
  return result;
}

const corsPrefix = "access-control-";

function applyCors(result: HeaderMap, cors: CompiledCors, request: ViewerRequest): void {
  const origin = headerValue(request.headers, "origin");
  if (origin === undefined) return;
  // RH-3: without override the CORS headers are all the origin's or all the policy's.
  const own = Object.keys(result).filter((name) => name.startsWith(corsPrefix));
  if (own.length > 0 && !cors.override) return;
  const allowed = allowedOrigin(cors, origin);
  if (allowed === undefined) return;
  for (const name of own) Reflect.deleteProperty(result, name);
  result["access-control-allow-origin"] = allowed;
  if (allowed !== "*") result["vary"] = varyBy(result["vary"], "Origin");
  for (const [name, value] of cors.always) result[name] = value;
  const preflight = request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
  if (preflight) for (const [name, value] of cors.preflight) result[name] = value;
}

/** `*`, or the viewer's own origin when the list holds it; a list entry may have one `*` for a host's first label. */
function allowedOrigin(cors: CompiledCors, origin: string): string | undefined {
  if (cors.origins.includes("*")) return cors.credentials ? origin : "*";
  const matches = cors.origins.some((pattern) => {
    const star = pattern.indexOf("*");
    if (star < 0) return pattern === origin || pattern === origin.replace(/^https?:\/\//, "");
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    const target = before.includes("://") ? origin : origin.replace(/^https?:\/\//, "");
    return target.length > before.length + after.length && target.startsWith(before) && target.endsWith(after);
  });
  return matches ? origin : undefined;
}

/** `Vary` with one more name, unless it is there already. */
export function varyBy(vary: string | readonly string[] | undefined, name: string): string {
  const names = (typeof vary === "string" ? [vary] : (vary ?? []))
    .flatMap((line) => line.split(","))
    .map((one) => one.trim());
  const present = names.some((one) => one === "*" || one.toLowerCase() === name.toLowerCase());
  return [...names.filter((one) => one !== ""), ...(present ? [] : [name])].join(", ");
}
