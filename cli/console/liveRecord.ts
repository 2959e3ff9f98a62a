import type { LogRecord } from "../../simulator/cloudfront/exchange";
import type { LiveRecord } from "./wire";

/** What a viewer sends may be long, and every page of the console would get it. */
const maximumPath = 300;

/** A request as the page shows it: what its log record says, less the headers. */
export function liveRecord(record: LogRecord): LiveRecord {
  const query = record["cs-uri-query"];
  const path = `${record["cs-uri-stem"]}${query === "" || query === "-" ? "" : `?${query}`}`;
  return {
    id: record.id,
    at: record.timestamp,
    method: record["cs-method"],
    path: path.length > maximumPath ? `${path.slice(0, maximumPath)}…` : path,
    status: record["sc-status"],
    result: record["x-edge-result-type"],
    origin: record.exchanges.at(-1)?.origin ?? "",
    reason: record["sr-reason"],
    ms: record["time-taken-ms"],
    firstByteMs: record["time-to-first-byte-ms"],
    pop: record["x-edge-location"],
    behavior: record["cache-behavior-path-pattern"],
    exchanges: record.exchanges,
    functions: record.functions.map(({ event, status, message }) => ({
      event,
      status,
      ...(message === undefined ? {} : { message }),
    })),
  };
}
