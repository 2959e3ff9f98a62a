import type { Bucket, KmsKey, OriginAccessIdentity } from "../../model/siteModel";
import { headerValue, type HeaderMap } from "../../http";
import type { VersionStore } from "../bucket";
import type { Tag } from "../tags";
import type { OriginRequest } from "../transport";
import { contextOf } from "./context";
import { evaluatePolicy } from "./evaluate";
import { callerOf } from "./principal";
import { isPublicPolicy } from "./publicPolicy";

/** The parts of a bucket that decide who may read it. */
export type Guarded = Pick<Bucket, "name" | "policy" | "publicAccessBlock"> & {
  readonly store: VersionStore;
  readonly requesterPays: boolean;
};

/** Whether somebody who is not the owner, and known, takes on what his request costs, where he has to. */
export function paysFor({ requesterPays }: Pick<Guarded, "requesterPays">, headers: Readonly<HeaderMap>): boolean {
  return !requesterPays || headerValue(headers, "x-amz-request-payer") === "requester";
}

/** The tags of an object that is there, for conditions on them. */
export function tagsOf({ store }: Guarded, key: string, versionId?: string): readonly Tag[] {
  const version = store.find(key, versionId);
  return version === undefined || version.deleteMarker ? [] : (version.attributes.tags ?? []);
}

/** The actions that a read over REST can need. */
export type ReadAction =
  | { readonly action: "s3:ListBucket" }
  | { readonly action: "s3:GetObject" | "s3:GetObjectVersion" | "s3:GetObjectTagging"; readonly key: string }
  | { readonly action: "kms:Decrypt"; readonly keyArn: string };

/** Who may be named by the policies, the keys that have some, and the time that they may depend on. */
export interface Principals {
  readonly identities: readonly OriginAccessIdentity[];
  readonly keys: readonly KmsKey[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Whether one request may do one thing on a bucket. */
export type Authorizer = (wanted: ReadAction) => boolean;

/**
 * Weighs a request against a bucket's policy and its public access block. There is no other way in: CloudFront's
 * principals stand in no account of the bucket's owner, and ACLs are off where ownership is enforced (S3-4).
 */
export function authorizerOf(
  bucket: Guarded,
  request: OriginRequest,
  query: ReadonlyMap<string, string>,
  { identities, keys, now }: Principals,
): Authorizer {
  const caller = callerOf(request.principal, identities);
  // A public policy then lets in nobody from outside but AWS's services; an identity is a user of CloudFront's account.
  const shut =
    !paysFor(bucket, request.headers) ||
    (bucket.requesterPays && request.principal === undefined) ||
    (bucket.publicAccessBlock.restrictPublicBuckets && caller.services.length === 0 && isPublicPolicy(bucket.policy));
  const arn = `arn:aws:s3:::${bucket.name}`;
  const arrivedAt = now();
  return (wanted) => {
    const existingTags = (): readonly Tag[] =>
      "key" in wanted ? tagsOf(bucket, wanted.key, query.get("versionId")) : [];
    const { secure, headers } = request;
    const valueOf = contextOf(caller, { secure, headers, query, existingTags, arrivedAt });
    if (wanted.action === "kms:Decrypt") {
      // S3-3: KMS knows no identity of CloudFront's and nobody without a name; an access control is a service (S3-4).
      if (caller.services.length === 0) return false;
      const policy = keys.find(({ arn }) => arn === wanted.keyArn)?.policy;
      return evaluatePolicy(policy, { caller, action: wanted.action, resource: wanted.keyArn, valueOf }) === "allow";
    }
    if (shut) return false;
    const resource = wanted.action === "s3:ListBucket" ? arn : `${arn}/${wanted.key}`;
    return evaluatePolicy(bucket.policy, { caller, action: wanted.action, resource, valueOf }) === "allow";
  };
}
