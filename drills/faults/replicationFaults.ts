import type { Fault } from "./fault";

/** What replication between buckets lets be done to it. */
export interface Replication {
  pauseReplication(): void;
  resumeReplication(): void;
  /** Milliseconds, for what is written from now on; undefined: as it was at first. */
  setReplicationLag(milliseconds: number | undefined): void;
}

/**
 * Makes replication what these faults together ask for: paused while one of them says so, and as late as the slowest.
 * Without any it is as it was.
 */
export function applyReplicationFaults(replication: Replication, faults: readonly Fault[]): void {
  if (faults.some(({ type }) => type === "replication-paused")) replication.pauseReplication();
  else replication.resumeReplication();
  const lags = faults.flatMap((fault) => (fault.type === "replication-lag" ? [fault.attributes.seconds * 1000] : []));
  replication.setReplicationLag(lags.length === 0 ? undefined : Math.max(...lags));
}
