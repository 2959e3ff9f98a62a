import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { child, childText, readXml } from "./readXml";
import { refuse, type RefusalCode } from "./refusal";

/** What a bucket has that enforces its owner, which is the only kind here. */
export const getOwnershipControls: Operation = (call) => {
  bucketFor(call, "s3:GetBucketOwnershipControls");
  return xmlReply("OwnershipControls", { Rule: { ObjectOwnership: "BucketOwnerEnforced" } });
};

/** Takes what is so anyway (S3-4). Throws `NotImplemented` for what would bring ACLs back. */
export const putOwnershipControls: Operation = (call) => {
  bucketFor(call, "s3:PutBucketOwnershipControls");
  const rule = child(readXml(call.request.body, "OwnershipControls"), "Rule");
  const ownership = rule === undefined ? undefined : childText(rule, "ObjectOwnership");
  if (ownership === "BucketOwnerEnforced") return emptyReply(200);
  if (ownership !== "BucketOwnerPreferred" && ownership !== "ObjectWriter") throw refuse("MalformedXML");
  throw refuse("NotImplemented", { details: { ObjectOwnership: ownership } });
};

/** What is told of a setting that no bucket here can have: that it is not set. */
export const unset = {
  accelerate: empty("s3:GetAccelerateConfiguration", "AccelerateConfiguration"),
  lifecycle: missing("s3:GetLifecycleConfiguration", "NoSuchLifecycleConfiguration"),
  logging: empty("s3:GetBucketLogging", "BucketLoggingStatus"),
  notification: empty("s3:GetBucketNotification", "NotificationConfiguration"),
  objectLock: missing("s3:GetBucketObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"),
  website: missing("s3:GetBucketWebsite", "NoSuchWebsiteConfiguration"),
} as const;

function empty(action: string, root: string): Operation {
  return (call) => {
    bucketFor(call, action);
    return xmlReply(root, {});
  };
}

function missing(action: string, code: RefusalCode): Operation {
  return (call) => {
    const { name } = bucketFor(call, action);
    throw refuse(code, { details: { BucketName: name } });
  };
}
