import type { Body, HeaderMap } from "../http";

/** What the edge sends to one origin. */
export interface OriginRequest {
  readonly originId: string;
  /** The domain name that is connected to. */
  readonly host: string;
  readonly secure: boolean;
  readonly method: string;
  /** Path and query exactly as sent: origin path included, percent-encoding untouched (HD-70). */
  readonly path: string;
  readonly headers: Readonly<HeaderMap>;
  /** Who CloudFront signs as, when the origin is an S3 one with an identity (S3-2) or an access control (S3-1). */
  readonly principal?: OriginPrincipal;
  readonly body?: Body;
}

export type OriginPrincipal =
  | { readonly type: "origin-access-identity"; readonly id: string }
  | { readonly type: "origin-access-control"; readonly distributionArn: string };

export interface OriginLimits {
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** How long the connection is kept without a request; absent: CloudFront's default of 5 s. */
  readonly keepAliveTimeoutMs?: number;
  /** Aborted when nobody waits for the answer any more (FO-23, HD-122): the exchange ends and its connection is closed. */
  readonly signal?: AbortSignal;
}

/** A store that has every byte at hand says so by `B`. */
export interface OriginResponse<B extends Body = Body> {
  readonly status: number;
  readonly headers: Readonly<HeaderMap>;
  readonly body: B;
}

/** How an exchange failed before a complete response head was there. */
export type OriginFailure =
  | "connection-refused"
  | "connection-timeout"
  | "dns"
  | "tls"
  | "connection-reset"
  | "response-timeout"
  /** What came is not HTTP (HD-113, HD-121). */
  | "bad-response"
  /** The head is longer than CloudFront takes (HD-114). */
  | "headers-too-big";

export type OriginOutcome<B extends Body = Body> =
  | { readonly kind: "response"; readonly response: OriginResponse<B> }
  | { readonly kind: "failure"; readonly failure: OriginFailure };

/** One attempt at one origin. It keeps to the limits on its own clock, and never rejects for what an origin does. */
export interface OriginTransport {
  exchange(request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome>;
  /**
   * Whether the origin's name resolves, asked before an origin-request function runs (LE-11). Never rejects. Absent: every
   * name does, and the exchange finds out.
   */
  resolves?(origin: Pick<OriginRequest, "originId" | "host">): Promise<boolean>;
}
