import type { BucketEncryption, ReplicationConfiguration, ReplicationRule } from "../model/siteModel";
import type { Versioning } from "./bucket";
import { etagOf } from "./encryption";
import type { CopyOutcome } from "./replicationCounters";
import type { ObjectAttributes, ReplicationStatus, Version } from "./object";

/** The bucket that a rule copies to, and what its rule takes along. */
export interface Destination {
  readonly bucket: string;
  readonly ruleId: string;
  readonly deleteMarkers: boolean;
  /** RP-10: objects under a KMS key. */
  readonly kmsObjects: boolean;
  readonly replicaKeyArn?: string;
}

/** What decides about the copies of a version. */
export type Replicated = Pick<Version, "key" | "deleteMarker"> & {
  readonly encryption?: BucketEncryption;
  readonly attributes?: Pick<ObjectAttributes, "tags">;
};

/** Where a version that was just written goes, by the rules of that moment: what is older is never caught up (RP-2). */
export function destinationsOf(
  version: Replicated,
  source: { readonly versioning: Versioning; readonly replication: ReplicationConfiguration | undefined },
): readonly Destination[] {
  // RP-1: without versions there is nothing that a rule could copy.
  if (source.versioning !== "Enabled") return [];
  return destinationsFor(version, source.replication?.rules ?? []).filter(
    // RP-3: markers stay at home unless the rule asks for them. RP-10: so does what a KMS key encrypts.
    ({ deleteMarkers, kmsObjects }) =>
      version.deleteMarker ? deleteMarkers : kmsObjects || version.encryption === undefined,
  );
}

/** One entry for each destination: where several rules name the same one, the highest priority decides. */
function destinationsFor(version: Replicated, rules: readonly ReplicationRule[]): readonly Destination[] {
  const { key } = version;
  const destinations = new Map<string, Destination>();
  const byPriority = [...rules].sort((a, b) => b.priority - a.priority);
  for (const rule of byPriority) {
    const { id, enabled, prefix, deleteMarkers, kmsObjects = false, replicaKeyArn } = rule;
    if (!enabled || !key.startsWith(prefix)) continue;
    if (!hasTags(version, rule)) continue;
    const bucket = bucketOfRule(rule);
    if (destinations.has(bucket)) continue;
    const withKey = replicaKeyArn === undefined ? {} : { replicaKeyArn };
    destinations.set(bucket, { bucket, ruleId: id, deleteMarkers, kmsObjects, ...withKey });
  }
  return [...destinations.values()];
}

/** The name of the bucket that a rule copies to. */
export function bucketOfRule({ destinationBucketArn }: Pick<ReplicationRule, "destinationBucketArn">): string {
  return destinationBucketArn.replace(/^arn:[^:]*:s3:::/, "");
}

/** RP-3: a marker has no tags, so that a rule that asks for some leaves it at home. */
function hasTags({ attributes }: Replicated, { tags = [] }: ReplicationRule): boolean {
  const own = attributes?.tags ?? [];
  return tags.every(({ key, value }) => own.some((tag) => tag.key === key && tag.value === value));
}

/**
 * The copy of a version: same id, bytes and metadata (RP-11), known as a replica (RP-8); that its time is the same too is
 * assumed. What a KMS key encrypts gets the rule's key (RP-10), anything else what its new bucket has; a key makes another
 * tag (CA-8).
 */
export function replicaOf(version: Version, { replicaKeyArn }: Destination, ofBucket?: BucketEncryption): Version {
  if (version.deleteMarker) return version;
  const { encryption: source, ...rest } = version;
  const encryption =
    source === undefined || replicaKeyArn === undefined
      ? ofBucket
      : { keyArn: replicaKeyArn, bucketKey: ofBucket?.bucketKey ?? false };
  return {
    ...rest,
    // What came in parts keeps their tag, which the bytes alone do not give.
    etag: source === undefined && encryption === undefined ? rest.etag : etagOf(rest.body, encryption),
    replicationStatus: "REPLICA",
    ...(encryption === undefined ? {} : { encryption }),
  };
}

/** The status of a source of which so many copies are to be made: one that failed makes it failed, for good (RP-8). */
export function statusAfter(outcomes: readonly CopyOutcome[], copies: number): ReplicationStatus {
  if (outcomes.includes("failed")) return "FAILED";
  return outcomes.length < copies ? "PENDING" : "COMPLETED";
}
