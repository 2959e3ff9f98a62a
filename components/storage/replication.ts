import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import { bucketArn } from "../../aws/bucketNames";
import type { SiteSettings } from "../settings";
import type { SiteBucket } from "./buckets";
import { replicationPermissions, replicationRule, replicationTrust } from "./replicationDocuments";

/** Registers the replication of the primary to the replica and its role. */
export function createReplication(
  name: string,
  primary: SiteBucket,
  replica: SiteBucket,
  { storage, tags }: Pick<SiteSettings, "storage" | "tags">,
  opts: pulumi.CustomResourceOptions,
): { role: iam.Role } {
  const role = new iam.Role(
    `${name}-replication`,
    {
      description: `${name}: S3 copies the primary bucket to the replica`,
      assumeRolePolicy: JSON.stringify(replicationTrust),
      tags,
    },
    opts,
  );
  const permissions = new iam.RolePolicy(
    `${name}-replication`,
    { role: role.name, policy: permissionsText(primary, replica) },
    opts,
  );
  new s3.BucketReplicationConfig(
    `${name}-replication`,
    {
      region: primary.region,
      bucket: primary.bucketName,
      role: role.arn,
      rules: [
        replicationRule(replica.bucketName.apply(bucketArn), {
          timeControl: storage.replicationTimeControl,
          metrics: storage.replicationMetrics,
          ...(replica.key === undefined ? {} : { replicaKeyArn: replica.key.arn }),
        }),
      ],
    },
    // S3 refuses the configuration before both buckets keep versions (RP-1); without its permissions the first objects
    // would fail for good (RP-8).
    { ...opts, dependsOn: [primary.versioning, replica.versioning, permissions] },
  );
  return { role };
}

function permissionsText(primary: SiteBucket, replica: SiteBucket): pulumi.Output<string> {
  const names = pulumi.all([primary.bucketName, replica.bucketName]);
  if (primary.key === undefined || replica.key === undefined) {
    return names.apply(([from, to]) => JSON.stringify(replicationPermissions(from, to)));
  }
  return pulumi
    .all([names, primary.key.arn, replica.key.arn])
    .apply(([[from, to], decrypt, encrypt]) =>
      JSON.stringify(replicationPermissions(from, to, { primary: decrypt, replica: encrypt })),
    );
}
