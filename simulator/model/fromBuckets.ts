import { Fields, given } from "./fromFields";
import { policyDocumentOf } from "./fromPolicyDocument";
import type { Registration } from "./registration";
import type { Bucket, PublicAccessBlock, ReplicationConfiguration, ReplicationRule } from "./siteModel";

const bucketTypes: ReadonlySet<string> = new Set(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]);

/** The resources that set one side of a bucket, the older names of the same ones included. */
const sides = {
  versioning: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
  policy: ["aws:s3/bucketPolicy:BucketPolicy"],
  publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  replication: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
} as const;

/** The types that {@link bucketsOf} looks at. */
export const modelledBucketTypes: ReadonlySet<string> = new Set([...bucketTypes, ...Object.values(sides).flat()]);

/** Every bucket with what stands beside it, joined by the bucket's name. */
export function bucketsOf(registrations: readonly Registration[]): readonly Bucket[] {
  return registrations.filter(({ type }) => bucketTypes.has(type)).map((bucket) => bucketOf(bucket, registrations));
}

function bucketOf(registration: Registration, registrations: readonly Registration[]): Bucket {
  const fields = fieldsOf(registration);
  const name = fields.text("bucket");
  const side = (kind: keyof typeof sides): Fields | undefined => {
    const types: readonly string[] = sides[kind];
    const found = registrations.find(({ type, outputs }) => types.includes(type) && outputs["bucket"] === name);
    return found === undefined ? undefined : fieldsOf(found);
  };
  const policy = side("policy") ?? fields;
  return {
    name,
    region: fields.text("region"),
    versioning: versioningOf(side("versioning"), fields),
    ...given("policy", policyOf(policy)),
    publicAccessBlock: publicAccessBlockOf(side("publicAccessBlock")),
    ...given("replication", replicationOf(side("replication"))),
  };
}

function fieldsOf({ name, outputs }: Registration): Fields {
  return new Fields(outputs, name);
}

/** The bucket's own `versioning` is the older form of the resource beside it. */
function versioningOf(side: Fields | undefined, bucket: Fields): Bucket["versioning"] {
  if (side === undefined) return bucket.child("versioning").flag("enabled") ? "Enabled" : "Off";
  const status = side.child("versioningConfiguration").oneOf("status", ["Enabled", "Suspended", "Disabled"]);
  return status === "Disabled" ? "Off" : status;
}

function policyOf(fields: Fields): Bucket["policy"] {
  const policy = fields.raw("policy");
  if (policy === undefined || policy === null) return undefined;
  return policyDocumentOf(typeof policy === "string" ? policy : JSON.stringify(policy), `${fields.path}.policy`);
}

/** A new bucket blocks all public access (S3, since April 2023); the resource sets what it does not name to false. */
function publicAccessBlockOf(side: Fields | undefined): PublicAccessBlock {
  const flag = (name: string): boolean => side === undefined || side.flag(name);
  return {
    blockPublicAcls: flag("blockPublicAcls"),
    ignorePublicAcls: flag("ignorePublicAcls"),
    blockPublicPolicy: flag("blockPublicPolicy"),
    restrictPublicBuckets: flag("restrictPublicBuckets"),
  };
}

function replicationOf(side: Fields | undefined): ReplicationConfiguration | undefined {
  return side === undefined ? undefined : { role: side.text("role"), rules: side.list("rules").map(ruleOf) };
}

function ruleOf(fields: Fields, index: number): ReplicationRule {
  const filter = fields.child("filter");
  return {
    id: fields.optionalText("id") ?? `rule-${index + 1}`,
    enabled: fields.oneOf("status", ["Enabled", "Disabled"]) === "Enabled",
    priority: fields.optionalNumber("priority") ?? 0,
    prefix:
      filter.optionalText("prefix") ??
      filter.child("and").optionalText("prefix") ??
      fields.optionalText("prefix") ??
      "",
    // RP-3: without a filter the rule is of the first version, which replicates the markers that users make.
    deleteMarkers: filter.exists ? fields.child("deleteMarkerReplication").optionalText("status") === "Enabled" : true,
    destinationBucketArn: fields.child("destination").text("bucket"),
  };
}
