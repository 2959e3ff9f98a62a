import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { childText, readXml } from "./readXml";
import { refuse } from "./refusal";

/** Empty for a bucket that never kept versions. */
export const getVersioning: Operation = (call) => {
  const { versioning } = bucketFor(call, "s3:GetBucketVersioning").store;
  return xmlReply("VersioningConfiguration", { Status: versioning === "Off" ? undefined : versioning });
};

/** Enables or suspends; RP-1: what replicates cannot suspend. */
export const putVersioning: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutBucketVersioning");
  const root = readXml(call.request.body, "VersioningConfiguration");
  const status = childText(root, "Status");
  if (childText(root, "MfaDelete") === "Enabled") throw refuse("NotImplemented", { details: { Element: "MfaDelete" } });
  if (status !== "Enabled" && status !== "Suspended") throw refuse("IllegalVersioningConfigurationException");
  if (status === "Suspended" && bucket.replication !== undefined) throw refuse("InvalidBucketState");
  bucket.store.versioning = status;
  return emptyReply(200);
};
