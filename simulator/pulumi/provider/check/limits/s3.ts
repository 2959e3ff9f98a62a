import type { Legal, LegalValues } from "../legal";

/** S3's API reference: bucket names and the enumerations of its configurations. */
const bucket: Legal = { length: [3, 63], pattern: /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/ };
const status: Legal = { oneOf: ["Enabled", "Disabled"] };
const storageClass: Legal = {
  oneOf: [
    "STANDARD",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER_IR",
    "GLACIER",
    "DEEP_ARCHIVE",
    "REDUCED_REDUNDANCY",
  ],
};
const days: Legal = { range: [1, 2_147_483_647] };

export const s3Limits: Readonly<Record<string, LegalValues>> = {
  "aws:s3/bucket:Bucket": { bucket },
  // A policy has at most 20 KB.
  "aws:s3/bucketPolicy:BucketPolicy": { bucket, policy: { length: [1, 20_480] } },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { bucket },
  "aws:s3/bucketVersioning:BucketVersioning": {
    bucket,
    "versioningConfiguration.status": { oneOf: ["Enabled", "Suspended", "Disabled"] },
    "versioningConfiguration.mfaDelete": status,
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    bucket,
    "rule.objectOwnership": { oneOf: ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    bucket,
    rules: { length: [1, 1] },
    "rules[].applyServerSideEncryptionByDefault.sseAlgorithm": { oneOf: ["AES256", "aws:kms", "aws:kms:dsse"] },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    bucket,
    rules: { length: [1, 1000] },
    "rules[].id": { length: [1, 255] },
    "rules[].status": status,
    "rules[].expiration.days": days,
    "rules[].noncurrentVersionExpiration.noncurrentDays": days,
    "rules[].abortIncompleteMultipartUpload.daysAfterInitiation": days,
    "rules[].transitions[].storageClass": storageClass,
  },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    bucket,
    role: { pattern: /^arn:aws:iam::[0-9]{12}:role\/.+$/ },
    rules: { length: [1, 1000] },
    "rules[].id": { length: [1, 255] },
    "rules[].status": status,
    "rules[].deleteMarkerReplication.status": status,
    "rules[].destination.bucket": { pattern: /^arn:aws:s3:::[a-z0-9.-]+$/ },
    "rules[].destination.storageClass": storageClass,
    "rules[].destination.metrics.status": status,
    "rules[].destination.replicationTime.status": status,
    // The only value that there is (RP-6).
    "rules[].destination.metrics.eventThreshold.minutes": { oneOf: [15] },
    "rules[].destination.replicationTime.time.minutes": { oneOf: [15] },
    "rules[].sourceSelectionCriteria.sseKmsEncryptedObjects.status": status,
    "rules[].sourceSelectionCriteria.replicaModifications.status": status,
  },
};
