import { headerValue, type HeaderMap } from "../http";
import type { OriginResponse } from "../s3/transport";
import { ArrivingBody } from "./arrivingBody";
import type { CompiledBehavior, CompiledOrigin } from "./compiled";
import { commonText } from "./commonText";
import { isCloudFrontHeader } from "./cloudFrontHeaders";
import { selects } from "./selection";
import type { StoredResponse } from "./storedResponse";
import type { Switches } from "./switches";

/** Of one connection only, or the edge's own (CA-25, HD-30, HD-36); the length is kept apart. */
const dropped: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-cache",
]);

/** Taken from S3's responses alone (HD-39). */
const droppedFromS3: ReadonlySet<string> = new Set(["x-amz-id-2", "x-amz-request-id"]);

/** An origin's response as the edge keeps it and gives it on. `onLastByte`: of a body that is still arriving. */
export function storedResponse(
  response: OriginResponse,
  origin: CompiledOrigin,
  behavior: CompiledBehavior,
  switches: Switches,
  keepAtMost: number,
  onLastByte?: () => void,
): StoredResponse {
  const length = lengthOf(response);
  const { body } = response;
  return {
    status: response.status,
    headers: keptHeaders(response.headers, origin, behavior, switches),
    body: body instanceof Uint8Array ? body : new ArrivingBody(body, keepAtMost, length, onLastByte),
    ...(length === undefined ? {} : { length }),
    error: response.status >= 400,
    edgeMade: false,
  };
}

/** HD-36: what came in chunks has no length, and keeps none. */
function lengthOf({ headers, body }: OriginResponse): number | undefined {
  const announced = headerValue(headers, "content-length");
  if (announced === undefined || headers["transfer-encoding"] !== undefined) return undefined;
  // The answer to a HEAD announces a body that does not come.
  return body instanceof Uint8Array && body.byteLength > 0 ? body.byteLength : Number(announced);
}

/** The headers that a stored response keeps, whatever origin it came from (CA-25, HD-38, HD-39, HD-50). */
export function keptHeaders(
  headers: Readonly<HeaderMap>,
  origin: CompiledOrigin,
  behavior: CompiledBehavior,
  switches: Switches,
): HeaderMap {
  const kept: HeaderMap = {};
  const named = namedByConnection(headers["connection"]);
  for (const name in headers) {
    const value = headers[name];
    if (
      value === undefined ||
      dropped.has(name) ||
      named?.has(name) === true ||
      name.startsWith("x-amz-cf-") ||
      (origin.s3 && droppedFromS3.has(name))
    )
      continue;
    // HD-38: cookies come back only where they go out.
    if (name === "set-cookie" && behavior.forwarding.cookies.kind === "none") continue;
    if (name === "vary" && !(origin.s3 && switches["vary-s3"] === "pass")) {
      const names = filteredVary(value, behavior);
      if (names !== "") kept["vary"] = names;
      continue;
    }
    kept[name] = typeof value === "string" ? commonText(value) : value;
  }
  return kept;
}

/** Fields of this one connection, which no intermediary passes on (RFC 9110, 7.6.1). */
function namedByConnection(connection: string | readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (connection === undefined || connection === "keep-alive" || connection === "close") return undefined;
  const lines = typeof connection === "string" ? [connection] : connection;
  return new Set(lines.flatMap((line) => line.split(",")).map((name) => name.trim().toLowerCase()));
}

/** HD-50: only names that the edge could have told variants apart by. HD-51: `*` stays where the min TTL is 0. */
function filteredVary(value: string | readonly string[], { forwarding, ttl }: CompiledBehavior): string {
  const names = (typeof value === "string" ? [value] : value)
    .flatMap((line) => line.split(","))
    .map((name) => name.trim());
  if (names.includes("*") && ttl.min === 0) return "*";
  const byDevice = forwarding.cloudFrontHeaders.some((name) => isCloudFrontHeader(name) && name.endsWith("-viewer"));
  return names
    .filter((name) => {
      const lower = name.toLowerCase();
      if (lower === "accept-encoding" || lower === "cookie") return true;
      return selects(forwarding.headers, lower) || (lower === "user-agent" && byDevice);
    })
    .filter((name) => name !== "" && name !== "*")
    .join(", ");
}
