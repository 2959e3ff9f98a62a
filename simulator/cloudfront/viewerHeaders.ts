import type { HeaderMap } from "../http";
import type { ResultType } from "./exchange";

export interface OwnHeaders {
  readonly id: string;
  readonly pop: string;
  readonly viaName: string;
  readonly result: ResultType;
  /** Seconds; undefined on a miss. */
  readonly age: number | undefined;
  readonly http3: boolean;
  readonly httpVersion: string;
  readonly nowMs: number;
}

/**
 * Adds what CloudFront sets on every response, after policies and functions, which cannot touch it (HD-31, HD-32, HD-41,
 * CA-22).
 */
export function addOwnHeaders(headers: HeaderMap, own: OwnHeaders): void {
  headers["date"] ??= new Date(own.nowMs).toUTCString();
  // HD-34: the origin's own stays; where a policy took it away, or there is no origin, it is CloudFront's.
  headers["server"] ??= "CloudFront";
  // HD-35: of HTTP/1.1 alone; `Alt-Svc` below is there with HTTP/3.
  if (own.httpVersion.startsWith("1.")) headers["connection"] = "keep-alive";
  // HD-31: the result type; HD-32: where, and the log's request id, on every response.
  headers["x-cache"] = `${own.result} from cloudfront`;
  headers["via"] = `1.1 ${own.viaName}`;
  headers["x-amz-cf-pop"] = own.pop;
  if (own.http3) headers["alt-svc"] = 'h3=":443"; ma=86400';
  headers["x-amz-cf-id"] = own.id;
  if (own.age !== undefined) headers["age"] = String(own.age);
}
