import * as s3 from "@pulumi/aws/s3";
import type * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { regionalDomainName } from "../../aws/bucketNames";
import type { SiteSettings } from "../settings";
import type { ExistingBucket } from "./existingSettings";
import { lifecycleRule } from "./lifecycle";

/** One member's bucket, with what others must wait for. */
export interface SiteBucket {
  /** The physical name. Given to the bucket as an input, so previews know it where they do not know the bucket's id. */
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  readonly region: string;
  readonly versioning: s3.BucketVersioning;
  readonly publicAccessBlock: s3.BucketPublicAccessBlock;
  /** REST endpoint with the region in the name (S3-11). */
  readonly domainName: pulumi.Output<string>;
  /** The key of its objects; absent where S3 encrypts with its own. */
  readonly key?: kms.Key;
  /** Absent for a bucket of the site's own. */
  readonly existing?: ExistingBucket;
}

/** Everything that is not for a single reader stays out: four switches, all on. */
export const blockPublicAccess = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** No ACLs: the bucket's owner owns every object, replicas included. */
export const bucketOwnerEnforced = { objectOwnership: "BucketOwnerEnforced" };

/** SSE-S3, which every reader can read (S3-3), or the region's key, asked once per bucket and not once per object. */
export function encryptionRules(keyArn?: pulumi.Input<string>) {
  return keyArn === undefined
    ? [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false }]
    : [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ];
}

/** Registers a private, versioned, encrypted bucket. Each resource names the region: it would else take the provider's. */
export function createSiteBucket(
  name: string,
  region: string,
  { storage, tags }: Pick<SiteSettings, "storage" | "tags">,
  key: kms.Key | undefined,
  opts: pulumi.CustomResourceOptions,
): SiteBucket {
  const bucket = new s3.Bucket(name, { region, forceDestroy: storage.forceDestroy, tags }, opts);
  const bucketName = bucket.bucket;
  const of = { region, bucket: bucketName };
  const versioning = new s3.BucketVersioning(
    `${name}-versioning`,
    // Replication needs it on both sides (RP-1), and a deleted page can be brought back.
    { ...of, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  const publicAccessBlock = new s3.BucketPublicAccessBlock(
    `${name}-public-access-block`,
    { ...of, ...blockPublicAccess },
    opts,
  );
  new s3.BucketOwnershipControls(`${name}-ownership`, { ...of, rule: bucketOwnerEnforced }, opts);
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { ...of, rules: encryptionRules(key?.arn) },
    opts,
  );
  new s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...of, rules: [lifecycleRule(storage)] },
    // Non-current versions exist only where versions are kept.
    { ...opts, dependsOn: [versioning] },
  );
  return {
    bucketName,
    bucketArn: bucket.arn,
    region,
    versioning,
    publicAccessBlock,
    domainName: bucketName.apply((bucket) => regionalDomainName(bucket, region)),
    ...(key === undefined ? {} : { key }),
  };
}
