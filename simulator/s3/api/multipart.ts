import { headerValue, type HeaderMap } from "../../http";
import { etagOf } from "../encryption";
import type { BucketState } from "../estate";
import type { Upload } from "../uploads";
import { checkTagging } from "./access";
import { bucketFor, emptyReply, xmlReply, type Call, type Operation } from "./call";
import { checksumOfUpload } from "./checksums";
import { copySourceOf, readSource } from "./copySource";
import { refuse } from "./refusal";
import { checkRoom, checkWrite, digestChecked } from "./writeConditions";
import { attributesOf, checksumsOf } from "./writeHeaders";

const maxPartNumber = 10_000;

/** CreateMultipartUpload: what the object will carry is said here. */
export const createUpload: Operation = (call) => {
  const { key = "", headers } = call.request;
  const bucket = bucketFor(call, "s3:PutObject", key);
  checkTagging(bucket, call.request);
  checkWrite({}, undefined, key);
  checkRoom(call.estate, new Uint8Array());
  const checksum = checksumOfUpload(headers);
  const { uploadId } = call.estate.startUpload(bucket, key, attributesOf(headers), checksum);
  return xmlReply(
    "InitiateMultipartUploadResult",
    { Bucket: bucket.name, Key: key, UploadId: uploadId },
    checksum === undefined
      ? {}
      : { "x-amz-checksum-algorithm": checksum.algorithm, "x-amz-checksum-type": checksum.type },
  );
};

/** UploadPart, and UploadPartCopy where a source is named. A part that is sent again takes the place of the first. */
export const uploadPart: Operation = (call) => {
  const { request, estate } = call;
  const { headers, body, query } = request;
  const { bucket, upload } = uploadFor(call, "s3:PutObject");
  const asked = query.get("partNumber") ?? "";
  const partNumber = Number(asked);
  if (!/^\d{1,5}$/.test(asked) || partNumber < 1 || partNumber > maxPartNumber) {
    throw refuse("InvalidArgument", {
      message: `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`,
      details: { ArgumentName: "partNumber", ArgumentValue: asked },
    });
  }
  const now = estate.now();
  if (headers["x-amz-copy-source"] === undefined) {
    digestChecked(headers, body);
    checkRoom(estate, body);
    const checksums = checksumsOf(headers);
    const etag = etagOf(body, undefined);
    bucket.uploads.setPart(upload, partNumber, { body, etag, lastModified: now, checksums });
    return emptyReply(200, { etag, ...checksums });
  }
  const source = readSource(call, copySourceOf(headers));
  const bytes = rangeOf(source.body, headers);
  checkRoom(estate, bytes);
  const etag = etagOf(bytes, undefined);
  bucket.uploads.setPart(upload, partNumber, { body: bytes, etag, lastModified: now, checksums: {} });
  return xmlReply("CopyPartResult", { LastModified: new Date(now).toISOString(), ETag: etag });
};

/** AbortMultipartUpload: the parts are gone. */
export const abortUpload: Operation = (call) => {
  const { bucket, upload } = uploadFor(call, "s3:AbortMultipartUpload");
  bucket.uploads.remove(upload.uploadId);
  return emptyReply(204);
};

/** The upload of the request. Throws `NoSuchUpload`, and what {@link bucketFor} throws. */
export function uploadFor(call: Call, action: string): { readonly bucket: BucketState; readonly upload: Upload } {
  const { key = "", query } = call.request;
  const bucket = bucketFor(call, action, key);
  const uploadId = query.get("uploadId") ?? "";
  const upload = bucket.uploads.find(key, uploadId);
  if (upload === undefined) throw refuse("NoSuchUpload", { details: { UploadId: uploadId } });
  return { bucket, upload };
}

/** `x-amz-copy-source-range`: first and last byte, both of which must be there. */
function rangeOf(body: Uint8Array, headers: Readonly<HeaderMap>): Uint8Array {
  const header = headerValue(headers, "x-amz-copy-source-range");
  if (header === undefined) return body;
  const [, from = "", to = ""] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === "" || first > last || last >= body.byteLength) {
    throw refuse("InvalidArgument", {
      message: `Range specified is not valid for source object of size: ${body.byteLength}`,
      details: { ArgumentName: "x-amz-copy-source-range", ArgumentValue: header },
    });
  }
  return body.subarray(first, last + 1);
}
