/** What the objects are encrypted with at rest. */
export const Encryption = {
  /** Keys of S3's own (SSE-S3). */
  S3: "s3",
  /** A KMS key of the site's own in each region (SSE-KMS). Needs `originAccess` `oac`. */
  Kms: "kms",
} as const;
export type Encryption = (typeof Encryption)[keyof typeof Encryption];

/** Who replicates a primary bucket that exists already. */
export const ExistingReplication = {
  /** Nobody: the site's replication configuration becomes the bucket's only one. */
  None: "none",
  /** Somebody else, to the replica as well: the site leaves the bucket's replication alone. */
  External: "external",
} as const;
export type ExistingReplication = (typeof ExistingReplication)[keyof typeof ExistingReplication];
