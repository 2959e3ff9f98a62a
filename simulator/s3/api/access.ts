import type { BucketState } from "../estate";
import { paysFor, tagsOf, type Guarded } from "../policy/authorize";
import { contextOf } from "../policy/context";
import { evaluatePolicy } from "../policy/evaluate";
import type { Caller } from "../policy/principal";
import { isPublicPolicy } from "../policy/publicPolicy";
import { requestTagsOf } from "./readTags";
import { refuse } from "./refusal";
import type { ApiCaller, ApiRequest } from "./request";

/** What the root of the owner's account may do whatever the policy says, so that nobody locks himself out. */
const alwaysTheOwners: ReadonlySet<string> = new Set([
  "s3:GetBucketPolicy",
  "s3:PutBucketPolicy",
  "s3:DeleteBucketPolicy",
]);

/** What decides who may do what to a bucket. */
export type Owned = Guarded & Pick<BucketState, "owner">;

export function isOwner({ owner }: Pick<Owned, "owner">, caller: ApiCaller): boolean {
  return caller.kind === "account" && caller.accountId === owner;
}

/**
 * Whether a caller may do this: the owner's account unless the policy denies it, everybody else only where it allows it,
 * and nobody else by a public policy where the bucket restricts those.
 */
export function mayAccess(bucket: Owned, request: ApiRequest, action: string, key?: string): boolean {
  const owner = isOwner(bucket, request.caller);
  if (owner && alwaysTheOwners.has(action)) return true;
  if (!owner && bucket.requesterPays && request.caller.kind === "anonymous") return false;
  if (!owner && !paysFor(bucket, request.headers)) return false;
  if (!owner && bucket.publicAccessBlock.restrictPublicBuckets && isPublicPolicy(bucket.policy)) return false;
  const arn = `arn:aws:s3:::${bucket.name}`;
  const caller = namesOf(request.caller);
  const { secure, headers, query, sourceIp, arrivedAt } = request;
  const valueOf = contextOf(caller, {
    secure,
    headers,
    query: new Map(query),
    ...(sourceIp === undefined ? {} : { sourceIp }),
    ...(arrivedAt === undefined ? {} : { arrivedAt }),
    existingTags: () => (key === undefined ? [] : tagsOf(bucket, key, query.get("versionId") ?? undefined)),
    requestTags: () => requestTagsOf(request),
  });
  const resource = key === undefined ? arn : `${arn}/${key}`;
  const decision = evaluatePolicy(bucket.policy, { caller, action, resource, valueOf });
  return owner ? decision !== "explicit-deny" : decision === "allow";
}

/** Throws `AccessDenied`. */
export function checkAccess(bucket: Owned, request: ApiRequest, action: string, key?: string): void {
  if (!mayAccess(bucket, request, action, key)) throw refuse("AccessDenied");
}

/** Who writes an object with tags may tag it as well. Throws `AccessDenied`. */
export function checkTagging(bucket: Owned, request: ApiRequest): void {
  if (request.headers["x-amz-tagging"] === undefined) return;
  checkAccess(bucket, request, "s3:PutObjectTagging", request.key);
}

/** An account is named in policies by its number or by the ARN of its root. */
function namesOf(caller: ApiCaller): Caller {
  const aws = caller.kind === "anonymous" ? [] : [caller.accountId, `arn:aws:iam::${caller.accountId}:root`];
  return { aws, canonicalUsers: [], services: [] };
}
