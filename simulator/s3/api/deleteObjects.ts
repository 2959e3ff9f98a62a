import type { BucketState } from "../estate";
import type { XmlElements } from "../xml";
import { mayAccess } from "./access";
import { xmlReply, type Call, type Operation } from "./call";
import { child, childrenOf, childText, readXml, type XmlElement } from "./readXml";
import { ApiRefusal, refusals, refuse } from "./refusal";
import { checkMatch, digestChecked } from "./writeConditions";

interface Named {
  readonly key: string;
  readonly versionId?: string;
  /** What the current version's tag must be. */
  readonly etag?: string;
}

const maxObjects = 1000;

/** Up to a thousand deletions; each is permitted and told of for itself, the good ones not if `Quiet` is true. */
export const deleteObjects: Operation = (call) => {
  const { request, estate } = call;
  const name = request.bucket ?? "";
  const bucket = estate.find(name);
  if (bucket === undefined) throw refuse("NoSuchBucket", { details: { BucketName: name } });
  const { headers, body } = request;
  if (!Object.keys(headers).some((header) => header === "content-md5" || header.startsWith("x-amz-checksum-"))) {
    throw refuse("InvalidRequest", {
      message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
    });
  }
  digestChecked(headers, body);
  const root = readXml(body, "Delete");
  const objects = childrenOf(root, "Object").map(named);
  if (objects.length === 0 || objects.length > maxObjects) throw refuse("MalformedXML");
  const quiet = childText(root, "Quiet") === "true";
  const results = objects.map((object) => deleteOne(call, bucket, object));
  return xmlReply("DeleteResult", {
    Deleted: quiet ? [] : results.flatMap(({ deleted }) => (deleted === undefined ? [] : [deleted])),
    Error: results.flatMap(({ error }) => (error === undefined ? [] : [error])),
  });
};

function named(element: XmlElement): Named {
  // Spaces at the ends of a key are part of it.
  const key = child(element, "Key")?.text ?? "";
  if (key === "") throw refuse("MalformedXML");
  const condition = element.children.find(({ name }) => !["Key", "VersionId", "ETag"].includes(name));
  if (condition !== undefined) throw refuse("NotImplemented", { details: { Element: condition.name } });
  const versionId = childText(element, "VersionId");
  const etag = childText(element, "ETag");
  return {
    key,
    ...(versionId === undefined || versionId === "" ? {} : { versionId }),
    ...(etag === undefined ? {} : { etag }),
  };
}

function deleteOne(
  { request, estate }: Call,
  bucket: BucketState,
  { key, versionId, etag }: Named,
): { readonly deleted?: XmlElements; readonly error?: XmlElements } {
  const action = versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
  const error = (code: string, message: string): { readonly error: XmlElements } => ({
    error: { Key: key, VersionId: versionId, Code: code, Message: message },
  });
  const mayCompare = etag === undefined || etag === "*" || mayAccess(bucket, request, "s3:GetObject", key);
  if (!mayAccess(bucket, request, action, key) || !mayCompare) {
    return error("AccessDenied", refusals.AccessDenied[1]);
  }
  try {
    checkMatch(etag, bucket.store.find(key), key);
  } catch (refused) {
    if (refused instanceof ApiRefusal) return error(refused.error.code, refused.error.message);
    throw refused;
  }
  const done = estate.delete(bucket, key, versionId);
  return {
    deleted: {
      Key: key,
      VersionId: versionId,
      ...(done.deleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: done.versionId } : {}),
    },
  };
}
