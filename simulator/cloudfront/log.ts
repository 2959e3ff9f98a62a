import { headerValue, type HeaderMap } from "../http";
import type { EdgeRequest, FunctionRun, LogRecord, OriginExchange, ResultType } from "./exchange";
import type { Switches } from "./switches";
import type { ViewerConnection } from "./viewerConnection";

/** What is noted of a request while it runs, for its log record. */
export class Trace {
  readonly exchanges: OriginExchange[];
  readonly functions: FunctionRun[];
  behaviorPattern = "";
  originHost = "";
  originStatus = 0;
  /** When the last byte of the origin's answer arrived, in milliseconds since the request did. */
  originLastByte: "with-the-head" | "to-come" | number = "with-the-head";
  failoverReason = "";

  constructor(
    readonly id: string,
    readonly arrivedAt: number,
    exchanges: OriginExchange[] = [],
    functions: FunctionRun[] = [],
  ) {
    this.exchanges = exchanges;
    this.functions = functions;
  }

  /** The attempt that an origin answered, the last where several did; undefined where none did. */
  get answered(): OriginExchange | undefined {
    return this.exchanges.findLast(({ status }) => status !== undefined);
  }

  /** For the fetch of a custom error page: its exchanges and functions count, its origin is not the request's (CE-4). */
  nested(): Trace {
    return new Trace(this.id, this.arrivedAt, this.exchanges, this.functions);
  }
}

interface Ending {
  readonly begunAt: number;
  readonly endedAt: number;
  readonly status: number;
  readonly headers: Readonly<HeaderMap>;
  readonly bodyBytes: number;
  readonly result: ResultType;
  readonly detail: string;
  readonly location: string;
  readonly originLatency: Switches["origin-latency"];
}

const protocolVersions: Readonly<Record<string, string>> = { "2": "HTTP/2.0", "3": "HTTP/3.0" };

/** The record of a request that has ended (OB-1). */
export function logRecord(request: EdgeRequest, trace: Trace, ending: Ending): LogRecord {
  const mark = request.path.indexOf("?");
  const { headers } = ending;
  const length = headerValue(headers, "content-length");
  const range = headerValue(headers, "content-range");
  const record: Writable<LogRecord> = {
    timestamp: trace.arrivedAt,
    id: trace.id,
    "c-ip": request.viewerAddress,
    "c-country": request.viewerCountry ?? "",
    "cs-method": request.method,
    "cs-host": headerValue(request.headers, "host") ?? "",
    "cs-uri-stem": mark < 0 ? request.path : request.path.slice(0, mark),
    "cs-uri-query": mark < 0 ? "" : request.path.slice(mark + 1),
    "cs-headers": request.headers,
    "cs-bytes": requestBytes(request),
    "cs-protocol": request.scheme,
    "cs-protocol-version": protocolVersions[request.httpVersion] ?? `HTTP/${request.httpVersion}`,
    "sc-status": ending.status,
    "sc-bytes": headBytes(headers) + ending.bodyBytes,
    "sc-content-type": headerValue(headers, "content-type") ?? "",
    "x-edge-location": ending.location,
    "x-edge-result-type": ending.result,
    "x-edge-response-result-type": ending.result,
    "x-edge-detailed-result-type": ending.detail,
    "cache-behavior-path-pattern": trace.behaviorPattern,
    "time-to-first-byte-ms": ending.begunAt - trace.arrivedAt,
    "time-taken-ms": ending.endedAt - trace.arrivedAt,
    "r-host": trace.originHost,
    "r-status": trace.originStatus,
    "sr-reason": trace.failoverReason,
    exchanges: trace.exchanges,
    functions: trace.functions,
  };
  // One by one behind the rest: a literal with conditions in it is built member by member as a whole.
  if (length !== undefined) record["sc-content-len"] = Number(length);
  if (range !== undefined) record["sc-content-range"] = range;
  if (request.connection !== undefined) addConnection(record, request.connection);
  if (trace.exchanges.length > 0) addOriginLatency(record, trace, ending.originLatency);
  return record;
}

/** OB-3, SIM-36: from the first attempt on, or from that of the member that answered. */
function addOriginLatency(
  record: Writable<LogRecord>,
  { answered, exchanges, originLastByte }: Trace,
  base: Switches["origin-latency"],
): void {
  if (answered === undefined) return;
  const { startMs } = (base === "all-attempts" ? exchanges[0] : undefined) ?? answered;
  record["origin-fbl-ms"] = answered.endMs - startMs;
  // What broke off has none.
  if (originLastByte === "to-come") return;
  record["origin-lbl-ms"] = (originLastByte === "with-the-head" ? answered.endMs : originLastByte) - startMs;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function addConnection(record: Writable<LogRecord>, connection: ViewerConnection): void {
  const { viewerPort, serverAddress, sslProtocol, sslCipher } = connection;
  if (viewerPort !== undefined) record["c-port"] = viewerPort;
  if (serverAddress !== undefined) record["s-ip"] = serverAddress;
  if (sslProtocol !== undefined) record["ssl-protocol"] = sslProtocol;
  if (sslCipher !== undefined) record["ssl-cipher"] = sslCipher;
}

/** Method, path and version stand in the first line: two spaces, HTTP/1.1 and a line end. */
export function requestHeadBytes({ method, path, headers }: EdgeRequest): number {
  return method.length + path.length + 12 + headBytes(headers);
}

function requestBytes(request: EdgeRequest): number {
  const announced = Number(headerValue(request.headers, "content-length") ?? 0);
  return requestHeadBytes(request) + (Number.isSafeInteger(announced) ? announced : 0);
}

/** Bytes of a head as HTTP/1.1 writes it: `name: value`, line by line. */
export function headBytes(headers: Readonly<HeaderMap>): number {
  let bytes = 0;
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === "string") bytes += name.length + value.length + 4;
    else for (const one of value ?? []) bytes += name.length + one.length + 4;
  }
  return bytes;
}
