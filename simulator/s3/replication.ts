import type { BucketEncryption, ReplicationConfiguration, ReplicationRule } from "../model/siteModel";
import type { Versioning } from "./bucket";
import { etagOf } from "./encryption";
import type { ObjectAttributes, ObjectVersion, ReplicationStatus, Version } from "./object";
import type { Tag } from "./tags";

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

/** One end of a two-way replication, as far as it decides about changes. */
export interface ModifiedIn {
  readonly name: string;
  readonly replication: ReplicationConfiguration | undefined;
}

/** SIM-34: when the tags that a rule asks for count, which RP-2 tells of the writing of an object alone. */
export type TagRules = "when-written" | "always";

/** What AWS does not document of replication. */
export interface ReplicationAssumptions {
  readonly tagRules: TagRules;
  /** SIM-35: what a role needs at the source for a delete marker, beside the actions on the bucket. */
  readonly markerRole: "replicate-delete" | "read-version";
}

/** Where a change of a version's tags goes that is no replica: to its copies, whatever its rule says of replicas (RP-12). */
export function followersOf(
  version: Replicated,
  { replication }: ModifiedIn,
  tagRules: TagRules,
): readonly Destination[] {
  const rules = replication?.rules ?? [];
  return destinationsFor(version, tagRules === "always" ? rules : rules.map(({ tags: _tags, ...rule }) => rule));
}

/** RP-12: where a change of a replica goes: to a bucket that it is told to by the rules of both ends. */
export function originalsOf(
  version: Replicated,
  replica: ModifiedIn,
  find: (bucket: string) => ModifiedIn | undefined,
  tagRules: TagRules,
): readonly Destination[] {
  const both = (from: ModifiedIn | undefined): readonly ReplicationRule[] =>
    (from?.replication?.rules ?? []).filter(({ replicaModifications }) => replicaModifications === true);
  const back = { name: replica.name, replication: { role: "", rules: both(replica) } };
  return followersOf(version, back, tagRules).filter(({ bucket }) => {
    const there = { name: bucket, replication: { role: "", rules: both(find(bucket)) } };
    return followersOf(version, there, tagRules).some((destination) => destination.bucket === replica.name);
  });
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
 * The copy of a version: same id, bytes, metadata (RP-11) and time of creation, known as a replica (RP-8). What a KMS key
 * encrypts gets the rule's key (RP-10), anything else what its new bucket has; a key makes another tag (CA-8).
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

/** What of a version is under way to other buckets. */
export interface Progress {
  /** How much is still to be done. */
  readonly open: number;
  readonly failed: boolean;
  /** What it is called when all is done. */
  readonly settled: "COMPLETED" | "REPLICA";
}

/** The status of a version with something under way: what failed makes it failed, for good (RP-8, RP-12). */
export function statusOf({ open, failed, settled }: Progress): ReplicationStatus {
  if (failed) return "FAILED";
  return open > 0 ? "PENDING" : settled;
}

/** The copy's tags become those of its original; everything else about it stays. */
export function retagged(version: ObjectVersion, tags: readonly Tag[]): ObjectVersion {
  const { tags: _before, ...attributes } = version.attributes;
  return { ...version, attributes: { ...attributes, ...(tags.length === 0 ? {} : { tags }) } };
}
