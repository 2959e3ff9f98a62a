import type { HeaderMap } from "../../http";
import type { BucketState } from "../estate";
import type { ObjectVersion } from "../object";
import { bucketFor, emptyReply, xmlReply, type Call, type Operation } from "./call";
import { bucketTags, objectTags, taggingElements } from "./readTags";
import { refuse } from "./refusal";
import { digestChecked } from "./writeConditions";

export const getObjectTagging: Operation = (call) => {
  const { version, headers } = tagged(call, "Get");
  return xmlReply("Tagging", taggingElements(version.attributes.tags ?? []), headers);
};

export const putObjectTagging: Operation = (call) => {
  const { bucket, version, headers } = tagged(call, "Put");
  const { body } = call.request;
  digestChecked(call.request.headers, body);
  call.estate.retag(bucket, version, objectTags(body));
  return emptyReply(200, headers);
};

export const deleteObjectTagging: Operation = (call) => {
  const { bucket, version, headers } = tagged(call, "Delete");
  call.estate.retag(bucket, version, []);
  return emptyReply(204, headers);
};

export const getBucketTagging: Operation = (call) => {
  const { name, tags } = bucketFor(call, "s3:GetBucketTagging");
  if (tags.length === 0) throw refuse("NoSuchTagSet", { details: { BucketName: name } });
  return xmlReply("Tagging", taggingElements(tags));
};

export const putBucketTagging: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutBucketTagging");
  const { headers, body } = call.request;
  digestChecked(headers, body);
  bucket.tags = bucketTags(body);
  return emptyReply(204);
};

/** Needs the permission to put: there is none of its own. */
export const deleteBucketTagging: Operation = (call) => {
  bucketFor(call, "s3:PutBucketTagging").tags = [];
  return emptyReply(204);
};

interface Tagged {
  readonly bucket: BucketState;
  readonly version: ObjectVersion;
  readonly headers: HeaderMap;
}

/** The version whose tags are meant. Throws `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed` for a delete marker (S3-6). */
function tagged(call: Call, verb: "Get" | "Put" | "Delete"): Tagged {
  const { key = "", query } = call.request;
  const versionId = query.get("versionId") ?? undefined;
  const action = `s3:${verb}Object${versionId === undefined ? "" : "Version"}Tagging`;
  const bucket = bucketFor(call, action, key);
  const version = bucket.store.find(key, versionId);
  if (version?.deleteMarker === true) {
    throw refuse("MethodNotAllowed", { details: { Method: call.request.method, ResourceType: "DeleteMarker" } });
  }
  if (version === undefined) {
    throw versionId === undefined
      ? refuse("NoSuchKey", { details: { Key: key } })
      : refuse("NoSuchVersion", { details: { Key: key, VersionId: versionId } });
  }
  const headers: HeaderMap = bucket.store.versioning === "Off" ? {} : { "x-amz-version-id": version.versionId };
  return { bucket, version, headers };
}
