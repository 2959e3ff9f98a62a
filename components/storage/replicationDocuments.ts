import type * as pulumi from "@pulumi/pulumi";
import { bucketArn } from "../../aws/bucketNames";
import { type PolicyDocument, policyDocument, type PolicyStatement } from "../policyDocument";

/** Who may take the replication role: S3 alone (RP-9). */
export const replicationTrust: PolicyDocument = policyDocument({
  Sid: "S3Replicates",
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** The ARNs of the keys of both regions. */
export interface ReplicationKeys {
  readonly primary: string;
  readonly replica: string;
}

/** What the replication role may do, and on these two buckets and keys only (RP-9). */
export function replicationPermissions(primary: string, replica: string, keys?: ReplicationKeys): PolicyDocument {
  return policyDocument(
    {
      Sid: "ReadConfiguration",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: bucketArn(primary),
    },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: `${bucketArn(primary)}/*`,
    },
    {
      Sid: "WriteReplicas",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: `${bucketArn(replica)}/*`,
    },
    ...(keys === undefined ? [] : keyStatements(keys)),
  );
}

function keyStatements({ primary, replica }: ReplicationKeys): PolicyStatement[] {
  return [
    { Sid: "DecryptVersions", Effect: "Allow", Action: "kms:Decrypt", Resource: primary },
    { Sid: "EncryptReplicas", Effect: "Allow", Action: "kms:Encrypt", Resource: replica },
  ];
}

/** What the rule asks for beyond the copying itself. */
export interface ReplicationOptions {
  readonly timeControl: boolean;
  readonly metrics: boolean;
  /** The key of the replica's region, where objects are encrypted with KMS. */
  readonly replicaKeyArn?: pulumi.Input<string>;
}

/** Names the rule, in its metrics too (MO-3). */
export const replicationRuleId = "site";

/** The only number of minutes that S3 takes (RP-6). */
const timeControlMinutes = 15;

/**
 * The one rule: every object, but no delete marker. With a filter, even one that lets everything through, markers stay
 * where they were made (RP-3), so that an accidental delete does not empty both regions (RP-16).
 */
export function replicationRule(replicaArn: pulumi.Input<string>, options: ReplicationOptions) {
  const { timeControl, metrics, replicaKeyArn } = options;
  const threshold = { minutes: timeControlMinutes };
  return {
    id: replicationRuleId,
    status: "Enabled",
    priority: 1,
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    // RP-10: without it S3 skips what a KMS key encrypts, without a word.
    ...(replicaKeyArn === undefined
      ? {}
      : { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } }),
    destination: {
      bucket: replicaArn,
      storageClass: "STANDARD",
      ...(timeControl ? { replicationTime: { status: "Enabled", time: threshold } } : {}),
      ...(metrics ? { metrics: { status: "Enabled", ...(timeControl ? { eventThreshold: threshold } : {}) } } : {}),
      ...(replicaKeyArn === undefined ? {} : { encryptionConfiguration: { replicaKmsKeyId: replicaKeyArn } }),
    },
  };
}
