import { CloudRefusal } from "./cloudRefusal";
import type { CloudResource } from "./cloudResource";
import { isReplicated } from "./refuseCreation";
import { bucketTypes, objectTypes, textAt, valueAt } from "./sides";

/** What a distribution may use, with the code of CloudFront's or of the other service's refusal. */
const usedCodes: Readonly<Record<string, string>> = {
  "aws:cloudfront/function:Function": "FunctionInUse",
  "aws:cloudfront/cachePolicy:CachePolicy": "CachePolicyInUse",
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": "OriginRequestPolicyInUse",
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": "ResponseHeadersPolicyInUse",
  "aws:cloudfront/originAccessControl:OriginAccessControl": "OriginAccessControlInUse",
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": "CloudFrontOriginAccessIdentityInUse",
  "aws:acm/certificate:Certificate": "ResourceInUseException",
};

/** Throws what AWS answers with to the deletion of what others still need. */
export function refuseDeletion(resource: CloudResource, all: readonly CloudResource[]): void {
  const { type, id, inputs } = resource;
  const used = usedCodes[type];
  const user = used === undefined ? undefined : all.find((other) => uses(other, resource));
  if (used !== undefined && user !== undefined)
    throw new CloudRefusal(used, `${id} is used by distribution ${user.id}`);
  if (bucketTypes.has(type) && valueAt(inputs, "forceDestroy") !== true) refuseFull(id, all);
  if (type === "aws:s3/bucketVersioning:BucketVersioning" && isReplicated(all, id)) {
    throw new CloudRefusal(
      "InvalidBucketState",
      `a replication configuration is present on ${id}, so its versioning cannot be suspended`,
    );
  }
  if (type === "aws:iam/role:Role" && all.some((other) => isAttached(other, id))) {
    throw new CloudRefusal("DeleteConflict", `all policies of ${id} must be detached first`);
  }
}

/** Whether a distribution names the resource, by its ARN or its id, anywhere in its configuration. */
function uses({ type, inputs }: CloudResource, { id, computed }: CloudResource): boolean {
  if (type !== "aws:cloudfront/distribution:Distribution") return false;
  const text = JSON.stringify(inputs);
  const names = [id, textAt(computed, "arn"), textAt(computed, "cloudfrontAccessIdentityPath")];
  return names.some((name) => name !== undefined && text.includes(`"${name}"`));
}

function refuseFull(bucket: string, all: readonly CloudResource[]): void {
  if (!all.some(({ type, inputs }) => objectTypes.has(type) && textAt(inputs, "bucket") === bucket)) return;
  throw new CloudRefusal("BucketNotEmpty", `the bucket ${bucket} must be empty, or have forceDestroy`);
}

function isAttached({ type, inputs }: CloudResource, role: string): boolean {
  const types = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"];
  return types.includes(type) && textAt(inputs, "role") === role;
}
