import type { ReplicationRule } from "../../model/siteModel";
import { bucketFor, emptyReply, xmlReply, type Call, type Operation } from "./call";
import { childrenOf, childText, readXml } from "./readXml";
import { refuse } from "./refusal";
import { replicationRuleElements, replicationRuleOf } from "./replicationRule";

export const getReplication: Operation = (call) => {
  const { replication } = bucketFor(call, "s3:GetReplicationConfiguration");
  if (replication === undefined) throw refuse("ReplicationConfigurationNotFoundError");
  return xmlReply("ReplicationConfiguration", {
    Role: replication.role,
    Rule: replication.rules.map(replicationRuleElements),
  });
};

/** RP-1: both buckets keep versions. RP-2: for what is written from now on. */
export const putReplication: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutReplicationConfiguration");
  const root = readXml(call.request.body, "ReplicationConfiguration");
  const role = childText(root, "Role");
  const rules = childrenOf(root, "Rule").map(replicationRuleOf);
  if (role === undefined || rules.length === 0) throw refuse("MalformedXML");
  if (bucket.store.versioning !== "Enabled") {
    throw refuse("InvalidRequest", {
      message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    });
  }
  for (const rule of rules) checkDestination(call, rule);
  bucket.replication = { role, rules };
  return emptyReply(200);
};

export const deleteReplication: Operation = (call) => {
  bucketFor(call, "s3:PutReplicationConfiguration").replication = undefined;
  return emptyReply(204);
};

function checkDestination({ estate }: Call, { destinationBucketArn }: ReplicationRule): void {
  const target = estate.find(destinationBucketArn.replace("arn:aws:s3:::", ""));
  if (target?.store.versioning === "Enabled") return;
  throw refuse("InvalidRequest", {
    message:
      target === undefined ? "Destination bucket must exist." : "Destination bucket must have versioning enabled.",
  });
}
