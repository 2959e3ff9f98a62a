import type { LogRecord } from "../../simulator/cloudfront/exchange";
import { regionOfHost } from "../../simulator/model/members";

/** The site of an experiment, or the same without its origin groups. */
export type Side = "control" | "trial";

/** What a viewer got of one request of a load, and what the log says of it. */
export interface LoadAnswer {
  /** 0 when no response came. */
  readonly status: number;
  /** Lower-case hex, of what arrived. */
  readonly sha256: string;
  /** Why no response came, or why its body broke off. */
  readonly failure?: string;
  /** Absent when the log has no record of it. */
  readonly log?: LoggedAnswer;
}

/** The few fields of a log record that a load is counted by. */
export interface LoggedAnswer {
  /** Of the origin that answered; an origin without one by its domain; empty when none was asked. */
  readonly region: string;
  readonly resultType: string;
  /** `Failover:503`, or empty. */
  readonly failover: string;
}

export function loggedAnswer(record: LogRecord): LoggedAnswer {
  return {
    region: fromOrigin(record) ? (regionOfHost(record["r-host"]) ?? record["r-host"]) : "",
    resultType: record["x-edge-result-type"],
    failover: record["sr-reason"],
  };
}

/** A hit's `r-host` is not told by AWS to be empty: what counts is whether an origin was asked. */
function fromOrigin({ exchanges }: LogRecord): boolean {
  return exchanges.length > 0;
}
