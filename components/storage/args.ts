import type * as pulumi from "@pulumi/pulumi";
import type { Encryption, ExistingReplication } from "./enums";

/** Arguments about the two buckets. */
export interface StorageArgs {
  /** Region of the bucket that serves the site and that releases are written to, such as `us-east-1`. */
  primaryRegion: string;
  /** Region of the bucket that answers when the primary cannot. Must differ from `primaryRegion`. */
  replicaRegion: string;
  /**
   * Whether destroying the stack also deletes what is in the buckets, every version of it. Defaults to false. Has no
   * effect on failover, nor on a bucket that exists already.
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * Whether the buckets, the one of the access logs among them, and their settings stay when the stack is destroyed; keys
   * always do. Defaults to false. Has no effect on failover. Excludes `forceDestroy`.
   */
  retainBucketsOnDelete?: boolean;
  /**
   * Days for which both buckets keep a version after it was replaced or deleted, 1 or more. Until then it can be brought
   * back in either region. Defaults to 30. Has no effect on failover, nor on a bucket that exists already.
   */
  noncurrentVersionExpirationDays?: number;
  /**
   * Days after which both buckets drop the parts of an upload that was never completed, 1 or more. Defaults to 7. Has no
   * effect on failover, nor on a bucket that exists already.
   */
  abortIncompleteMultipartUploadDays?: number;
  /**
   * What the objects are encrypted with. `kms` makes a key in each region, so that a lost region takes no key of the other
   * one along; it needs `originAccess` `oac` (S3-3) and buckets of the site's own. The stack never deletes these keys nor
   * their policies: objects keep the key that they were written with, so that back at `s3` the site is still read with
   * them. Delete them yourself once no version of an object needs them. Defaults to `s3`.
   */
  encryption?: Encryption;
  /**
   * Days for which KMS keeps a key that is to be deleted, 7 to 30. The site's keys outlive it, since objects under them
   * would be lost; this holds once you delete one by hand. Only with `encryption` `kms`. Defaults to AWS's 30. Has no effect
   * on failover.
   */
  kmsKeyDeletionWindowDays?: number;
  /**
   * Whether S3 promises to replicate 99.9 % of new objects within 15 minutes (RP-6), at an extra price: what the replica
   * may lack when the primary is lost. Turns `replicationMetrics` on. Defaults to false: most objects within 15 minutes,
   * large ones within hours (RP-7).
   */
  replicationTimeControl?: boolean;
  /**
   * Whether CloudWatch is told how far the replica lags behind, and of every copy that failed. Defaults to the value of
   * `replicationTimeControl`, and to true with `monitoring`. Has no effect on failover.
   */
  replicationMetrics?: boolean;
  /**
   * Name of a bucket in `primaryRegion` to use as the primary, instead of a new one. It must keep versions (RP-1), which
   * a deployment checks with credentials. It gets a public access block, the site's bucket policy and its replication, all
   * but the last for good; its lifecycle, encryption and object ownership stay as they are. Its objects need bucket owner
   * enforced or preferred with `originAccess` `oac` (S3-4), and are replicated only when they are written from then on
   * (RP-2): copy older ones yourself, or the replica lacks them in a failover. Defaults to a new bucket.
   */
  primaryExistingBucketName?: string;
  /**
   * The policy that the existing primary has, as JSON text, or an empty text for none. Required with
   * `primaryExistingBucketName`: a policy replaces the one before, so the site's is merged with it, statement by statement.
   */
  primaryExistingBucketPolicy?: string;
  /**
   * Who replicates the existing primary. Required with `primaryExistingBucketName`: a configuration replaces the one
   * before. With `external`, which takes a `replicaExistingBucketName`, the replica is only as complete as that other
   * replication makes it.
   */
  primaryExistingBucketReplication?: ExistingReplication;
  /**
   * Name of a bucket in `replicaRegion` to use as the replica, as `primaryExistingBucketName` for the primary. Defaults to
   * a new bucket.
   */
  replicaExistingBucketName?: string;
  /**
   * The policy that the existing replica has, as JSON text, or an empty text for none. Required with
   * `replicaExistingBucketName`.
   */
  replicaExistingBucketPolicy?: string;
}
