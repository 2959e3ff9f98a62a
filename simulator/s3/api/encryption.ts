import type { BucketEncryption } from "../../model/siteModel";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { child, childText, readXml } from "./readXml";
import { refuse } from "./refusal";

/** S3's own keys unless the bucket names one of KMS. */
export const getEncryption: Operation = (call) => {
  const { encryption } = bucketFor(call, "s3:GetEncryptionConfiguration");
  const key = encryption === undefined ? {} : { KMSMasterKeyID: encryption.keyArn };
  const rule = { SSEAlgorithm: encryption === undefined ? "AES256" : "aws:kms", ...key };
  return xmlReply("ServerSideEncryptionConfiguration", {
    Rule: { ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled: encryption?.bucketKey ?? false },
  });
};

/** For what is written from now on. */
export const putEncryption: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutEncryptionConfiguration");
  bucket.encryption = encryptionOf(call.request.body);
  return emptyReply(200);
};

/** Back to S3's own keys, without which there is none. Needs the permission to put. */
export const deleteEncryption: Operation = (call) => {
  bucketFor(call, "s3:PutEncryptionConfiguration").encryption = undefined;
  return emptyReply(204);
};

/** Throws `MalformedXML`, and `NotImplemented` for a key that is not named by its ARN. */
function encryptionOf(body: Uint8Array): BucketEncryption | undefined {
  const rule = child(readXml(body, "ServerSideEncryptionConfiguration"), "Rule");
  const byDefault = rule === undefined ? undefined : child(rule, "ApplyServerSideEncryptionByDefault");
  if (rule === undefined || byDefault === undefined) throw refuse("MalformedXML");
  const [algorithm, keyArn] = [childText(byDefault, "SSEAlgorithm"), childText(byDefault, "KMSMasterKeyID")];
  if (algorithm === "AES256") {
    if (keyArn === undefined) return undefined;
    throw refuse("InvalidArgument", {
      message: "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms",
    });
  }
  if (algorithm === "aws:kms:dsse") throw refuse("NotImplemented", { details: { SSEAlgorithm: algorithm } });
  if (algorithm !== "aws:kms") throw refuse("MalformedXML");
  if (keyArn === undefined || !/^arn:aws:kms:[^:]+:\d{12}:key\/./.test(keyArn)) {
    throw refuse("NotImplemented", { message: "A KMS key must be named by its ARN." });
  }
  return { keyArn, bucketKey: childText(rule, "BucketKeyEnabled") === "true" };
}
