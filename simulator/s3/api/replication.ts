import type { ReplicationRule } from "../../model/siteModel";
import { bucketFor, emptyReply, xmlReply, type Call, type Operation } from "./call";
import { child, childrenOf, childText, readXml, type XmlElement } from "./readXml";
import { refuse } from "./refusal";

/** What rules may say here; anything else would be accepted and then ignored. */
const understood = new Set(["ID", "Status", "Priority", "Prefix", "Filter", "DeleteMarkerReplication", "Destination"]);

export const getReplication: Operation = (call) => {
  const { replication } = bucketFor(call, "s3:GetReplicationConfiguration");
  if (replication === undefined) throw refuse("ReplicationConfigurationNotFoundError");
  return xmlReply("ReplicationConfiguration", {
    Role: replication.role,
    Rule: replication.rules.map((rule) => ({
      ID: rule.id,
      Priority: rule.priority,
      Filter: { Prefix: rule.prefix },
      Status: rule.enabled ? "Enabled" : "Disabled",
      DeleteMarkerReplication: { Status: rule.deleteMarkers ? "Enabled" : "Disabled" },
      Destination: { Bucket: rule.destinationBucketArn },
    })),
  });
};

/** RP-1: both buckets keep versions. RP-2: for what is written from now on. */
export const putReplication: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutReplicationConfiguration");
  const root = readXml(call.request.body, "ReplicationConfiguration");
  const role = childText(root, "Role");
  const rules = childrenOf(root, "Rule").map(ruleOf);
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

function ruleOf(element: XmlElement, index: number): ReplicationRule {
  onlyUnderstood(element, understood);
  const destination = child(element, "Destination");
  const status = childText(element, "Status");
  const arn = destination === undefined ? undefined : childText(destination, "Bucket");
  if (destination === undefined || arn === undefined || (status !== "Enabled" && status !== "Disabled")) {
    throw refuse("MalformedXML");
  }
  onlyUnderstood(destination, new Set(["Bucket"]));
  const filter = child(element, "Filter");
  if (filter !== undefined) onlyUnderstood(filter, new Set(["Prefix"]));
  const markers = child(element, "DeleteMarkerReplication");
  const priority = childText(element, "Priority") ?? "0";
  if (!/^\d{1,9}$/.test(priority)) throw refuse("MalformedXML");
  return {
    id: childText(element, "ID") ?? `rule-${index + 1}`,
    enabled: status === "Enabled",
    priority: Number(priority),
    prefix: child(filter ?? element, "Prefix")?.text ?? "",
    // RP-3: without a filter it is the older form, which takes markers along.
    deleteMarkers: filter === undefined || (markers !== undefined && childText(markers, "Status") === "Enabled"),
    destinationBucketArn: arn,
  };
}

function onlyUnderstood({ children }: XmlElement, names: ReadonlySet<string>): void {
  const other = children.find(({ name }) => !names.has(name));
  if (other !== undefined) throw refuse("NotImplemented", { details: { Element: other.name } });
}
