import type * as pulumi from "@pulumi/pulumi";
import * as s3 from "@pulumi/aws/s3";
import { regionalDomainName } from "../../aws/bucketNames";
import type { SiteSettings } from "../settings";

/** One member's bucket, with what others must wait for. */
export interface SiteBucket {
  readonly bucket: s3.Bucket;
  /** The physical name. Given to the bucket as an input, so previews know it where they do not know the bucket's id. */
  readonly bucketName: pulumi.Output<string>;
  readonly region: string;
  readonly versioning: s3.BucketVersioning;
  readonly publicAccessBlock: s3.BucketPublicAccessBlock;
  /** REST endpoint with the region in the name (S3-11). */
  readonly domainName: pulumi.Output<string>;
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

/** SSE-S3: an origin access identity cannot read what a KMS key encrypts (S3-3). */
export const encryptionRules = [
  { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false },
];

/** Registers a private, versioned, encrypted bucket. Each resource names the region: it would else take the provider's. */
export function createSiteBucket(
  name: string,
  region: string,
  { storage, tags }: Pick<SiteSettings, "storage" | "tags">,
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
  new s3.BucketServerSideEncryptionConfiguration(`${name}-encryption`, { ...of, rules: encryptionRules }, opts);
  return {
    bucket,
    bucketName,
    region,
    versioning,
    publicAccessBlock,
    domainName: bucketName.apply((bucket) => regionalDomainName(bucket, region)),
  };
}
