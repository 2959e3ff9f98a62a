import type { LogRecord } from "./exchange";
import { encoded, endOf, knownSeconds, rangeOf, seconds, statusText, viewerHeader } from "./standardLog";

/**
 * The fields of a real-time log line in their order; `r-host`, `r-status` and `sr-reason` tell of failover (OB-1). AWS's
 * list has no place for `r-status`, which its text names: here it stands beside `r-host`. The fields of media players
 * (CMCD) are left out, as they are where no player sends any.
 */
export const realTimeLogFields = [
  "timestamp",
  "c-ip",
  "s-ip",
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
  "primary-distribution-id",
  "primary-distribution-dns-name",
  "origin-fbl",
  "origin-lbl",
  "asn",
  "r-host",
  "r-status",
  "sr-reason",
  "x-edge-mqcs",
  "distribution-tenant-id",
  "connection-id",
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
      return seconds(endOf(record));
    case "sc-status":
      return statusText(record);
    case "time-to-first-byte":
      return seconds(record["time-to-first-byte-ms"]);
    case "time-taken":
      return seconds(record["time-taken-ms"]);
    case "x-host-header":
      // The other way round than in standard logs: `cs-host` is what the viewer sent, and this is the distribution's name.
      return domainName;
    case "cs-uri-stem":
      // With the query string, which `cs-uri-query` has as well.
      return record["cs-uri-query"] === "" ? record[field] : `${record[field]}?${record["cs-uri-query"]}`;
    case "x-edge-request-id":
      return record.id;
    case "c-ip-version":
      return record["c-ip"].includes(":") ? "IPv6" : "IPv4";
    case "cs-user-agent":
    case "cs-referer":
    case "cs-accept":
    case "cs-accept-encoding":
      return viewerHeader(record, field.slice("cs-".length));
    case "cs-cookie":
      return truncated(viewerHeader(record, "cookie") ?? "");
    case "x-forwarded-for":
      return viewerHeader(record, field);
    case "cs-headers":
      return truncated(names.map((name) => `${name}:${viewerHeader(record, name) ?? ""}\n`).join(""));
    case "cs-header-names":
      return truncated(names.map((name) => `${name}\n`).join(""));
    case "cs-headers-count":
      return names.length;
    case "sc-range-start":
      return rangeOf(record)[0];
    case "sc-range-end":
      return rangeOf(record)[1];
    case "origin-fbl":
    case "origin-lbl":
      return knownSeconds(record[`${field}-ms`]);
    default:
      // Under its own name where the record has it.
      return Reflect.get(record, field);
  }
}

/** Bytes of a cookie header, and of the list of headers, that a line has. */
const longest = 800;

function truncated(text: string): string {
  return Buffer.byteLength(text) <= longest ? text : Buffer.from(text).subarray(0, longest).toString();
}
