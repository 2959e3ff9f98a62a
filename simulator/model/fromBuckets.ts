import type { CorsRule } from "./corsRule";
import { Fields, given } from "./fromFields";
import { keyArnOf } from "./fromKeys";
import { policyDocumentOf } from "./fromPolicyDocument";
import type { Registration } from "./registration";
import type {
  Bucket,
  BucketEncryption,
  KmsKey,
  PublicAccessBlock,
  ReplicationConfiguration,
  ReplicationRule,
} from "./siteModel";

const bucketTypes: ReadonlySet<string> = new Set(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]);

/** The resources that set one side of a bucket, the older names of the same ones included. */
const sides = {
  versioning: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
  policy: ["aws:s3/bucketPolicy:BucketPolicy"],
  publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  replication: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
  encryption: ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"],
  cors: [
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
  ],
} as const;

/** The types that {@link bucketsOf} looks at. */
export const modelledBucketTypes: ReadonlySet<string> = new Set([...bucketTypes, ...Object.values(sides).flat()]);

/**
 * Every bucket with what stands beside it, joined by the bucket's name. One whose versioning the program reads exists
 * already: it is taken as empty, and as new where the program says nothing.
 */
export function bucketsOf(registrations: readonly Registration[], keys: readonly KmsKey[]): readonly Bucket[] {
  const own = registrations.filter(({ type }) => bucketTypes.has(type));
  const names = new Set(own.map(({ outputs }) => outputs["bucket"]));
  const existing = existingBucketsOf(registrations).filter(({ outputs }) => !names.has(outputs["bucket"]));
  return [...own, ...existing].map((bucket) => bucketOf(bucket, registrations, keys));
}

/** The registrations by which a program knows buckets that exist already, one for each bucket. */
export function existingBucketsOf(registrations: readonly Registration[]): readonly Registration[] {
  const types: readonly string[] = sides.versioning;
  const read = registrations.filter(({ type, wasRead }) => wasRead === true && types.includes(type));
  return [...new Map(read.map((one) => [one.outputs["bucket"], one])).values()];
}

function bucketOf(registration: Registration, registrations: readonly Registration[], keys: readonly KmsKey[]): Bucket {
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
    ...given("replication", replicationOf(side("replication"), keys)),
    ...given("encryption", encryptionOf(side("encryption"), keys)),
    ...given("cors", side("cors")?.list("corsRules").map(corsRuleOf)),
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

function corsRuleOf(fields: Fields): CorsRule {
  return {
    ...given("id", fields.optionalText("id")),
    allowedOrigins: fields.texts("allowedOrigins"),
    allowedMethods: fields.texts("allowedMethods"),
    allowedHeaders: fields.texts("allowedHeaders"),
    exposeHeaders: fields.texts("exposeHeaders"),
    ...given("maxAgeSeconds", fields.optionalNumber("maxAgeSeconds")),
  };
}

/** The key that S3 has for an account that names none; nobody can change its policy. */
const managedKey = "alias/aws/s3";

function encryptionOf(side: Fields | undefined, keys: readonly KmsKey[]): BucketEncryption | undefined {
  const rule = side?.list("rules")[0];
  const byDefault = rule?.child("applyServerSideEncryptionByDefault");
  if (rule === undefined || byDefault?.optionalText("sseAlgorithm")?.startsWith("aws:kms") !== true) return undefined;
  const keyArn = keyArnOf(keys, byDefault.optionalText("kmsMasterKeyId") ?? managedKey);
  return { keyArn, bucketKey: rule.flag("bucketKeyEnabled") };
}

function replicationOf(side: Fields | undefined, keys: readonly KmsKey[]): ReplicationConfiguration | undefined {
  if (side === undefined) return undefined;
  return { role: side.text("role"), rules: side.list("rules").map((rule, index) => ruleOf(rule, index, keys)) };
}

/** One tag of a filter, or all of those within `and`. */
function tagsOf(filter: Fields): Pick<ReplicationRule, "tags"> {
  const one = filter.child("tag");
  const several = filter.child("and").child("tags");
  const tags = [
    ...(one.exists ? [{ key: one.text("key"), value: one.optionalText("value") ?? "" }] : []),
    ...several.keys().map((key) => ({ key, value: several.optionalText(key) ?? "" })),
  ];
  return tags.length === 0 ? {} : { tags };
}

function ruleOf(fields: Fields, index: number, keys: readonly KmsKey[]): ReplicationRule {
  const filter = fields.child("filter");
  const criteria = fields.child("sourceSelectionCriteria");
  const kms = criteria.child("sseKmsEncryptedObjects").optionalText("status");
  const modifications = criteria.child("replicaModifications").optionalText("status");
  const replicaKey = fields.child("destination").child("encryptionConfiguration").optionalText("replicaKmsKeyId");
  return {
    id: fields.optionalText("id") ?? `rule-${index + 1}`,
    enabled: fields.oneOf("status", ["Enabled", "Disabled"]) === "Enabled",
    priority: fields.optionalNumber("priority") ?? 0,
    prefix:
      filter.optionalText("prefix") ??
      filter.child("and").optionalText("prefix") ??
      fields.optionalText("prefix") ??
      "",
    ...tagsOf(filter),
    // RP-3: without a filter the rule is of the first version, which replicates the markers that users make.
    deleteMarkers: filter.exists ? fields.child("deleteMarkerReplication").optionalText("status") === "Enabled" : true,
    destinationBucketArn: fields.child("destination").text("bucket"),
    ...given("kmsObjects", kms === "Enabled" ? true : undefined),
    ...given("replicaModifications", modifications === "Enabled" ? true : undefined),
    ...given("replicaKeyArn", replicaKey === undefined ? undefined : keyArnOf(keys, replicaKey)),
  };
}
