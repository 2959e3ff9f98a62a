import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import { bucketArn } from "../../aws/bucketNames";
import type { SiteBucket } from "./buckets";
import { type PolicyDocument, policyDocument } from "../policyDocument";
import type { SiteSettings } from "../settings";

/** Who may take the replication role: S3 alone (RP-9). */
export const replicationTrust: PolicyDocument = policyDocument({
  Sid: "S3Replicates",
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** What the replication role may do, and on these two buckets only (RP-9). */
export function replicationPermissions(primary: string, replica: string): PolicyDocument {
  return policyDocument(
    {
      Sid: "ReadConfiguration",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: bucketArn(primary),
    },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: `${bucketArn(primary)}/*`,
    },
    {
      Sid: "WriteReplicas",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: `${bucketArn(replica)}/*`,
    },
  );
}

/**
 * The one rule: every object, but no delete marker. With a filter, even one that lets everything through, markers stay
 * where they were made (RP-3), so that an accidental delete does not empty both regions (RP-16).
 */
export function replicationRule(replicaArn: pulumi.Input<string>) {
  return {
    id: "site",
    status: "Enabled",
    priority: 1,
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    destination: { bucket: replicaArn, storageClass: "STANDARD" },
  };
}

/** Registers the replication of the primary to the replica and its role. */
export function createReplication(
  name: string,
  primary: SiteBucket,
  replica: SiteBucket,
  settings: Pick<SiteSettings, "tags">,
  opts: pulumi.CustomResourceOptions,
): { role: iam.Role } {
  const role = new iam.Role(
    `${name}-replication`,
    {
      description: `${name}: S3 copies the primary bucket to the replica`,
      assumeRolePolicy: JSON.stringify(replicationTrust),
      tags: settings.tags,
    },
    opts,
  );
  const permissions = new iam.RolePolicy(
    `${name}-replication`,
    {
      role: role.name,
      policy: pulumi
        .all([primary.bucketName, replica.bucketName])
        .apply(([from, to]) => JSON.stringify(replicationPermissions(from, to))),
    },
    opts,
  );
  new s3.BucketReplicationConfig(
    `${name}-replication`,
    {
      region: primary.region,
      bucket: primary.bucketName,
      role: role.arn,
      rules: [replicationRule(replica.bucketName.apply(bucketArn))],
    },
    // S3 refuses the configuration before both buckets keep versions (RP-1); without its permissions the first objects
    // would fail for good (RP-8).
    { ...opts, dependsOn: [primary.versioning, replica.versioning, permissions] },
  );
  return { role };
}
