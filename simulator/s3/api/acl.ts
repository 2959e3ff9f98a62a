import { headerValue, type HeaderMap } from "../../http";
import type { BucketState } from "../estate";
import type { Reply } from "../reply";
import { bucketFor, emptyReply, xmlReply, type Call, type Operation } from "./call";
import { child, childrenOf, childText, readXml } from "./readXml";
import { refuse } from "./refusal";

/** The owner has everything and nobody else anything (S3-4). */
export const getBucketAcl: Operation = (call) => ownersGrant(bucketFor(call, "s3:GetBucketAcl"));

export const getObjectAcl: Operation = (call) => ownersGrant(bucketOfObject(call, "s3:GetObjectAcl"));

/** Takes what says that the owner has everything, and changes nothing by it. */
export const putBucketAcl: Operation = (call) => {
  checkBody(call, bucketFor(call, "s3:PutBucketAcl"));
  return emptyReply(200);
};

export const putObjectAcl: Operation = (call) => {
  checkBody(call, bucketOfObject(call, "s3:PutObjectAcl"));
  return emptyReply(200);
};

/**
 * S3-4: every bucket here enforces its owner. What an ACL may still say is that he has everything. Throws
 * `AccessControlListNotSupported`, or the code that creating a bucket has for it where there is none yet.
 */
export function checkAcl(headers: Readonly<HeaderMap>, bucket: Pick<BucketState, "owner"> | undefined): void {
  const canned = headerValue(headers, "x-amz-acl");
  const cannedGrants = canned !== undefined && canned !== "private" && canned !== "bucket-owner-full-control";
  const grants = Object.keys(headers).filter((name) => name.startsWith("x-amz-grant-"));
  const others = grants.some(
    (name) =>
      name !== "x-amz-grant-full-control" ||
      (headerValue(headers, name) ?? "").replace(/"/g, "").trim() !== `id=${bucket?.owner ?? ""}`,
  );
  if (!cannedGrants && !others) return;
  throw refuse(bucket === undefined ? "InvalidBucketAclWithObjectOwnership" : "AccessControlListNotSupported");
}

function bucketOfObject(call: Call, action: string): BucketState {
  const { key = "", query } = call.request;
  const bucket = bucketFor(call, action, key);
  const versionId = query.get("versionId") ?? undefined;
  const version = bucket.store.find(key, versionId);
  if (version !== undefined && !version.deleteMarker) return bucket;
  throw versionId === undefined
    ? refuse("NoSuchKey", { details: { Key: key } })
    : refuse("NoSuchVersion", { details: { Key: key, VersionId: versionId } });
}

/** Throws `MalformedXML`, and `AccessControlListNotSupported` for any other grant than the owner's. */
function checkBody({ request }: Call, { owner }: BucketState): void {
  if (request.body.byteLength === 0) return;
  const list = child(readXml(request.body, "AccessControlPolicy"), "AccessControlList");
  if (list === undefined) throw refuse("MalformedXML");
  const grants = childrenOf(list, "Grant");
  const own = grants.every((grant) => {
    const grantee = child(grant, "Grantee");
    return grantee !== undefined && childText(grantee, "ID") === owner;
  });
  const everything = grants.some((grant) => childText(grant, "Permission") === "FULL_CONTROL");
  if (!own || !everything) throw refuse("AccessControlListNotSupported");
}

function ownersGrant({ owner }: BucketState): Reply {
  const grantee = {
    "@_xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@_xsi:type": "CanonicalUser",
    ID: owner,
  };
  return xmlReply("AccessControlPolicy", {
    Owner: { ID: owner },
    AccessControlList: { Grant: { Grantee: grantee, Permission: "FULL_CONTROL" } },
  });
}
