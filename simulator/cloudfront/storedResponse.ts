import type { HeaderMap } from "../http";
import type { ArrivingBody } from "./arrivingBody";

/** A response as the cache holds it: nothing in it belongs to one connection or one viewer. */
export interface StoredResponse {
  readonly status: number;
  /** Without `content-length`, which the answer gets from `length`. */
  readonly headers: Readonly<HeaderMap>;
  readonly body: Uint8Array | ArrivingBody;
  /** What `Content-Length` says; absent for a chunked or an edge-compressed one (HD-36, HD-37). */
  readonly length?: number;
  /** The origin answered 4xx or 5xx or not at all, whatever `status` says after a custom error page (CA-24, PL-12). */
  readonly error: boolean;
  /** Whether the origin's own answer was an error, where an origin-response function may have changed that (LE-12). */
  readonly originError?: boolean;
  /** Made at the edge: no origin answered. */
  readonly edgeMade: boolean;
  /** The origin's own ETag, where compression weakened the one in `headers` (HD-56). */
  readonly originEtag?: string;
  /** The log's detailed result type of an error. */
  readonly detail?: string;
}
