import type { ConfigReader } from "../configReader";
import type { FailoverArgs } from "./args";

/** Reads what the stack's configuration says of failover. */
export function readFailover(read: ConfigReader): FailoverArgs {
  return {
    failoverStatusCodes: read.numbers("failoverStatusCodes"),
    primaryConnectionAttempts: read.number("primaryConnectionAttempts"),
    primaryConnectionTimeoutSeconds: read.number("primaryConnectionTimeoutSeconds"),
    replicaConnectionAttempts: read.number("replicaConnectionAttempts"),
    replicaConnectionTimeoutSeconds: read.number("replicaConnectionTimeoutSeconds"),
    failoverBudgetSeconds: read.number("failoverBudgetSeconds"),
    primaryResponseCompletionTimeoutSeconds: read.number("primaryResponseCompletionTimeoutSeconds"),
    replicaResponseCompletionTimeoutSeconds: read.number("replicaResponseCompletionTimeoutSeconds"),
  };
}
