import { expect } from "chai";
import { CodedError } from "../../../aws/codedError";
import { argsFromConfig } from "../../../components/config";

const regions = { "static-site-ha:primaryRegion": "us-east-1", "static-site-ha:replicaRegion": "us-west-2" };

const read = (keys: Readonly<Record<string, string>>): unknown => {
  const named = Object.entries(keys).map(([key, value]) => [`static-site-ha:${key}`, value] as const);
  const config: Record<string, string> = { ...regions, ...Object.fromEntries(named) };
  return JSON.parse(JSON.stringify(argsFromConfig(config)));
};

describe("the stack's configuration of storage and access", () => {
  it("has the arguments of encryption, replication and retention under their own names", () => {
    const keys = {
      originAccess: "oac",
      missingKey: "403",
      encryption: "kms",
      kmsKeyDeletionWindowDays: "14",
      noncurrentVersionExpirationDays: "60",
      abortIncompleteMultipartUploadDays: "1",
      replicationTimeControl: "true",
      replicationMetrics: "true",
      retainBucketsOnDelete: "true",
    };
    expect(read(keys)).to.deep.include({
      originAccess: "oac",
      missingKey: "403",
      encryption: "kms",
      kmsKeyDeletionWindowDays: 14,
      noncurrentVersionExpirationDays: 60,
      abortIncompleteMultipartUploadDays: 1,
      replicationTimeControl: true,
      replicationMetrics: true,
      retainBucketsOnDelete: true,
    });
  });

  it("has the arguments of existing buckets, a policy being JSON as structured values are", () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket", Resource: "arn:aws:s3:::company-site" }],
    });
    const keys = {
      primaryExistingBucketName: "company-site",
      primaryExistingBucketPolicy: policy,
      primaryExistingBucketReplication: "none",
      replicaExistingBucketName: "company-copy",
      replicaExistingBucketPolicy: "",
    };
    expect(read(keys)).to.deep.include(keys);
  });

  it("names the key of what is refused", () => {
    expect(() => read({ encryption: "kms" }))
      .to.throw(CodedError, "static-site-ha:encryption")
      .with.property("code", "E_ENCRYPTION");
  });
});
