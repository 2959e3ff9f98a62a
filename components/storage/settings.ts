import type * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../../aws/codedError";
import { regionFault, type RegionFault, type RegionReader } from "../../aws/regions";
import { keyDeletionDaysRange, lifecycleDaysRange } from "../../aws/storageLimits";
import { type AccessSettings, usesIdentity } from "../access/settings";
import { flag, integer, judged, oneOf, refusal } from "../refusals";
import type { StorageArgs } from "./args";
import { Encryption, type ExistingReplication } from "./enums";
import { type ExistingBucket, resolveExisting, resolveExistingReplication } from "./existingSettings";

/** The arguments about the buckets with every default filled in and every value judged. */
export interface StorageSettings {
  readonly primaryRegion: string;
  readonly replicaRegion: string;
  readonly forceDestroy: pulumi.Input<boolean>;
  readonly retainOnDelete: boolean;
  readonly noncurrentDays: number;
  readonly abortUploadDays: number;
  readonly encryption: Encryption;
  /** Absent: what AWS takes. */
  readonly keyDeletionDays?: number;
  readonly replicationTimeControl: boolean;
  readonly replicationMetrics: boolean;
  /** Absent: the site makes the bucket. */
  readonly primaryExisting?: ExistingBucket;
  readonly replicaExisting?: ExistingBucket;
  /** Who replicates an existing primary. */
  readonly existingReplication?: ExistingReplication;
}

const regionReasons: Record<RegionFault, string | Record<RegionReader, string>> = {
  malformed: "supply a name such as us-east-1",
  "other-partition": "only regions of the commercial partition are supported",
  "too-young-for-identity":
    "an origin access identity cannot read buckets in regions launched after 2022 (S3-3); supply another region, or originAccess oac",
  unknown: {
    identity: "supply the name of a region that was launched before 2023 (S3-3)",
    control: "supply the name of a region that this version of the component knows, such as us-east-1",
  },
};

/**
 * @throws CodedError `E_REGION`, `E_SAME_REGION`, `E_ENCRYPTION`, `E_REPLICATION`, `E_RETENTION`, `E_EXISTING_BUCKET`,
 * `E_BUCKET_POLICY` or `E_ARGUMENT`, with the argument as its path.
 */
export function resolveStorage(args: StorageArgs, access: AccessSettings, isMonitored = false): StorageSettings {
  const reader = usesIdentity(access) ? "identity" : "control";
  const primaryRegion = region("primaryRegion", args.primaryRegion, reader);
  const replicaRegion = region("replicaRegion", args.replicaRegion, reader);
  if (primaryRegion === replicaRegion) {
    throw new CodedError(
      "E_SAME_REGION",
      `replicaRegion must differ from primaryRegion: supply two different regions, got ${primaryRegion} twice`,
      "replicaRegion",
    );
  }
  const primaryExisting = resolveExisting("primary", args);
  const replicaExisting = resolveExisting("replica", args, primaryExisting?.name);
  const existingReplication = resolveExistingReplication(args, {
    primary: primaryExisting !== undefined,
    replica: replicaExisting !== undefined,
  });
  const encryption = resolveEncryption(args, access, primaryExisting, replicaExisting);
  const keyDeletionDays = resolveKeyDeletion(args.kmsKeyDeletionWindowDays, encryption);
  const retainOnDelete = flag("retainBucketsOnDelete", args.retainBucketsOnDelete);
  return {
    primaryRegion,
    replicaRegion,
    forceDestroy: resolveForceDestroy(args.forceDestroy ?? false, retainOnDelete),
    retainOnDelete,
    noncurrentDays: integer("E_ARGUMENT", "noncurrentVersionExpirationDays", args.noncurrentVersionExpirationDays, {
      ...lifecycleDaysRange,
      default: 30,
    }),
    abortUploadDays: integer(
      "E_ARGUMENT",
      "abortIncompleteMultipartUploadDays",
      args.abortIncompleteMultipartUploadDays,
      { ...lifecycleDaysRange, default: 7 },
    ),
    encryption,
    ...(keyDeletionDays === undefined ? {} : { keyDeletionDays }),
    ...resolveReplication(args, existingReplication, isMonitored),
    ...(primaryExisting === undefined ? {} : { primaryExisting }),
    ...(replicaExisting === undefined ? {} : { replicaExisting }),
    ...(existingReplication === undefined ? {} : { existingReplication }),
  };
}

/** Whether the site replicates itself; elsewise somebody else does, as they please. */
export function replicates({ existingReplication }: Pick<StorageSettings, "existingReplication">): boolean {
  return existingReplication !== "external";
}

function region(argument: string, value: unknown, reader: RegionReader): string {
  const fault = regionFault(value, reader);
  if (fault === undefined && typeof value === "string") return value;
  const reason = regionReasons[fault ?? "malformed"];
  const because = typeof reason === "string" ? reason : reason[reader];
  throw refusal("E_REGION", argument, "name a region whose buckets CloudFront can read", value, because);
}

function resolveEncryption(args: StorageArgs, access: AccessSettings, ...existing: unknown[]): Encryption {
  const encryption = oneOf("E_ARGUMENT", "encryption", args.encryption ?? Encryption.S3, Encryption);
  if (encryption === Encryption.S3) return encryption;
  if (usesIdentity(access)) {
    const sentence =
      `encryption must be s3 with originAccess ${access.originAccess}, got kms; CloudFront reads as the identity then, ` +
      "which KMS knows nothing of (S3-3): supply originAccess oac";
    throw new CodedError("E_ENCRYPTION", sentence, "encryption");
  }
  if (existing.some((bucket) => bucket !== undefined)) {
    const sentence =
      "encryption must be s3 with an existing bucket, got kms; its objects keep the keys that they have, " +
      "to which the site cannot grant access: leave out the existing bucket or the encryption";
    throw new CodedError("E_ENCRYPTION", sentence, "encryption");
  }
  return encryption;
}

function resolveKeyDeletion(value: unknown, encryption: Encryption): number | undefined {
  if (value === undefined) return undefined;
  const argument = "kmsKeyDeletionWindowDays";
  if (encryption === Encryption.S3) {
    throw refusal("E_ENCRYPTION", argument, "be left out with encryption s3", value, "there is no key then");
  }
  return integer("E_ARGUMENT", argument, value, { ...keyDeletionDaysRange, default: 30 });
}

function resolveReplication(
  args: StorageArgs,
  existing: ExistingReplication | undefined,
  isMonitored: boolean,
): Pick<StorageSettings, "replicationTimeControl" | "replicationMetrics"> {
  const timeControl = flag("replicationTimeControl", args.replicationTimeControl);
  // The alarms of monitoring are blind without (MO-3).
  const isWatched = isMonitored && existing !== "external";
  const metrics =
    args.replicationMetrics === undefined
      ? timeControl || isWatched
      : flag("replicationMetrics", args.replicationMetrics);
  if (timeControl && !metrics) {
    const reason = "replication time control is told by its metrics (RP-6)";
    throw refusal("E_REPLICATION", "replicationMetrics", "be true with replicationTimeControl", metrics, reason);
  }
  if (isWatched && !metrics) {
    const reason = "its alarms look at these metrics (MO-3)";
    throw refusal("E_REPLICATION", "replicationMetrics", "be true with monitoring", metrics, reason);
  }
  if (existing === "external" && metrics) {
    const argument = timeControl ? "replicationTimeControl" : "replicationMetrics";
    const reason = "with primaryExistingBucketReplication external the site has no replication to set it on";
    throw refusal("E_REPLICATION", argument, "be left out", true, reason);
  }
  return { replicationTimeControl: timeControl, replicationMetrics: metrics };
}

function resolveForceDestroy(value: pulumi.Input<boolean>, retain: boolean): pulumi.Input<boolean> {
  return judged(value, (known) => {
    const forceDestroy = flag("forceDestroy", known);
    if (!forceDestroy || !retain) return forceDestroy;
    const reason = "with forceDestroy true the buckets would be emptied: supply one of the two";
    throw refusal("E_RETENTION", "retainBucketsOnDelete", "be false", retain, reason);
  });
}
