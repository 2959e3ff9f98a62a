import { createHash } from "node:crypto";
import type { CompletedUpload, Part, Upload } from "../uploads";
import { bucketFor, xmlReply, type Call, type Operation } from "./call";
import { checksumElements, checksumOfPart, checksumOfParts } from "./checksums";
import { uploadFor } from "./multipart";
import { childrenOf, childText, readXml, type XmlElement } from "./readXml";
import { refuse } from "./refusal";
import { checkWrite } from "./writeConditions";

/** Bytes that every part but the last must have. */
const minPartBytes = 5 * 1024 * 1024;

/** CompleteMultipartUpload: the listed parts, in ascending order, become one object. Once more: the same answer. */
export const completeUpload: Operation = (call) => {
  const { request } = call;
  const { key = "", query } = request;
  const bucket = bucketFor(call, "s3:PutObject", key);
  const before = bucket.uploads.completed(key, query.get("uploadId") ?? "");
  const { etag, versionId, checksum } = before ?? complete(call);
  return xmlReply(
    "CompleteMultipartUploadResult",
    {
      Location: `https://${request.host}/${bucket.name}/${key}`,
      Bucket: bucket.name,
      Key: key,
      ETag: etag,
      ...checksumElements(checksum),
    },
    versionId === undefined ? {} : { "x-amz-version-id": versionId },
  );
};

function complete(call: Call): CompletedUpload {
  const { request, estate } = call;
  const { key = "", headers } = request;
  const { bucket, upload } = uploadFor(call, "s3:PutObject");
  const listed = childrenOf(readXml(request.body, "CompleteMultipartUpload"), "Part");
  if (listed.length === 0) throw refuse("MalformedXML");
  const numbers = listed.map(partNumberOf);
  const parts = listed.map((element, index) => partFor(upload, element, numbers[index] ?? 0));
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0)))
    throw refuse("InvalidPartOrder");
  const small = parts.findIndex(({ body }, index) => index < parts.length - 1 && body.byteLength < minPartBytes);
  if (small >= 0) {
    const details = { PartNumber: String(numbers[small]), MinSizeAllowed: String(minPartBytes) };
    throw refuse("EntityTooSmall", { details });
  }
  checkWrite(headers, bucket.store.find(key), key);
  // Needs no room of its own: the object takes the place of its parts, which count already.
  const body = bodyOf(parts);
  const checksum = checksumOfParts(upload, parts, body, headers);
  const known = { etag: etagOfParts(parts), ...(checksum === undefined ? {} : { checksum }) };
  const { versionId } = estate.put(
    bucket,
    key,
    { body, ...upload.attributes },
    {
      ...known,
      parts: parts.map((part, index) => ({
        number: numbers[index] ?? 0,
        size: part.body.byteLength,
        ...(checksum === undefined ? {} : { checksum: checksumOfPart(checksum.algorithm, part) }),
      })),
    },
  );
  const completed = bucket.store.versioning === "Enabled" ? { ...known, versionId } : known;
  bucket.uploads.complete(upload, completed);
  return completed;
}

/** A part that is alone is the object: nothing is copied. */
function bodyOf(parts: readonly Part[]): Uint8Array {
  const [first, second] = parts;
  return first !== undefined && second === undefined ? first.body : Buffer.concat(parts.map(({ body }) => body));
}

function partNumberOf(element: XmlElement): number {
  const text = childText(element, "PartNumber") ?? "";
  if (!/^\d{1,9}$/.test(text)) throw refuse("MalformedXML");
  return Number(text);
}

/** The part that was sent under this number, with the tag and the checksums that the client knows of it. */
function partFor({ parts }: Upload, element: XmlElement, number: number): Part {
  const etag = childText(element, "ETag");
  if (etag === undefined) throw refuse("MalformedXML");
  const part = parts.get(number);
  const same = part !== undefined && bare(part.etag) === bare(etag) && checksumsAgree(part, element);
  if (!same) throw refuse("InvalidPart", { details: { PartNumber: String(number), ETag: etag } });
  return part;
}

function checksumsAgree({ checksums }: Part, { children }: XmlElement): boolean {
  return children
    .filter(({ name }) => name.startsWith("Checksum"))
    .every(
      ({ name, text }) => checksums[`x-amz-checksum-${name.slice("Checksum".length).toLowerCase()}`] === text.trim(),
    );
}

/** The MD5 of the parts' own, and how many they are: not the MD5 of the bytes. */
function etagOfParts(parts: readonly Part[]): string {
  const hash = createHash("md5");
  for (const { etag } of parts) hash.update(Buffer.from(bare(etag), "hex"));
  return `"${hash.digest("hex")}-${parts.length}"`;
}

function bare(etag: string): string {
  return etag.replace(/^"|"$/g, "");
}
