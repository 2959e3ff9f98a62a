import type { LogRecord } from "./exchange";

/** The fields of a standard log line in their order: those of version 1, then what version 2 adds (OB-3). */
export const standardLogFields = [
  "date",
  "time",
  "x-edge-location",
  "sc-bytes",
  "c-ip",
  "cs-method",
  "cs(Host)",
  "cs-uri-stem",
  "sc-status",
  "cs(Referer)",
  "cs(User-Agent)",
  "cs-uri-query",
  "cs(Cookie)",
  "x-edge-result-type",
  "x-edge-request-id",
  "x-host-header",
  "cs-protocol",
  "cs-bytes",
  "time-taken",
  "x-forwarded-for",
  "ssl-protocol",
  "ssl-cipher",
  "x-edge-response-result-type",
  "cs-protocol-version",
  "fle-status",
  "fle-encrypted-fields",
  "c-port",
  "time-to-first-byte",
  "x-edge-detailed-result-type",
  "sc-content-type",
  "sc-content-len",
  "sc-range-start",
  "sc-range-end",
  "timestamp(ms)",
  "origin-fbl",
  "origin-lbl",
  "asn",
  "c-country",
  "cache-behavior-path-pattern",
] as const;

type Field = (typeof standardLogFields)[number];

/** A format that standard logging version 2 delivers. */
export type StandardLogFormat = "w3c" | "json";

/** What stands before the first line. */
export function standardLogHead(format: StandardLogFormat): string {
  return format === "json" ? "" : `#Version: 1.0\n#Fields: ${standardLogFields.join(" ")}\n`;
}

/** One line, its end included. What this edge does not know of a request is `-`, as what CloudFront does not. */
export function standardLogLine(record: LogRecord, format: StandardLogFormat, domainName: string): string {
  const values = standardLogFields.map((field) => [field, encoded(valueOf(field, record, domainName))] as const);
  if (format === "json") return `${JSON.stringify(Object.fromEntries(values))}\n`;
  return `${values.map(([, value]) => value).join("\t")}\n`;
}

function valueOf(field: Field, record: LogRecord, domainName: string): unknown {
  const ended = new Date(endOf(record)).toISOString();
  switch (field) {
    case "date":
      return ended.slice(0, 10);
    case "time":
      return ended.slice(11, 19);
    case "sc-status":
      return statusText(record);
    case "cs(Host)":
      return domainName;
    case "x-host-header":
      return record["cs-host"];
    case "x-edge-request-id":
      return record.id;
    case "cs(Referer)":
      return viewerHeader(record, "referer");
    case "cs(User-Agent)":
      return viewerHeader(record, "user-agent");
    case "cs(Cookie)":
      return viewerHeader(record, "cookie");
    case "x-forwarded-for":
      return viewerHeader(record, "x-forwarded-for");
    case "sc-range-start":
      return rangeOf(record)[0];
    case "sc-range-end":
      return rangeOf(record)[1];
    case "time-to-first-byte":
      return seconds(record["time-to-first-byte-ms"]);
    case "time-taken":
      return seconds(record["time-taken-ms"]);
    case "timestamp(ms)":
      return endOf(record);
    case "origin-fbl":
    case "origin-lbl":
      return knownSeconds(record[`${field}-ms`]);
    default:
      // Under its own name where the record has it.
      return Reflect.get(record, field);
  }
}

/** Lines tell when the edge finished responding; milliseconds since the epoch. */
export function endOf(record: LogRecord): number {
  return record.timestamp + record["time-taken-ms"];
}

/** `000` where the viewer closed the connection before there was a response. */
export function statusText(record: LogRecord): string {
  return String(record["sc-status"]).padStart(3, "0");
}

/** A header as the viewer sent it; several of one name are one list. */
export function viewerHeader(record: LogRecord, name: string): string | undefined {
  const value = record["cs-headers"][name];
  return typeof value === "string" || value === undefined ? value : value.join(", ");
}

/** The first and the last byte of a part that was sent. */
export function rangeOf(record: LogRecord): readonly [first?: string, last?: string] {
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(record["sc-content-range"] ?? "") ?? [];
  return first === undefined || last === undefined ? [] : [first, last];
}

/** Seconds with three decimals, as the logs tell times. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** {@link seconds} of what may not be known. */
export function knownSeconds(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : seconds(milliseconds);
}

/** Nothing that a viewer sends may start a field or a line of its own. */
export function encoded(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") return "-";
  const text = String(value).replace(/[^!-~]/gu, percentEncoded);
  return text === "" ? "-" : text;
}

function percentEncoded(character: string): string {
  return Buffer.from(character).toString("hex").toUpperCase().replace(/../g, "%$&");
}
