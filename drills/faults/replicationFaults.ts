import type { Fault } from "./fault";

/** What replication between buckets lets be done to it. */
export interface Replication {
  /** What is copied from a bucket or to it, or all. */
  pauseReplication(bucket?: string): void;
  resumeReplication(): void;
  /** Milliseconds, for what is written from now on; undefined: as it was at first. */
  setReplicationLag(milliseconds: number | undefined): void;
}

/**
 * Makes replication what the faults on these targets together ask for: paused for the buckets of the targets whose fault
 * says so, for all where `bucketsOf` is absent, and as late as the slowest. Without any it is as it was.
 */
export function applyReplicationFaults(
  replication: Replication,
  faults: readonly (readonly [target: string, fault: Fault])[],
  bucketsOf?: (target: string) => readonly string[],
): void {
  replication.resumeReplication();
  for (const [target, { type }] of faults) {
    if (type !== "replication-paused") continue;
    for (const bucket of bucketsOf?.(target) ?? [undefined]) replication.pauseReplication(bucket);
  }
  const lags = faults.flatMap(([, fault]) =>
    fault.type === "replication-lag" ? [fault.attributes.seconds * 1000] : [],
  );
  replication.setReplicationLag(lags.length === 0 ? undefined : Math.max(...lags));
}
