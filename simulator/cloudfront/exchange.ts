import type { Body, BrokenBody, HeaderMap } from "../http";
import type { OriginFailure } from "../s3/transport";
import type { ViewerConnection } from "./viewerConnection";

/** What a viewer sends. */
export interface EdgeRequest {
  readonly method: string;
  /** Path and query as received, such as `/a%20b/?q=1`. */
  readonly path: string;
  readonly headers: Readonly<HeaderMap>;
  readonly scheme: "http" | "https";
  /** `1.0`, `1.1`, `2` or `3`. */
  readonly httpVersion: string;
  readonly viewerAddress: string;
  /** ISO 3166-1 alpha-2; absent: not known, and then no geo restriction applies. */
  readonly viewerCountry?: string;
  /** What the listener knows of its connection; absent: it came over none. */
  readonly connection?: ViewerConnection;
  readonly hasBody?: boolean;
  /** What the listener found wrong with it, which the edge answers with an error. */
  readonly fault?: RequestFault;
  /** Of a write; every other body is read away by whoever received it. */
  readonly body?: Body;
}

/** Two `Host` headers, none in HTTP/1.1 (HD-100), or an `Expect` of anything but `100-continue` (HD-95). */
export type RequestFault = "two-hosts" | "no-host" | "expectation";

/** What the viewer receives, its body perhaps still arriving. */
export interface ServedResponse {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Body;
  /** CloudFront itself made it: neither an origin nor a function of the site did (HD-44). */
  readonly edgeMade?: true;
}

/** What the viewer has received, and the record of how it came about. */
export interface EdgeResponse extends ServedResponse {
  readonly body: Uint8Array;
  /** The body broke off there (HD-115, HD-116, HD-120); a viewer sees the transfer end. */
  readonly broken?: BrokenBody["reason"];
  readonly log: LogRecord;
}

/** The words of `X-Cache` and of the log's result types (CA-23). */
export type ResultType =
  | "Hit"
  | "Miss"
  | "RefreshHit"
  | "Error"
  | "Redirect"
  | "LimitExceeded"
  | "FunctionGeneratedResponse"
  | "FunctionExecutionError"
  | "FunctionThrottledError"
  | "LambdaGeneratedResponse"
  | "LambdaExecutionError"
  | "LambdaValidationError"
  | "LambdaLimitExceeded";

/** One record a request: the fields of CloudFront's real-time log (OB-1), then what no AWS log tells. */
export interface LogRecord {
  /** Milliseconds since the epoch, at the request's arrival. */
  readonly timestamp: number;
  /** `x-edge-request-id`: what the viewer got as `x-amz-cf-id` (CA-22). */
  readonly id: string;
  readonly "c-ip": string;
  /** The viewer's; absent, as the three below, where the request came over no connection. */
  readonly "c-port"?: number;
  /** The listener's address. */
  readonly "s-ip"?: string;
  /** Such as `TLSv1.3`, over TLS alone; so is the cipher. */
  readonly "ssl-protocol"?: string;
  readonly "ssl-cipher"?: string;
  /** Empty where it is not known. */
  readonly "c-country": string;
  readonly "cs-method": string;
  readonly "cs-host": string;
  readonly "cs-uri-stem": string;
  readonly "cs-uri-query": string;
  /** The viewer's headers, names in lower case. */
  readonly "cs-headers": Readonly<HeaderMap>;
  /** Of the request: its head as HTTP/1.1 writes it, and the body that it announces. */
  readonly "cs-bytes": number;
  readonly "cs-protocol": string;
  readonly "cs-protocol-version": string;
  readonly "sc-status": number;
  readonly "sc-bytes": number;
  /** Empty for a response without one. */
  readonly "sc-content-type": string;
  /** Bytes of the body as the head announces them; absent for one without. */
  readonly "sc-content-len"?: number;
  /** Of a response with one: `Content-Range`. */
  readonly "sc-content-range"?: string;
  readonly "x-edge-location": string;
  readonly "x-edge-result-type": ResultType;
  readonly "x-edge-response-result-type": ResultType;
  readonly "x-edge-detailed-result-type": string;
  /** The path pattern of the behaviour that served it; `*` is the default one. */
  readonly "cache-behavior-path-pattern": string;
  /** Milliseconds from the request's arrival to the end of the response. */
  readonly "time-taken-ms": number;
  /** Milliseconds from the request's arrival to the first byte of the response. */
  readonly "time-to-first-byte-ms": number;
  /** Milliseconds from asking an origin to the first and to the last byte of its answer; absent where none answered. */
  readonly "origin-fbl-ms"?: number;
  readonly "origin-lbl-ms"?: number;
  /** Domain of the origin that answered, or that was tried last; empty when none was asked. */
  readonly "r-host": string;
  /** The status of that origin; 0 when it gave none. */
  readonly "r-status": number;
  /** `Failover:503` when the secondary member was asked, else empty (OB-1). */
  readonly "sr-reason": string;
  readonly exchanges: readonly OriginExchange[];
  readonly functions: readonly FunctionRun[];
}

/** One attempt at one origin. Times in milliseconds since the request's arrival. */
export interface OriginExchange {
  readonly origin: string;
  readonly attempt: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly status?: number;
  readonly failure?: OriginFailure;
}

export interface FunctionRun {
  readonly event: "viewer-request" | "viewer-response" | "origin-request" | "origin-response";
  readonly arn: string;
  /** The origin id of the member it ran for; absent on the viewer events. */
  readonly member?: string;
  /** `ok`, or the result type of its failure. */
  readonly status: string;
  /** Why it failed; CloudFront tells that to nobody but the function's own logs. */
  readonly message?: string;
}
