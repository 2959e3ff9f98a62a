import type { BucketEncryption, ReplicationConfiguration } from "../model/siteModel";
import type { VersionStore } from "./bucket";
import type { ObjectVersion, Version } from "./object";
import {
  destinationsOf,
  followersOf,
  originalsOf,
  replicaOf,
  retagged,
  statusOf,
  type Destination,
  type Progress,
  type TagRules,
} from "./replication";
import type { CopyOutcome } from "./replicationCounters";
import type { Replicator } from "./replicator";

/** What replication has to know of a bucket. */
export interface ReplicatedBucket {
  readonly name: string;
  readonly store: VersionStore;
  readonly replication: ReplicationConfiguration | undefined;
  readonly encryption: BucketEncryption | undefined;
}

export interface CopiesTools<B extends ReplicatedBucket> {
  readonly find: (bucket: string) => B | undefined;
  readonly replicator: Pick<Replicator, "schedule">;
  /** Whether the role that a rule takes may do this at the time. */
  readonly permits: (step: ReplicationStep<B>) => boolean;
  readonly tagRules: TagRules;
}

/** One version on its way to one bucket. */
export interface ReplicationStep<B> {
  readonly source: B;
  readonly target: B;
  readonly version: Version;
  /** All of it, or its tags alone (RP-12). */
  readonly what: "version" | "tags";
  /** Of its copy, where the rule names one. */
  readonly replicaKeyArn?: string;
}

/** What is brought where, and what the version is called when it is done. */
interface Errand extends Pick<Progress, "settled"> {
  readonly destinations: readonly Destination[];
  readonly bytes: number;
  readonly what: ReplicationStep<unknown>["what"];
}

/** Brings what happens in one bucket to those that its rules name, and tells the versions how it went. */
export class Copies<B extends ReplicatedBucket> {
  private readonly underWay = new Map<string, Progress>();

  constructor(private readonly tools: CopiesTools<B>) {}

  /**
   * Whether a rule takes this version along, which is about to be written. Replicas come in by another door, so that they
   * never chain (RP-12), and nothing that is written to a replica comes back by its source's rule (RP-18).
   */
  written(source: B, version: Version): boolean {
    const { replication, store } = source;
    const destinations = destinationsOf(version, { replication, versioning: store.versioning });
    const bytes = version.deleteMarker ? 0 : version.body.byteLength;
    this.carry(
      source,
      version,
      { destinations, bytes, settled: "COMPLETED", what: "version" },
      (current, target, destination) => {
        target.store.push(replicaOf(current, destination, target.encryption));
        return "copied";
      },
    );
    return destinations.length > 0;
  }

  /**
   * Brings the tags that a version has now to its copies; those of a replica to its original where both ends say so
   * (RP-12). What no rule took, and what failed before, has no copies to follow (RP-2, RP-8).
   */
  retagged(bucket: B, { key, versionId }: ObjectVersion): void {
    const version = bucket.store.find(key, versionId);
    if (version === undefined || version.deleteMarker) return;
    const settled = this.settledOf(bucket, version);
    if (settled === undefined) return;
    const { find, tagRules } = this.tools;
    const destinations =
      settled === "REPLICA" ? originalsOf(version, bucket, find, tagRules) : followersOf(version, bucket, tagRules);
    this.carry(bucket, version, { destinations, bytes: 0, settled, what: "tags" }, (current, { store }) => {
      const copy = store.find(key, versionId);
      if (copy === undefined || copy.deleteMarker || current.deleteMarker) return "dropped";
      store.replace(retagged(copy, current.attributes.tags ?? []));
      return "copied";
    });
    this.tell(bucket, version);
  }

  private settledOf(bucket: B, version: ObjectVersion): Progress["settled"] | undefined {
    const { replicationStatus } = version;
    if (replicationStatus === "COMPLETED" || replicationStatus === "REPLICA") return replicationStatus;
    return replicationStatus === "PENDING" ? this.underWay.get(nameOf(bucket, version))?.settled : undefined;
  }

  /** Does something at every destination, each a lag from now; a version that is gone by then leaves nothing to do. */
  private carry(
    source: B,
    version: Version,
    { destinations, bytes, settled, what }: Errand,
    act: (current: Version, target: B, destination: Destination) => CopyOutcome,
  ): void {
    const name = nameOf(source, version);
    if (destinations.length > 0) this.note(name, settled, destinations.length, false);
    const outcomeAt = (destination: Destination): CopyOutcome => {
      const current = source.store.find(version.key, version.versionId);
      if (current === undefined) return "dropped";
      const { bucket, replicaKeyArn } = destination;
      const target = this.tools.find(bucket);
      // RP-1, RP-8, RP-14: a destination that is missing or keeps no versions fails the copy, for good.
      if (target?.store.versioning !== "Enabled") return "failed";
      const key = replicaKeyArn === undefined ? {} : { replicaKeyArn };
      // RP-9, RP-14: so does a role that may not.
      if (!this.tools.permits({ source, target, version: current, what, ...key })) return "failed";
      return act(current, target, destination);
    };
    for (const destination of destinations) {
      const copying = { source: source.name, destination: destination.bucket, ruleId: destination.ruleId, bytes };
      this.tools.replicator.schedule(copying, () => {
        const outcome = outcomeAt(destination);
        this.note(name, settled, -1, outcome === "failed");
        this.tell(source, version);
        return outcome;
      });
    }
  }

  private note(name: string, settled: Progress["settled"], more: number, failed: boolean): void {
    const before = this.underWay.get(name);
    const open = (before?.open ?? 0) + more;
    this.underWay.set(name, { open, failed: failed || before?.failed === true, settled });
  }

  /** Gives a version the status that its progress makes, and forgets a progress that has come to its end. */
  private tell(bucket: B, version: Version): void {
    const name = nameOf(bucket, version);
    const progress = this.underWay.get(name);
    if (progress === undefined) return;
    if (progress.open === 0) this.underWay.delete(name);
    const current = bucket.store.find(version.key, version.versionId);
    if (current === undefined || current.deleteMarker) return;
    bucket.store.replace({ ...current, replicationStatus: statusOf(progress) });
  }
}

function nameOf({ name }: ReplicatedBucket, { key, versionId }: Version): string {
  return `${name} ${versionId} ${key}`;
}
