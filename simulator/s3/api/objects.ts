import { headerValue, type HeaderMap } from "../../http";
import type { ReadAction } from "../policy/authorize";
import { readObject } from "../reads";
import type { Reply } from "../reply";
import { checkAccess, checkTagging, isOwner, mayAccess } from "./access";
import { bucketFor, emptyReply, type Operation } from "./call";
import { refuse } from "./refusal";
import { checksumOfWrite } from "./checksums";
import { checkMatch, checkRoom, checkWrite, digestChecked } from "./writeConditions";
import { attributesOf, checksumsOf } from "./writeHeaders";

/** GET and HEAD: as CloudFront reads, and with the headers that a signed request may replace. */
export const getObject: Operation = (call) => {
  const { request, estate, kmsRefusalStatus } = call;
  const bucket = estate.find(request.bucket ?? "");
  if (bucket === undefined) throw refuse("NoSuchBucket", { details: { BucketName: request.bucket ?? "" } });
  const may = (wanted: ReadAction): boolean => {
    // The account of the key's owner may use it (KMS's own policy); that of others is not modelled.
    if (wanted.action === "kms:Decrypt") return isOwner(bucket, request.caller);
    return mayAccess(bucket, request, wanted.action, wanted.action === "s3:ListBucket" ? undefined : wanted.key);
  };
  const overrides = overridesOf(request.query);
  if (request.caller.kind === "anonymous" && Object.keys(overrides).length > 0) {
    throw refuse("InvalidRequest", {
      message: "Request specific response headers cannot be used for anonymous GET requests.",
    });
  }
  const query = new Map(request.query);
  const reply = readObject({ request, bucket, key: request.key ?? "", query, may, kmsRefusalStatus });
  return withHeaders(reply, overrides);
};

/** A new version on top. `if-none-match: *` and `if-match` weigh the one that is there. */
export const putObject: Operation = (call) => {
  const { request, estate } = call;
  const { key = "", body, headers } = request;
  const bucket = bucketFor(call, "s3:PutObject", key);
  checkTagging(bucket, request);
  digestChecked(headers, body);
  checkWrite(headers, bucket.store.find(key), key);
  checkRoom(estate, body);
  const checksum = checksumOfWrite(headers);
  const known = checksum === undefined ? {} : { checksum };
  const version = estate.put(bucket, key, { body, ...attributesOf(headers) }, known);
  return emptyReply(200, {
    etag: version.etag,
    "x-amz-server-side-encryption": bucket.encryption === undefined ? "AES256" : "aws:kms",
    ...(bucket.store.versioning === "Enabled" ? { "x-amz-version-id": version.versionId } : {}),
    ...checksumsOf(headers),
    ...(checksum === undefined ? {} : { "x-amz-checksum-type": checksum.type }),
  });
};

/**
 * S3-6: a marker on top, or the end of the version that is named. What is not there counts as deleted, unless `if-match`
 * says what the current version must be.
 */
export const deleteObject: Operation = (call) => {
  const { request, estate } = call;
  const { key = "", query, headers } = request;
  const versionId = query.get("versionId") ?? undefined;
  const bucket = bucketFor(call, versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion", key);
  const match = headerValue(headers, "if-match");
  if (match !== undefined && match !== "*") checkAccess(bucket, request, "s3:GetObject", key);
  checkMatch(match, bucket.store.find(key), key);
  const deleted = estate.delete(bucket, key, versionId);
  return emptyReply(204, {
    ...(deleted.versionId === undefined ? {} : { "x-amz-version-id": deleted.versionId }),
    ...(deleted.deleteMarker ? { "x-amz-delete-marker": "true" } : {}),
  });
};

function overridesOf(query: URLSearchParams): HeaderMap {
  const names = [
    "content-type",
    "content-language",
    "expires",
    "cache-control",
    "content-disposition",
    "content-encoding",
  ];
  const asked = names.map((name) => [name, query.get(`response-${name}`)] as const);
  return Object.fromEntries(asked.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function withHeaders(reply: Reply, headers: HeaderMap): Reply {
  if (reply.kind !== "success" || reply.status === 304) return reply;
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
