import { bucketFor, xmlReply, type Call, type Operation } from "./call";
import { refuse } from "./refusal";
import type { BucketState } from "../estate";
import type { Reply } from "../reply";

/** What a bucket has that enforces its owner, which is the only kind here. */
export const getOwnershipControls: Operation = (call) => {
  bucketFor(call, "s3:GetBucketOwnershipControls");
  return xmlReply("OwnershipControls", { Rule: { ObjectOwnership: "BucketOwnerEnforced" } });
};

/** S3's own keys unless the bucket names one of KMS. */
export const getEncryption: Operation = (call) => {
  const { encryption } = bucketFor(call, "s3:GetEncryptionConfiguration");
  const key = encryption === undefined ? {} : { KMSMasterKeyID: encryption.keyArn };
  const rule = { SSEAlgorithm: encryption === undefined ? "AES256" : "aws:kms", ...key };
  return xmlReply("ServerSideEncryptionConfiguration", {
    Rule: { ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled: encryption?.bucketKey ?? false },
  });
};

/** The owner has everything and nobody else anything (S3-4). */
export const getBucketAcl: Operation = (call) => {
  return ownersGrant(bucketFor(call, "s3:GetBucketAcl"));
};

export const getObjectAcl: Operation = (call) => {
  const { key = "", query } = call.request;
  const bucket = bucketFor(call, "s3:GetObjectAcl", key);
  const version = bucket.store.find(key, query.get("versionId") ?? undefined);
  if (version === undefined || version.deleteMarker) throw refuse("NoSuchKey", { details: { Key: key } });
  return ownersGrant(bucket);
};

/** No rule of CORS can be set yet, so that there is none to be told. */
export const getCors: Operation = (call: Call) => {
  bucketFor(call, "s3:GetBucketCORS");
  throw refuse("NoSuchCORSConfiguration");
};

function ownersGrant({ owner }: BucketState): Reply {
  const grantee = {
    "@_xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@_xsi:type": "CanonicalUser",
    ID: owner,
  };
  return xmlReply("AccessControlPolicy", {
    Owner: { ID: owner },
    AccessControlList: { Grant: { Grantee: grantee, Permission: "FULL_CONTROL" } },
  });
}
