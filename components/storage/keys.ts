import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { byService } from "../access/bucketPolicy";
import { type PolicyDocument, policyDocument } from "../policyDocument";
import type { SiteSettings } from "../settings";

/** What the replication role does with a key: decrypts with the primary's, encrypts with the replica's (RP-9). */
export type ReplicationKeyUse = "kms:Decrypt" | "kms:Encrypt";

/** Who may use a key. Without the account's root nobody could ever change the policy again. */
export function keyPolicy(
  roleArn: string,
  use: ReplicationKeyUse,
  distributionArns: readonly string[],
): PolicyDocument {
  return policyDocument(
    {
      Sid: "AccountAdministers",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountOf(roleArn)}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    { Sid: "S3Replicates", Effect: "Allow", Principal: { AWS: roleArn }, Action: use, Resource: "*" },
    // S3-4: CloudFront reads with the key, for these distributions only.
    { Sid: "DistributionReads", Effect: "Allow", ...byService(distributionArns), Action: "kms:Decrypt", Resource: "*" },
  );
}

/** The account that a resource's ARN names: asking AWS for it would make a preview need an account. */
export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/**
 * Registers the key of one region, with KMS's own policy: the site's comes after the distribution that it names. It is
 * never deleted with its resource: objects that were written with it could be read no more, in neither region.
 */
export function createKey(
  name: string,
  region: string,
  { storage, tags }: Pick<SiteSettings, "storage" | "tags">,
  opts: pulumi.CustomResourceOptions,
): kms.Key {
  const { keyDeletionDays } = storage;
  return new kms.Key(
    `${name}-key`,
    {
      region,
      description: `${name}: the objects of the bucket in ${region}`,
      enableKeyRotation: true,
      ...(keyDeletionDays === undefined ? {} : { deletionWindowInDays: keyDeletionDays }),
      tags,
    },
    { ...opts, retainOnDelete: true },
  );
}

/**
 * Registers the policy of a key: as a resource of its own, since key, bucket, distribution would else be a cycle. It stays
 * with the key, which CloudFront could not read with under KMS's own policy.
 */
export function createKeyPolicy(
  name: string,
  region: string,
  key: kms.Key,
  grants: { readonly roleArn: pulumi.Input<string>; readonly use: ReplicationKeyUse },
  distributionArns: readonly pulumi.Input<string>[],
  opts: pulumi.CustomResourceOptions,
): kms.KeyPolicy {
  const policy = pulumi
    .all([grants.roleArn, pulumi.all([...distributionArns])])
    .apply(([roleArn, arns]) => JSON.stringify(keyPolicy(roleArn, grants.use, arns)));
  return new kms.KeyPolicy(
    `${name}-key-policy`,
    { region, keyId: key.keyId, policy },
    {
      ...opts,
      retainOnDelete: true,
    },
  );
}
