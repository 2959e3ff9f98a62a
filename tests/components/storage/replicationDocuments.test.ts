import { expect } from "chai";
import {
  replicationPermissions,
  replicationRule,
  replicationTrust,
} from "../../../components/storage/replicationDocuments";

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

  it("decrypts with the primary's key and encrypts with the replica's, where there are keys (RP-9)", () => {
    const { Statement } = replicationPermissions("from", "to", { primary: "arn:from-key", replica: "arn:to-key" });
    const granted = Statement.slice(3).map(({ Action, Resource }) => [Resource, Action]);
    expect(Object.fromEntries(granted)).to.deep.equal({ "arn:from-key": "kms:Decrypt", "arn:to-key": "kms:Encrypt" });
  });
});

describe("the replication rule", () => {
  const plain = { timeControl: false, metrics: false };

  it("has a filter, and leaves delete markers where they were made (RP-3, RP-16)", () => {
    expect(replicationRule("arn:aws:s3:::to", plain)).to.deep.include({
      status: "Enabled",
      filter: { prefix: "" },
      deleteMarkerReplication: { status: "Disabled" },
    });
  });

  it("asks for neither replication time control nor metrics nor keys unless they are wanted", () => {
    const rule = replicationRule("arn:aws:s3:::to", plain);
    expect(rule.destination).to.deep.equal({ bucket: "arn:aws:s3:::to", storageClass: "STANDARD" });
    expect(rule).not.to.have.property("sourceSelectionCriteria");
  });

  it("asks for metrics without a threshold, and for time control with 15 minutes, the only value (RP-6)", () => {
    const enabled = { status: "Enabled" };
    expect(replicationRule("arn", { timeControl: false, metrics: true }).destination).to.deep.include({
      metrics: enabled,
    });
    expect(replicationRule("arn", { timeControl: true, metrics: true }).destination).to.deep.include({
      replicationTime: { ...enabled, time: { minutes: 15 } },
      metrics: { ...enabled, eventThreshold: { minutes: 15 } },
    });
  });

  it("opts KMS objects in and encrypts their copies with the key of the replica's region (RP-10)", () => {
    const rule = replicationRule("arn", { ...plain, replicaKeyArn: "arn:to-key" });
    expect(rule.sourceSelectionCriteria).to.deep.equal({ sseKmsEncryptedObjects: { status: "Enabled" } });
    expect(rule.destination).to.deep.include({ encryptionConfiguration: { replicaKmsKeyId: "arn:to-key" } });
  });
});
