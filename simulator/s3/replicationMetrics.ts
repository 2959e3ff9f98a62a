import type { ReplicationRule } from "../model/siteModel";
import { bucketOfRule } from "./replication";
import type { Replicator } from "./replicator";

/** How one rule fares, by the names of CloudWatch's metrics and their dimensions. */
export interface ReplicationMetrics {
  readonly SourceBucket: string;
  readonly DestinationBucket: string;
  readonly RuleId: string;
  /** Versions, markers and changes of tags that are still to be copied. */
  readonly OperationsPendingReplication: number;
  readonly BytesPendingReplication: number;
  /** Seconds that the destination is behind; with nothing pending, what the last copy took. */
  readonly ReplicationLatency: number;
  /** Since the beginning, where CloudWatch tells it by the minute. */
  readonly OperationsFailedReplication: number;
}

/** One entry for each rule, in the order of the configuration. */
export function metricsOf(
  source: string,
  rules: readonly ReplicationRule[],
  replicator: Pick<Replicator, "countersOf">,
): readonly ReplicationMetrics[] {
  return rules.map((rule) => {
    const destination = bucketOfRule(rule);
    const counters = replicator.countersOf({ source, destination, ruleId: rule.id });
    return {
      SourceBucket: source,
      DestinationBucket: destination,
      RuleId: rule.id,
      OperationsPendingReplication: counters.pending,
      BytesPendingReplication: counters.pendingBytes,
      ReplicationLatency: counters.latencyMs / 1000,
      OperationsFailedReplication: counters.failed,
    };
  });
}
