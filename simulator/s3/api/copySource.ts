import { headerValue, type HeaderMap } from "../../http";
import { preconditionOf } from "../conditional";
import type { ObjectVersion } from "../object";
import { checkAccess } from "./access";
import type { Call } from "./call";
import { refuse } from "./refusal";

/** Where a copy comes from. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** Reads `x-amz-copy-source`: `bucket/key?versionId=id`, percent-encoded, a slash in front or not. Throws `InvalidArgument`. */
export function copySourceOf(headers: Readonly<HeaderMap>): CopySource {
  const text = headerValue(headers, "x-amz-copy-source") ?? "";
  const [path = "", versionId] = text.split("?versionId=");
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decoded(path) ?? "");
  if (match === null) {
    const details = { ArgumentName: "x-amz-copy-source", ArgumentValue: text };
    throw refuse("InvalidArgument", { message: "Copy Source must mention the source bucket and key", details });
  }
  const [, bucket = "", key = ""] = match;
  return { bucket, key, ...(versionId === undefined ? {} : { versionId }) };
}

/** The object there, which the caller may read and whose conditions hold. Throws as a GET would, and `PreconditionFailed`. */
export function readSource({ request, estate }: Call, source: CopySource): ObjectVersion {
  const { bucket: name, key, versionId } = source;
  const bucket = estate.find(name);
  if (bucket === undefined) throw refuse("NoSuchBucket", { details: { BucketName: name } });
  checkAccess(bucket, request, versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion", key);
  const version = bucket.store.find(key, versionId);
  if (version?.deleteMarker === true && versionId !== undefined) {
    throw refuse("InvalidRequest", {
      message: "The source of a copy request may not specifically refer to a delete marker by version id.",
    });
  }
  if (version === undefined || version.deleteMarker) {
    throw refuse(versionId === undefined ? "NoSuchKey" : "NoSuchVersion", { details: { Key: key } });
  }
  if (preconditionOf(conditionsOf(request.headers), version).kind !== "proceed") throw refuse("PreconditionFailed");
  return version;
}

/** The conditions on the source as those of a read. */
function conditionsOf(headers: Readonly<HeaderMap>): HeaderMap {
  const prefix = "x-amz-copy-source-if-";
  const own = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [`if-${name.slice(prefix.length)}`, value]));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
