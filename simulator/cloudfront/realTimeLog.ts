import type { LogRecord } from "./exchange";
import { encoded, originSeconds, rangeOf, seconds, viewerHeader } from "./standardLog";

/** The fields of a real-time log line in their order; `r-host`, `r-status` and `sr-reason` tell of failover (OB-1). */
export const realTimeLogFields = [
  "timestamp",
  "c-ip",
  "time-to-first-byte",
  "sc-status",
  "sc-bytes",
  "cs-method",
  "cs-protocol",
  "cs-host",
  "cs-uri-stem",
  "cs-bytes",
  "x-edge-location",
  "x-edge-request-id",
  "x-host-header",
  "time-taken",
  "cs-protocol-version",
  "c-ip-version",
  "cs-user-agent",
  "cs-referer",
  "cs-cookie",
  "cs-uri-query",
  "x-edge-response-result-type",
  "x-forwarded-for",
  "ssl-protocol",
  "ssl-cipher",
  "x-edge-result-type",
  "fle-encrypted-fields",
  "fle-status",
  "sc-content-type",
  "sc-content-len",
  "sc-range-start",
  "sc-range-end",
  "c-port",
  "x-edge-detailed-result-type",
  "c-country",
  "cs-accept-encoding",
  "cs-accept",
  "cache-behavior-path-pattern",
  "cs-headers",
  "cs-header-names",
  "cs-headers-count",
  "origin-fbl",
  "origin-lbl",
  "asn",
  "r-host",
  "r-status",
  "sr-reason",
] as const;

type Field = (typeof realTimeLogFields)[number];

/** One line, its end included: every field, tab by tab, `-` where nothing is known (OB-1). */
export function realTimeLogLine(record: LogRecord, domainName: string): string {
  return `${realTimeLogFields.map((field) => encoded(valueOf(field, record, domainName))).join("\t")}\n`;
}

function valueOf(field: Field, record: LogRecord, domainName: string): unknown {
  const names = Object.keys(record["cs-headers"]);
  switch (field) {
    case "timestamp":
      return seconds(record.timestamp);
    case "time-to-first-byte":
      return seconds(record["time-to-first-byte-ms"]);
    case "time-taken":
      return seconds(record["time-taken-ms"]);
    case "cs-host":
      return domainName;
    case "x-host-header":
      return record["cs-host"];
    case "x-edge-request-id":
      return record.id;
    case "c-ip-version":
      return record["c-ip"].includes(":") ? "IPv6" : "IPv4";
    case "cs-user-agent":
    case "cs-referer":
    case "cs-cookie":
    case "cs-accept":
    case "cs-accept-encoding":
      return viewerHeader(record, field.slice("cs-".length));
    case "x-forwarded-for":
      return viewerHeader(record, field);
    case "cs-headers":
      return names.map((name) => `${name}:${viewerHeader(record, name) ?? ""}\n`).join("");
    case "cs-header-names":
      return names.map((name) => `${name}\n`).join("");
    case "cs-headers-count":
      return names.length;
    case "sc-range-start":
      return rangeOf(record)[0];
    case "sc-range-end":
      return rangeOf(record)[1];
    case "origin-fbl":
    case "origin-lbl":
      return originSeconds(record);
    default:
      // Under its own name where the record has it.
      return Reflect.get(record, field);
  }
}
