import type { DrillTarget } from "../../drills";
import { RealClock } from "../../simulator/clock";
import type { FaultInForce, SiteState } from "./wire";

/** What is broken in a site, and how far its replicas are behind. */
export function siteState({ origins, cloud, model, clock }: DrillTarget): SiteState {
  const timeScale = clock instanceof RealClock ? clock.timeScale : 1;
  const leases = origins.leases();
  const faults = Object.entries(origins.faults()).map(([target, fault]): FaultInForce => {
    const left = leases[target];
    return {
      target,
      type: fault.type,
      attributes: { ...fault.attributes },
      toxicity: fault.toxicity,
      ...(fault.keys === undefined ? {} : { keys: fault.keys }),
      ...(left === undefined ? {} : { leftMs: Math.round(left / timeScale) }),
    };
  });
  const names = cloud.s3.bucketNames();
  const replication = model.buckets
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name }) => cloud.s3.replicationMetrics(name))
    .map((metrics) => ({
      source: metrics.SourceBucket,
      destination: metrics.DestinationBucket,
      pending: metrics.OperationsPendingReplication,
      latencySeconds: Math.round(metrics.ReplicationLatency * 10) / 10,
      paused: cloud.s3.isReplicationHeldBack(metrics.SourceBucket, metrics.DestinationBucket),
    }));
  return { faults, replication };
}
