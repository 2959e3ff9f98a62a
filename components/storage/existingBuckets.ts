import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../../aws/codedError";
import { bucketArn, regionalDomainName } from "../../aws/bucketNames";
import { blockPublicAccess, type SiteBucket } from "./buckets";
import type { ExistingBucket } from "./existingSettings";

/**
 * The name of an existing bucket, once it is known that it keeps versions.
 *
 * @throws CodedError `E_BUCKET_VERSIONING` naming `argument`.
 */
export function versionedName(argument: string, name: string, status: string | undefined): string {
  if (status === "Enabled") return name;
  throw new CodedError(
    "E_BUCKET_VERSIONING",
    `${argument} must name a bucket whose versioning is Enabled, got ${name} with ${status ?? "none"}; without versions ` +
      "S3 replicates nothing (RP-1): enable it with aws s3api put-bucket-versioning, or supply another bucket",
    argument,
  );
}

/**
 * Reads an existing bucket's versioning and registers what no promise can do without: the block of public access. Both it
 * and the policy stay when the stack is destroyed; the bucket's lifecycle, encryption and ownership are its owner's.
 * Whoever uses the name or the domain name waits for the check.
 */
export function adoptBucket(
  name: string,
  argument: string,
  region: string,
  existing: ExistingBucket,
  opts: pulumi.CustomResourceOptions,
): SiteBucket {
  const versioning = s3.BucketVersioning.get(`${name}-versioning`, existing.name, { region }, opts);
  const bucketName = versioning.versioningConfiguration.apply(({ status }) =>
    versionedName(argument, existing.name, status),
  );
  const publicAccessBlock = new s3.BucketPublicAccessBlock(
    `${name}-public-access-block`,
    { region, bucket: bucketName, ...blockPublicAccess },
    { ...opts, retainOnDelete: true },
  );
  return {
    bucketName,
    bucketArn: pulumi.output(bucketArn(existing.name)),
    region,
    versioning,
    publicAccessBlock,
    domainName: bucketName.apply((bucket) => regionalDomainName(bucket, region)),
    existing,
  };
}
