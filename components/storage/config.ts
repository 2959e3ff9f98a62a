import type { ConfigReader } from "../configReader";
import type { StorageArgs } from "./args";
import { Encryption, ExistingReplication } from "./enums";

/** Reads what the stack's configuration says of the buckets. */
export function readStorage(read: ConfigReader): StorageArgs {
  return {
    primaryRegion: read.required("primaryRegion", "the region of the primary bucket, such as us-east-1"),
    replicaRegion: read.required("replicaRegion", "the region of the replica bucket, such as us-west-2"),
    forceDestroy: read.flag("forceDestroy"),
    retainBucketsOnDelete: read.flag("retainBucketsOnDelete"),
    noncurrentVersionExpirationDays: read.number("noncurrentVersionExpirationDays"),
    abortIncompleteMultipartUploadDays: read.number("abortIncompleteMultipartUploadDays"),
    encryption: read.choice("encryption", Encryption),
    kmsKeyDeletionWindowDays: read.number("kmsKeyDeletionWindowDays"),
    replicationTimeControl: read.flag("replicationTimeControl"),
    replicationMetrics: read.flag("replicationMetrics"),
    primaryExistingBucketName: read.text("primaryExistingBucketName"),
    primaryExistingBucketPolicy: read.text("primaryExistingBucketPolicy"),
    primaryExistingBucketReplication: read.choice("primaryExistingBucketReplication", ExistingReplication),
    replicaExistingBucketName: read.text("replicaExistingBucketName"),
    replicaExistingBucketPolicy: read.text("replicaExistingBucketPolicy"),
  };
}
