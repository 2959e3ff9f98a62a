import { CodedError } from "../../../aws/codedError";
import { modelFromRegistrations } from "../../model/fromRegistrations";
import { validateDistributionConfig } from "../../model/validate";
import { CloudRefusal } from "./cloudRefusal";
import { type CloudResource, nameOf } from "./cloudResource";
import { registrationOf } from "./registrations";
import { bucketNamed, isBucketSide, isVersioned, objectTypes, textAt, valueAt } from "./sides";

/** What AWS says of a name that is taken, by type. */
const takenCodes: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "BucketAlreadyOwnedByYou",
  "aws:s3/bucketV2:BucketV2": "BucketAlreadyOwnedByYou",
  "aws:cloudfront/function:Function": "FunctionAlreadyExists",
  "aws:cloudfront/keyValueStore:KeyValueStore": "EntityAlreadyExists",
  "aws:iam/role:Role": "EntityAlreadyExists",
  "aws:iam/policy:Policy": "EntityAlreadyExists",
  "aws:lambda/function:Function": "ResourceConflictException",
};

/** Types of which CloudFront takes no two of a name, though their ids differ. */
const namedCodes: Readonly<Record<string, string>> = {
  "aws:cloudfront/cachePolicy:CachePolicy": "CachePolicyAlreadyExists",
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": "OriginRequestPolicyAlreadyExists",
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": "ResponseHeadersPolicyAlreadyExists",
  "aws:cloudfront/originAccessControl:OriginAccessControl": "OriginAccessControlAlreadyExists",
};

/**
 * Throws what AWS answers with to a creation, or to an update, of `resource` beside the other resources of the account:
 * {@link CloudRefusal}, or {@link CodedError} where CloudFront's API refuses a distribution.
 */
export function refuseCreation(resource: CloudResource, all: readonly CloudResource[], isUpdate = false): void {
  const { type, inputs } = resource;
  if (!isUpdate) refuseTaken(resource, all);
  if (isBucketSide(type) || objectTypes.has(type)) {
    const bucket = textAt(inputs, "bucket") ?? "";
    if (bucketNamed(all, bucket) === undefined) {
      throw new CloudRefusal("NoSuchBucket", `the bucket ${bucket} does not exist`);
    }
  }
  if (type === "aws:s3/bucketReplicationConfig:BucketReplicationConfig") refuseReplication(resource, all);
  if (type === "aws:s3/bucketVersioning:BucketVersioning") refuseSuspension(resource, all);
  if (type === "aws:cloudfront/distribution:Distribution") refuseDistribution(resource);
}

function refuseTaken(resource: CloudResource, all: readonly CloudResource[]): void {
  const { type, id, inputs } = resource;
  const code = takenCodes[type];
  if (code !== undefined && all.some((other) => other.type === type && other.id === id)) {
    throw new CloudRefusal(code, `${id} exists already`);
  }
  const named = namedCodes[type];
  const name = textAt(inputs, "name");
  if (named !== undefined && all.some((other) => other.type === type && textAt(other.inputs, "name") === name)) {
    throw new CloudRefusal(named, `${String(name)} exists already`);
  }
}

/** RP-1: both buckets are versioned before one is copied to the other. */
function refuseReplication({ inputs }: CloudResource, all: readonly CloudResource[]): void {
  const source = textAt(inputs, "bucket") ?? "";
  if (!isVersioned(all, source)) {
    throw new CloudRefusal(
      "InvalidRequest",
      `versioning must be Enabled on ${source} to apply a replication configuration`,
    );
  }
  const rules = valueAt(inputs, "rules");
  for (const rule of Array.isArray(rules) ? (rules as unknown[]) : []) {
    const arn = typeof rule === "object" && rule !== null ? textAt({ ...rule }, "destination", "bucket") : undefined;
    const destination = arn?.replace("arn:aws:s3:::", "");
    if (destination === undefined || isVersioned(all, destination)) continue;
    const what = bucketNamed(all, destination) === undefined ? "exist" : "be versioned";
    throw new CloudRefusal("InvalidRequest", `the destination bucket ${destination} must ${what}`);
  }
}

function refuseSuspension({ id, inputs }: CloudResource, all: readonly CloudResource[]): void {
  if (textAt(inputs, "versioningConfiguration", "status") === "Enabled" || !isReplicated(all, id)) return;
  throw new CloudRefusal(
    "InvalidBucketState",
    `a replication configuration is present on ${id}, so its versioning cannot be suspended`,
  );
}

export function isReplicated(all: readonly CloudResource[], bucket: string): boolean {
  return all.some(({ type, id }) => type === "aws:s3/bucketReplicationConfig:BucketReplicationConfig" && id === bucket);
}

function refuseDistribution(resource: CloudResource): void {
  const [distribution] = modelFromRegistrations([registrationOf(resource)]).distributions;
  if (distribution === undefined) {
    throw new CodedError("E_INTERNAL", `${nameOf(resource.urn)} is no distribution`);
  }
  validateDistributionConfig(distribution.config);
}
