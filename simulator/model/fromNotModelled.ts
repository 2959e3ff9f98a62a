import { existingBucketsOf, modelledBucketTypes } from "./fromBuckets";
import { Fields } from "./fromFields";
import { keyArnOf, keyPolicyType, keysOf, keyType } from "./fromKeys";
import { lambdaFunctionType } from "./fromLambda";
import type { Registration } from "./registration";
import type { KmsKey } from "./siteModel";

/**
 * Beginnings of types that cannot change what a viewer of this model receives: who may administer, what is counted,
 * who is told, how bytes lie on a disk. Encryption and life cycles are looked at below: some of them do change it.
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
  "aws:s3/bucketLifecycleConfiguration",
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

const modelled: ReadonlySet<string> = new Set([
  ...modelledBucketTypes,
  // One whose code cannot be read is named where it is associated.
  lambdaFunctionType,
  keyType,
  keyPolicyType,
  ...Object.values(modelledCloudFrontTypes),
]);

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
  const keys = keysOf(registrations);
  const hosts = originHosts(registrations);
  const properties = registrations
    .filter((one) => !isAside(one, hosts))
    .flatMap((one) => propertiesNotModelled(one, keys));
  return [...types, ...existingBucketsOf(registrations).map(existingNotModelled), ...properties];
}

function originHosts(registrations: readonly Registration[]): readonly string[] {
  return registrations
    .filter(({ type }) => type === modelledCloudFrontTypes.distribution)
    .flatMap(({ name, outputs }) => new Fields(outputs, name).list("origins"))
    .map((origin) => origin.optionalText("domainName") ?? "");
}

/** The life cycle of a bucket that no distribution fetches from, such as one for logs, takes nothing from a viewer. */
function isAside({ type, name, outputs }: Registration, hosts: readonly string[]): boolean {
  if (hosts.length === 0 || !type.startsWith("aws:s3/bucketLifecycleConfiguration")) return false;
  const bucket = new Fields(outputs, name).optionalText("bucket") ?? "";
  return !hosts.some((host) => host.startsWith(`${bucket}.s3`));
}

/** What is assumed of a bucket that the program did not create. */
function existingNotModelled({ type, name, id }: Registration): string {
  return `${type}: the existing bucket ${id} of ${name} is taken as empty, versioned and otherwise as the program states`;
}

function propertiesNotModelled({ type, name, outputs }: Registration, keys: readonly KmsKey[]): string[] {
  return propertiesOf(type, new Fields(outputs, name), keys).map((property) => `${type}: ${property} of ${name}`);
}

function propertiesOf(type: string, fields: Fields, keys: readonly KmsKey[]): string[] {
  switch (type) {
    case modelledCloudFrontTypes.distribution:
      return distributionProperties(fields);
    case "aws:s3/bucket:Bucket":
    case "aws:s3/bucketV2:BucketV2":
      return ["website", "replicationConfiguration", "corsRules", "lifecycleRules", "acl"].filter((property) =>
        isSet(fields.raw(property)),
      );
    case "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
      return fields.list("rules").some((rule) => withForeignKey(rule, keys))
        ? ["encryption with a KMS key whose policy is not known (S3-4)"]
        : [];
    case "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration":
    case "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2":
      return fields.list("rules").some(takesObjectsAway) ? ["expiration or archiving of current versions"] : [];
    default:
      return [];
  }
}

function distributionProperties(fields: Fields): string[] {
  const behaviors = [fields.child("defaultCacheBehavior"), ...fields.list("orderedCacheBehaviors")];
  return [
    ...["viewerMtlsConfig", "connectionFunctionAssociation"].filter((property) => isSet(fields.raw(property))),
    ...["fieldLevelEncryptionId"].filter((property) => behaviors.some((behavior) => isSet(behavior.raw(property)))),
    ...(fields.list("origins").some((origin) => origin.has("vpcOriginConfig")) ? ["vpcOriginConfig"] : []),
  ];
}

/** A key that the program does not create. The one that S3 has for the account is known to let nobody in. */
function withForeignKey(rule: Fields, keys: readonly KmsKey[]): boolean {
  const byDefault = rule.child("applyServerSideEncryptionByDefault");
  const key = byDefault.optionalText("kmsMasterKeyId");
  const isKms = byDefault.optionalText("sseAlgorithm")?.startsWith("aws:kms") === true;
  return isKms && key !== undefined && !keys.some(({ arn }) => arn === keyArnOf(keys, key));
}

/** Rules for older versions, lone delete markers and unfinished uploads take nothing from a viewer. */
function takesObjectsAway(rule: Fields): boolean {
  if (rule.optionalText("status") === "Disabled") return false;
  const expiration = rule.child("expiration");
  const archives = rule
    .list("transitions")
    .some((to) => /^(GLACIER|DEEP_ARCHIVE)$/.test(to.optionalText("storageClass") ?? ""));
  return archives || expiration.has("date") || (expiration.optionalNumber("days") ?? 0) > 0;
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
}
