import type { LogRecord } from "../simulator/cloudfront/exchange";
import { realTimeLogLine } from "../simulator/cloudfront/realTimeLog";
import { standardLogHead, standardLogLine, type StandardLogFormat } from "../simulator/cloudfront/standardLog";

/** A form of the standard log (OB-3), or the real-time log, which alone tells of failover (OB-1). */
export type AccessLogFormat = StandardLogFormat | "real-time";

/** What stands before the first line. */
export function accessLogHead(format: AccessLogFormat): string {
  return format === "real-time" ? "" : standardLogHead(format);
}

/** One line, its end included. */
export function accessLogLine(record: LogRecord, format: AccessLogFormat, domainName: string): string {
  return format === "real-time" ? realTimeLogLine(record, domainName) : standardLogLine(record, format, domainName);
}
