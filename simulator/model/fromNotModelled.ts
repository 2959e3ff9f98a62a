import { modelledBucketTypes } from "./fromBuckets";
import { Fields } from "./fromFields";
import type { Registration } from "./registration";

/**
 * Beginnings of types that cannot change what a viewer of this model receives: who may administer, what is counted,
 * who is told, how bytes lie on a disk. Encryption is looked at below: with a key of KMS it does change it.
 */
const harmless: readonly string[] = [
  "pulumi:",
  "aws:iam/",
  "aws:cloudwatch/",
  "aws:sns/",
  "aws:cloudfront/monitoringSubscription:",
  "aws:cloudfront/realtimeLogConfig:",
  "aws:s3/bucketOwnershipControls:",
  "aws:s3/bucketServerSideEncryptionConfiguration:",
  "aws:s3/bucketLogging:",
  "aws:s3/bucketMetric:",
  "aws:s3/bucketNotification:",
  "aws:s3/bucketIntelligentTieringConfiguration:",
  "aws:s3/inventory:",
  "aws:s3/analyticsConfiguration:",
];

/** The types of CloudFront that the model holds. */
export const modelledCloudFrontTypes = {
  distribution: "aws:cloudfront/distribution:Distribution",
  function: "aws:cloudfront/function:Function",
  cachePolicy: "aws:cloudfront/cachePolicy:CachePolicy",
  originRequestPolicy: "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
  responseHeadersPolicy: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  originAccessIdentity: "aws:cloudfront/originAccessIdentity:OriginAccessIdentity",
  // It holds nothing but how CloudFront signs; the origins name it.
  originAccessControl: "aws:cloudfront/originAccessControl:OriginAccessControl",
} as const;

const modelled: ReadonlySet<string> = new Set([...modelledBucketTypes, ...Object.values(modelledCloudFrontTypes)]);

/** How many names of one type are spelled out. */
const maxNames = 5;

/** What the registrations have and the model does not hold: a line a type with its names, then single properties. */
export function notModelledOf(registrations: readonly Registration[]): readonly string[] {
  const namesByType = new Map<string, string[]>();
  for (const { type, name, custom } of registrations) {
    if (!custom || modelled.has(type) || harmless.some((start) => type.startsWith(start))) continue;
    const names = namesByType.get(type) ?? [];
    namesByType.set(type, [...names, name]);
  }
  const types = [...namesByType].map(([type, names]) => {
    const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
    return `${type}: ${names.slice(0, maxNames).join(", ")}${more}`;
  });
  return [...types, ...registrations.flatMap(propertiesNotModelled)];
}

function propertiesNotModelled(registration: Registration): string[] {
  const { type, name, outputs } = registration;
  return propertiesOf(type, new Fields(outputs, name)).map((property) => `${type}: ${property} of ${name}`);
}

function propertiesOf(type: string, fields: Fields): string[] {
  switch (type) {
    case modelledCloudFrontTypes.distribution:
      return distributionProperties(fields);
    case "aws:s3/bucket:Bucket":
    case "aws:s3/bucketV2:BucketV2":
      return ["website", "replicationConfiguration", "corsRules", "lifecycleRules", "acl"].filter((property) =>
        isSet(fields.raw(property)),
      );
    case "aws:s3/bucketReplicationConfig:BucketReplicationConfig":
      return fields.list("rules").some((rule) => byTag(rule.child("filter"))) ? ["filter by tag"] : [];
    case "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
      return fields.list("rules").some(withKms) ? ["encryption with a KMS key (S3-3, S3-4)"] : [];
    default:
      return [];
  }
}

function distributionProperties(fields: Fields): string[] {
  const behaviors = [fields.child("defaultCacheBehavior"), ...fields.list("orderedCacheBehaviors")];
  const geo = fields.child("restrictions").child("geoRestriction").optionalText("restrictionType") ?? "none";
  return [
    ...["webAclId", "continuousDeploymentPolicyId"].filter((property) => isSet(fields.raw(property))),
    ...(fields.flag("staging") ? ["staging"] : []),
    ...(geo === "none" ? [] : ["geoRestriction"]),
    ...["trustedKeyGroups", "trustedSigners", "fieldLevelEncryptionId"].filter((property) =>
      behaviors.some((behavior) => isSet(behavior.raw(property))),
    ),
    ...(fields.list("origins").some((origin) => origin.has("vpcOriginConfig")) ? ["vpcOriginConfig"] : []),
  ];
}

function byTag(filter: Fields): boolean {
  return filter.has("tag") || filter.child("and").has("tags");
}

function withKms(rule: Fields): boolean {
  return rule.child("applyServerSideEncryptionByDefault").optionalText("sseAlgorithm")?.startsWith("aws:kms") === true;
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
}
