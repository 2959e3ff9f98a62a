import { headerValue } from "../http";
import { normalisedEncoding, type Coding } from "./acceptEncoding";
import { policyHeader } from "./cloudFrontHeaders";
import type { CompiledBehavior } from "./compiled";
import { pathToMatch } from "./pathPattern";
import { selectCookies, selectQuery } from "./selection";
import type { Switches } from "./switches";
import type { ViewerRequest } from "./viewerRequest";

export interface CacheKey {
  /** Of GET, and of HEAD where a whole object answers it (CA-1). */
  readonly text: string;
  /** Path and query as an invalidation names them. */
  readonly path: string;
  /** The normalised `Accept-Encoding`; undefined also where it is an ordinary header. */
  readonly encoding: "br,gzip" | Coding | undefined;
}

/**
 * The key of a request in the cache: path, then what the cache policy adds (CA-1). The origin that answers is no part
 * of it (CA-2), and neither are the viewer's `Cache-Control` and `Pragma` (CA-6).
 */
export function cacheKeyOf(behavior: CompiledBehavior, request: ViewerRequest, switches: Switches): CacheKey {
  const { forwarding } = behavior;
  // HD-72, SIM-20: asked for only where the two differ.
  const normal = pathToMatch(request.uri, switches);
  const path = normal === request.uri || switches["key-path"] === "raw" ? request.uri : normal;
  // HD-12, HD-98: an HTTP/1.0 viewer gets nothing compressed.
  const accepted = request.httpVersion === "1.0" ? undefined : headerValue(request.headers, "accept-encoding");
  const encoding =
    accepted === undefined
      ? undefined
      : // SIM-29: without a weight of 0 there is nothing to ask.
        normalisedEncoding(accepted, forwarding.encoding, /q=0/i.test(accepted) ? switches["header-edges"] : "lenient");
  const query = selectQuery(request.query, forwarding.keyQuery);
  const full = query === "" ? path : `${path}?${query}`;
  // OPTIONS has a key of its own (CA-1). Parts are told apart by line breaks, which no part can contain.
  let text = `${request.method === "OPTIONS" ? "O" : "G"} ${full}\n${encoding ?? ""}`;
  for (const name of forwarding.keyHeaders) {
    const value = policyHeader(request, name);
    if (value !== undefined) text += `\n${name}:${value}`;
  }
  if (forwarding.keyCookies.kind !== "none") {
    text += `\n${selectCookies(headerValue(request.headers, "cookie"), forwarding.keyCookies)}`;
  }
  return { text, path: full, encoding };
}

/** The key of what only a HEAD may be answered with: a head that was fetched by HEAD (SIM-14). */
export function headKey(key: string): string {
  return `HEAD\n${key}`;
}

/** The key of a part that was fetched by this `Range` (HD-60). */
export function partKey(key: string, range: string): string {
  return `PART ${range}\n${key}`;
}
