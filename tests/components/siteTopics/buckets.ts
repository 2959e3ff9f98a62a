import fc from "fast-check";
import { Encryption, ExistingReplication, MissingKey, OriginAccess } from "../../../components";
import { anyOf, someOf, type Topic } from "./topic";

/** A policy that a bucket may have had before: somebody else reads it, and keeps reading it. */
const policyOf = (bucket: string) =>
  fc.constantFrom(
    "",
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Auditors",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:role/audit" },
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::${bucket}/*`,
        },
      ],
    }),
  );

const primaryExisting = fc.record({
  primaryExistingBucketName: fc.constant("old-primary"),
  primaryExistingBucketPolicy: policyOf("old-primary"),
  primaryExistingBucketReplication: fc.constant(ExistingReplication.None),
});

const replicaExisting = fc.record({
  replicaExistingBucketName: fc.constant("old-replica"),
  replicaExistingBucketPolicy: policyOf("old-replica"),
});

const bothExisting = fc
  .tuple(primaryExisting, replicaExisting, anyOf(ExistingReplication))
  .map(([one, other, primaryExistingBucketReplication]) => ({ ...one, ...other, primaryExistingBucketReplication }));

const lifecycle = fc.record(
  {
    noncurrentVersionExpirationDays: fc.integer({ min: 1, max: 90 }),
    abortIncompleteMultipartUploadDays: fc.integer({ min: 1, max: 14 }),
  },
  someOf,
);

const end = fc.oneof(
  fc.record({ forceDestroy: fc.boolean() }, someOf),
  fc.record({ retainBucketsOnDelete: fc.boolean() }),
);

/** Time control turns the metrics on. */
const replication = fc.constantFrom(
  {},
  { replicationTimeControl: true },
  { replicationMetrics: true },
  { replicationTimeControl: true, replicationMetrics: true },
  { replicationTimeControl: false, replicationMetrics: false },
);

/** New buckets with any access and encryption: an identity cannot read what a KMS key encrypts (S3-3). */
const newBuckets = fc.tuple(
  fc.oneof(
    fc.record({ originAccess: anyOf(OriginAccess), encryption: fc.constant(Encryption.S3) }, someOf),
    fc.constant({ originAccess: OriginAccess.Oac, encryption: Encryption.Kms }),
  ),
  replication,
);

/** Existing ones: where somebody else replicates there is nothing to set. */
const existingBuckets = fc.tuple(
  fc.record({ originAccess: anyOf(OriginAccess) }, someOf),
  fc.oneof(
    fc.tuple(fc.oneof(primaryExisting, replicaExisting), replication).map(([one, two]) => ({ ...one, ...two })),
    bothExisting,
  ),
);

/** The buckets and how CloudFront reads them. */
export const buckets: Topic = fc
  .tuple(
    fc.oneof({ arbitrary: newBuckets, weight: 2 }, existingBuckets),
    lifecycle,
    end,
    fc.record({ missingKey: anyOf(MissingKey) }, someOf),
  )
  .map(([[access, storage], ...others]) => ({ ...access, ...storage, ...Object.assign({}, ...others) }));
