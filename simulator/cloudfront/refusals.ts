import type { CompiledBehavior, CompiledDistribution } from "./compiled";
import type { EdgeRequest, RequestFault } from "./exchange";
import { requestHeadBytes } from "./log";
import type { Switches } from "./switches";

/** A request that the edge answers itself with an error. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  /** What is said in XML has a code, as S3's errors do. */
  readonly code?: string;
  /** The log's detailed result type. */
  readonly detail: string;
  /** HD-90: a request whose head is too long leaves no log line. */
  readonly unlogged?: boolean;
}

/** Bytes (HD-90, CA-26). */
const maximumUrlBytes = 8_192;
export const maximumHeadBytes = 32_768;

const knownMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

/** What is wrong with a request before any behaviour is chosen (HD-90, HD-93, HD-97, HD-99). */
export function refusalOf(
  request: EdgeRequest,
  distribution: Pick<CompiledDistribution, "enabled" | "admitsCountry">,
  switches: Switches,
): Refusal | undefined {
  const { method, path } = request;
  if (request.fault !== undefined) return faulty(request.fault, switches);
  if (!knownMethods.has(method)) {
    return { status: Number(switches["unknown-method"]), reason: "The method is not known.", detail: "Error" };
  }
  if (path.length > maximumUrlBytes) return { status: 414, reason: "The URL is too long.", detail: "Error" };
  // HD-92, CA-26: bytes count, and not how many headers they are.
  if (requestHeadBytes(request) > maximumHeadBytes) {
    return { status: 494, reason: "The request's headers are too long.", detail: "Error", unlogged: true };
  }
  if (method === "GET" && request.hasBody === true) {
    return { status: 403, reason: "A GET request must not have a body.", detail: "Error" };
  }
  if (!distribution.enabled) return { status: 403, reason: "The distribution is disabled.", detail: "Error" };
  // HD-101.
  if (request.viewerCountry !== undefined && distribution.admitsCountry?.(request.viewerCountry) === false) {
    const reason = "The distribution is configured to block access from your country.";
    return { status: 403, reason, detail: "ClientGeoBlocked" };
  }
  if (!path.startsWith("/") && path !== "*") return { status: 400, reason: "The path is not one.", detail: "Error" };
  return undefined;
}

const faultReasons: Readonly<Record<RequestFault, string>> = {
  "two-hosts": "The request has more than one Host header.",
  "no-host": "The request has no Host header.",
  expectation: "The edge meets no expectation but 100-continue.",
};

/** HD-100, SIM-25; HD-95. */
function faulty(fault: RequestFault, switches: Switches): Refusal {
  const reason = faultReasons[fault];
  if (fault === "expectation") return { status: 417, reason, detail: "Error" };
  return { status: switches["bad-host"] === "403" ? 403 : 400, reason, detail: "Error" };
}

/** What a behaviour refuses: a method that it does not allow (PL-1), and HTTP where only HTTPS is (HD-44). */
export function behaviorRefusalOf(request: EdgeRequest, behavior: CompiledBehavior): Refusal | undefined {
  if (!behavior.allowedMethods.has(request.method)) {
    const reason = "This distribution is not configured to allow the method of this request.";
    return { status: 403, reason, detail: "InvalidRequestMethod" };
  }
  if (request.scheme === "https") return undefined;
  const redirects = behavior.viewerProtocolPolicy === "redirect-to-https";
  const old = request.httpVersion === "1.0" && request.method !== "GET" && request.method !== "HEAD";
  if (behavior.viewerProtocolPolicy === "https-only" || (redirects && old)) {
    return { status: 403, reason: "This site is served over HTTPS only.", detail: "Error" };
  }
  return undefined;
}
