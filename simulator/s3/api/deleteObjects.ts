import type { BucketState } from "../estate";
import type { XmlElements } from "../xml";
import { mayAccess } from "./access";
import { xmlReply, type Call, type Operation } from "./call";
import { child, childrenOf, childText, readXml, type XmlElement } from "./readXml";
import { refusals, refuse } from "./refusal";
import { digestChecked } from "./writeConditions";

interface Named {
  readonly key: string;
  readonly versionId?: string;
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
  const condition = element.children.find(({ name }) => name !== "Key" && name !== "VersionId");
  if (condition !== undefined) throw refuse("NotImplemented", { details: { Element: condition.name } });
  const versionId = childText(element, "VersionId");
  return { key, ...(versionId === undefined || versionId === "" ? {} : { versionId }) };
}

function deleteOne(
  { request, estate }: Call,
  bucket: BucketState,
  { key, versionId }: Named,
): { readonly deleted?: XmlElements; readonly error?: XmlElements } {
  const action = versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
  if (!mayAccess(bucket, request, action, key)) {
    const [, message] = refusals.AccessDenied;
    return { error: { Key: key, VersionId: versionId, Code: "AccessDenied", Message: message } };
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
