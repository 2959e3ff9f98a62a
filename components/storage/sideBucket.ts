import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { blockPublicAccess, bucketOwnerEnforced, encryptionRules } from "./buckets";

/**
 * Makes a bucket that stands beside the site private, owner-enforced and encrypted, and has it emptied in time: objects
 * after so many days, uploads that never end after one.
 */
export function secureSideBucket(
  name: string,
  region: string,
  bucket: pulumi.Output<string>,
  retentionDays: number,
  opts: pulumi.CustomResourceOptions,
): s3.BucketPublicAccessBlock {
  const of = { region, bucket };
  new s3.BucketOwnershipControls(`${name}-ownership`, { ...of, rule: bucketOwnerEnforced }, opts);
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    // The services that write here would need a grant on a KMS key.
    { ...of, rules: encryptionRules() },
    opts,
  );
  new s3.BucketLifecycleConfiguration(`${name}-lifecycle`, { ...of, rules: [expiringRule(retentionDays)] }, opts);
  return new s3.BucketPublicAccessBlock(`${name}-public-access-block`, { ...of, ...blockPublicAccess }, opts);
}

function expiringRule(days: number) {
  return {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
  };
}
