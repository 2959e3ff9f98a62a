import type * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { SiteSettings } from "../settings";
import { createSiteBucket, type SiteBucket } from "./buckets";
import { Encryption, ExistingReplication } from "./enums";
import { adoptBucket } from "./existingBuckets";
import { createKey, createKeyPolicy, type ReplicationKeyUse } from "./keys";
import { createReplication } from "./replication";
import { retaining } from "./retaining";

/** The buckets of both members and what ties them together. */
export interface SiteStorage {
  readonly primary: SiteBucket;
  readonly replica: SiteBucket;
  /** The role that S3 replicates with; absent where somebody else replicates. */
  readonly role?: iam.Role;
}

/** Registers both buckets, or adopts the ones that exist, and the replication of the first to the second. */
export function createStorage(
  name: string,
  settings: Pick<SiteSettings, "storage" | "tags">,
  opts: pulumi.CustomResourceOptions,
): SiteStorage {
  const kept = retaining(settings, opts);
  const primary = createMember(name, "primary", settings, opts, kept);
  const replica = createMember(name, "replica", settings, opts, kept);
  if (settings.storage.existingReplication === ExistingReplication.External) return { primary, replica };
  return { primary, replica, ...createReplication(name, primary, replica, settings, opts) };
}

/** Registers who may use the keys, where there are any: after the distribution, which their policies name (S3-4). */
export function grantKeys(
  name: string,
  { primary, replica, role }: SiteStorage,
  distributionArns: readonly pulumi.Input<string>[],
  opts: pulumi.CustomResourceOptions,
): void {
  if (role === undefined) return;
  const grant = (member: string, { key, region }: SiteBucket, use: ReplicationKeyUse): void => {
    if (key === undefined) return;
    const grants = { roleArn: role.arn, use };
    createKeyPolicy(`${name}-${member}`, region, key, grants, distributionArns, opts);
  };
  grant("primary", primary, "kms:Decrypt");
  grant("replica", replica, "kms:Encrypt");
}

function createMember(
  name: string,
  role: "primary" | "replica",
  settings: Pick<SiteSettings, "storage" | "tags">,
  opts: pulumi.CustomResourceOptions,
  kept: pulumi.CustomResourceOptions,
): SiteBucket {
  const { storage } = settings;
  const [member, region, existing] = [`${name}-${role}`, storage[`${role}Region`], storage[`${role}Existing`]];
  if (existing !== undefined) return adoptBucket(member, `${role}ExistingBucketName`, region, existing, opts);
  const key = storage.encryption === Encryption.Kms ? createKey(member, region, settings, opts) : undefined;
  return createSiteBucket(member, region, settings, key, kept);
}
