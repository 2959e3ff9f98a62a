import { expect } from "chai";
import { bucketPolicy } from "../../components/access/access";
import { replicationPermissions, replicationRule, replicationTrust } from "../../components/storage/replication";

describe("a bucket's policy", () => {
  const { Statement } = bucketPolicy("site", "arn:aws:iam::cloudfront:user/ID");

  it("lets the identity read objects, and the bucket, so that a missing page is a 404 (S3-2, S3-5)", () => {
    const allowed = Statement.filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Principal, Action, Resource }) => ({ Principal, Action, Resource }))).to.deep.equal([
      {
        Principal: { AWS: "arn:aws:iam::cloudfront:user/ID" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::site/*",
      },
      { Principal: { AWS: "arn:aws:iam::cloudfront:user/ID" }, Action: "s3:ListBucket", Resource: "arn:aws:s3:::site" },
    ]);
  });

  it("denies everybody everything without TLS, on the bucket and on its objects", () => {
    const denied = Statement.filter(({ Effect }) => Effect === "Deny");
    expect(denied).to.deep.equal([
      {
        Sid: "DenyWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::site", "arn:aws:s3:::site/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });
});

describe("the replication role", () => {
  it("may be taken by S3 alone (RP-9)", () => {
    expect(replicationTrust.Statement.map(({ Principal }) => Principal)).to.deep.equal([
      { Service: "s3.amazonaws.com" },
    ]);
  });

  it("reads the primary and writes replicas, on exactly these buckets and nothing else (RP-9)", () => {
    const granted = replicationPermissions("from", "to").Statement.map(({ Action, Resource }) => [Resource, Action]);
    expect(Object.fromEntries(granted)).to.deep.equal({
      "arn:aws:s3:::from": ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      "arn:aws:s3:::from/*": [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
      ],
      "arn:aws:s3:::to/*": ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
    });
  });
});

describe("the replication rule", () => {
  it("has a filter, and leaves delete markers where they were made (RP-3, RP-16)", () => {
    expect(replicationRule("arn:aws:s3:::to")).to.deep.include({
      status: "Enabled",
      filter: { prefix: "" },
      deleteMarkerReplication: { status: "Disabled" },
    });
  });

  it("asks for neither replication time control nor metrics", () => {
    expect(replicationRule("arn:aws:s3:::to").destination).to.deep.equal({
      bucket: "arn:aws:s3:::to",
      storageClass: "STANDARD",
    });
  });
});
