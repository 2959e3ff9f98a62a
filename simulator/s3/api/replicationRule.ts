import type { ReplicationRule } from "../../model/siteModel";
import type { Tag } from "../tags";
import type { XmlElements } from "../xml";
import { tagsOfElements } from "./readTags";
import { child, childrenOf, childText, type XmlElement } from "./readXml";
import { refuse } from "./refusal";

/** What rules may say here; anything else would be accepted and then ignored. */
const understood = [
  "ID",
  "Status",
  "Priority",
  "Prefix",
  "Filter",
  "DeleteMarkerReplication",
  "SourceSelectionCriteria",
  "Destination",
];

/** A rule as S3 writes it. */
export function replicationRuleElements(rule: ReplicationRule): XmlElements {
  const { tags = [], kmsObjects, replicaModifications, replicaKeyArn } = rule;
  const written = tags.map(({ key, value }) => ({ Key: key, Value: value }));
  return {
    ID: rule.id,
    Priority: rule.priority,
    Filter: tags.length === 0 ? { Prefix: rule.prefix } : { And: { Prefix: rule.prefix, Tag: written } },
    Status: onOff(rule.enabled),
    DeleteMarkerReplication: { Status: onOff(rule.deleteMarkers) },
    ...(kmsObjects === undefined && replicaModifications === undefined
      ? {}
      : {
          SourceSelectionCriteria: {
            ...(kmsObjects === undefined ? {} : { SseKmsEncryptedObjects: { Status: onOff(kmsObjects) } }),
            ...(replicaModifications === undefined
              ? {}
              : { ReplicaModifications: { Status: onOff(replicaModifications) } }),
          },
        }),
    Destination: {
      Bucket: rule.destinationBucketArn,
      ...(replicaKeyArn === undefined ? {} : { EncryptionConfiguration: { ReplicaKmsKeyID: replicaKeyArn } }),
    },
  };
}

/** Reads a rule. Throws `MalformedXML`, `InvalidRequest`, and `NotImplemented` for what the model leaves out. */
export function replicationRuleOf(element: XmlElement, index: number): ReplicationRule {
  onlyUnderstood(element, understood);
  const destination = child(element, "Destination");
  const arn = destination === undefined ? undefined : childText(destination, "Bucket");
  const enabled = switched(childText(element, "Status"));
  if (destination === undefined || arn === undefined || enabled === undefined) throw refuse("MalformedXML");
  const filter = child(element, "Filter");
  const markers = child(element, "DeleteMarkerReplication");
  const priority = childText(element, "Priority") ?? "0";
  if (!/^\d{1,9}$/.test(priority)) throw refuse("MalformedXML");
  const { prefix, tags } =
    filter === undefined ? { prefix: child(element, "Prefix")?.text ?? "", tags: [] } : filterOf(filter);
  // RP-3: without a filter it is the older form, which takes markers along.
  const deleteMarkers = filter === undefined || (markers !== undefined && childText(markers, "Status") === "Enabled");
  if (tags.length > 0 && deleteMarkers) {
    const message = "Delete marker replication is not supported if any Tag filter is specified.";
    throw refuse("InvalidRequest", { message });
  }
  const criteria = child(element, "SourceSelectionCriteria");
  if (criteria !== undefined) onlyUnderstood(criteria, ["SseKmsEncryptedObjects", "ReplicaModifications"]);
  const replicaModifications = criterion(criteria, "ReplicaModifications");
  if (replicaModifications !== undefined && filter === undefined) {
    throw refuse("InvalidRequest", { message: "ReplicaModifications must be specified together with a Filter." });
  }
  return {
    id: childText(element, "ID") ?? `rule-${index + 1}`,
    enabled,
    priority: Number(priority),
    prefix,
    ...(tags.length === 0 ? {} : { tags }),
    deleteMarkers,
    destinationBucketArn: arn,
    ...keysOf(criteria, destination),
    ...(replicaModifications === undefined ? {} : { replicaModifications }),
  };
}

/** A prefix, a tag, or both and more of them within `And`. */
function filterOf(filter: XmlElement): { readonly prefix: string; readonly tags: readonly Tag[] } {
  onlyUnderstood(filter, ["Prefix", "Tag", "And"]);
  if (filter.children.length > 1) throw refuse("MalformedXML");
  const inner = child(filter, "And") ?? filter;
  onlyUnderstood(inner, ["Prefix", "Tag"]);
  return { prefix: child(inner, "Prefix")?.text ?? "", tags: tagsOfElements(childrenOf(inner, "Tag")) };
}

/** RP-10: whether what a KMS key encrypts is copied; then the key of the copies must be told. */
function keysOf(
  criteria: XmlElement | undefined,
  destination: XmlElement,
): Pick<ReplicationRule, "kmsObjects" | "replicaKeyArn"> {
  onlyUnderstood(destination, ["Bucket", "EncryptionConfiguration"]);
  const encryption = child(destination, "EncryptionConfiguration");
  const replicaKeyArn = encryption === undefined ? undefined : childText(encryption, "ReplicaKmsKeyID");
  const kmsObjects = criterion(criteria, "SseKmsEncryptedObjects");
  // Each of the two needs the other one.
  if ((kmsObjects === true) !== (replicaKeyArn !== undefined)) {
    const message = "SseKmsEncryptedObjects and the ReplicaKmsKeyID of the destination must be given together.";
    throw refuse("InvalidRequest", { message });
  }
  return {
    ...(kmsObjects === undefined ? {} : { kmsObjects }),
    ...(replicaKeyArn === undefined ? {} : { replicaKeyArn }),
  };
}

/** A criterion that is on or off, or not given. Throws `MalformedXML`. */
function criterion(criteria: XmlElement | undefined, name: string): boolean | undefined {
  const given = criteria === undefined ? undefined : child(criteria, name);
  if (given === undefined) return undefined;
  const status = switched(childText(given, "Status"));
  if (status === undefined) throw refuse("MalformedXML");
  return status;
}

function onOff(enabled: boolean): string {
  return enabled ? "Enabled" : "Disabled";
}

function switched(text: string | undefined): boolean | undefined {
  if (text === "Enabled") return true;
  return text === "Disabled" ? false : undefined;
}

function onlyUnderstood({ children }: XmlElement, names: readonly string[]): void {
  const other = children.find(({ name }) => !names.includes(name));
  if (other !== undefined) throw refuse("NotImplemented", { details: { Element: other.name } });
}
