import type { LogRecord } from "../../simulator/cloudfront/exchange";
import type { Leg, LegName, ProbeOutcome } from "../../drills/legs";

/** A log record with nothing in it but what a test is about. */
export function logRecord(changes: Partial<LogRecord> = {}): LogRecord {
  return {
    timestamp: 0,
    id: "id",
    "c-ip": "127.0.0.1",
    "c-country": "",
    "cs-headers": {},
    "cs-bytes": 0,
    "cs-method": "GET",
    "cs-host": "localhost",
    "cs-uri-stem": "/",
    "cs-uri-query": "",
    "cs-protocol": "https",
    "cs-protocol-version": "HTTP/1.1",
    "sc-status": 200,
    "sc-bytes": 0,
    "sc-content-type": "",
    "x-edge-location": "SEA19-C1",
    "x-edge-result-type": "Miss",
    "x-edge-response-result-type": "Miss",
    "x-edge-detailed-result-type": "Miss",
    "cache-behavior-path-pattern": "*",
    "time-taken-ms": 0,
    "time-to-first-byte-ms": 0,
    "r-host": "bucket.s3.us-east-1.amazonaws.com",
    "r-status": 200,
    "sr-reason": "",
    exchanges: [],
    functions: [],
    ...changes,
  };
}

/** A leg with one probe that got a status and, where that is 200, the right bytes. */
export function legOf(name: LegName, status: number, log: Partial<LogRecord> = {}, sha256 = "right"): Leg {
  const met = status === 200 && sha256 === "right";
  const probe: ProbeOutcome = {
    name: "index page",
    request: "GET /",
    expected: { status: 200, sha256: "right" },
    got: { status, sha256, region: "us-east-1" },
    met,
    log: logRecord({ "sc-status": status, ...log }),
  };
  return { name, met, probes: [probe] };
}
