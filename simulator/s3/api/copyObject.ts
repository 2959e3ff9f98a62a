import { headerValue } from "../../http";
import { bucketFor, xmlReply, type Operation } from "./call";
import { copySourceOf, readSource } from "./copySource";
import { refuse } from "./refusal";
import { checkWrite } from "./writeConditions";
import { attributesOf } from "./writeHeaders";

/** A new version with the bytes of another one, and its headers unless `x-amz-metadata-directive` is `REPLACE`. */
export const copyObject: Operation = (call) => {
  const { request, estate } = call;
  const { key = "", headers, body } = request;
  const bucket = bucketFor(call, "s3:PutObject", key);
  const directive = headerValue(headers, "x-amz-metadata-directive") ?? "COPY";
  if (directive !== "COPY" && directive !== "REPLACE") {
    const details = { ArgumentName: "x-amz-metadata-directive", ArgumentValue: directive };
    throw refuse("InvalidArgument", { message: "Unknown metadata directive.", details });
  }
  if (body.byteLength > 0) throw refuse("InvalidRequest", { message: "A copy takes no body." });
  const source = copySourceOf(headers);
  const version = readSource(call, source);
  const itself = source.bucket === bucket.name && source.key === key && source.versionId === undefined;
  if (itself && directive === "COPY") {
    throw refuse("InvalidRequest", {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
  }
  checkWrite(headers, bucket.store.find(key), key);
  const attributes = directive === "COPY" ? version.attributes : attributesOf(headers);
  const copy = estate.put(bucket, key, { body: version.body, ...attributes });
  const sourceVersioned = estate.find(source.bucket)?.store.versioning !== "Off";
  return xmlReply(
    "CopyObjectResult",
    { LastModified: new Date(copy.lastModified).toISOString(), ETag: copy.etag },
    {
      ...(bucket.store.versioning === "Enabled" ? { "x-amz-version-id": copy.versionId } : {}),
      ...(sourceVersioned ? { "x-amz-copy-source-version-id": version.versionId } : {}),
    },
  );
};
