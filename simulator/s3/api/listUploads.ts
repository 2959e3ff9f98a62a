import { partsOf } from "../uploads";
import { bucketFor, xmlReply, type Operation } from "./call";
import { uploadFor } from "./multipart";
import { keyWriter, pageSize } from "./paging";
import { versionPage } from "./versionPage";

/** ListMultipartUploads: by key, those of one key in the order of their beginning. */
export const listUploads: Operation = (call) => {
  const { name, uploads, owner } = bucketFor(call, "s3:ListBucketMultipartUploads");
  const { query } = call.request;
  const named = keyWriter(query);
  const text = (parameter: string): string => query.get(parameter) ?? "";
  const maxKeys = pageSize(query, "max-uploads");
  const all = uploads.all().map((upload) => ({ ...upload, versionId: upload.uploadId }));
  const marker = text("upload-id-marker");
  const page = versionPage(all, {
    prefix: text("prefix"),
    delimiter: text("delimiter"),
    keyMarker: text("key-marker"),
    maxKeys,
    ...(marker === "" ? {} : { versionIdMarker: marker }),
  });
  return xmlReply("ListMultipartUploadsResult", {
    Bucket: name,
    KeyMarker: named(text("key-marker")),
    UploadIdMarker: marker,
    NextKeyMarker: page.next === undefined ? undefined : named(page.next.keyMarker),
    NextUploadIdMarker: page.next?.versionIdMarker,
    Prefix: named(text("prefix")),
    Delimiter: text("delimiter") === "" ? undefined : named(text("delimiter")),
    EncodingType: query.get("encoding-type") ?? undefined,
    MaxUploads: maxKeys,
    IsTruncated: page.next !== undefined,
    Upload: page.versions.map(({ version }) => ({
      Key: named(version.key),
      UploadId: version.uploadId,
      Initiator: { ID: owner },
      Owner: { ID: owner },
      StorageClass: "STANDARD",
      Initiated: new Date(version.initiated).toISOString(),
    })),
    CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: named(common) })),
  });
};

/** ListParts: by number. */
export const listParts: Operation = (call) => {
  const { bucket, upload } = uploadFor(call, "s3:ListMultipartUploadParts");
  const { query } = call.request;
  const maxParts = pageSize(query, "max-parts");
  const marker = Number(query.get("part-number-marker") ?? "0") || 0;
  const rest = partsOf(upload).filter(([number]) => number > marker);
  const shown = rest.slice(0, maxParts);
  const truncated = maxParts > 0 && rest.length > shown.length;
  return xmlReply("ListPartsResult", {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    Initiator: { ID: bucket.owner },
    Owner: { ID: bucket.owner },
    StorageClass: "STANDARD",
    ChecksumAlgorithm: upload.checksum?.algorithm,
    ChecksumType: upload.checksum?.type,
    PartNumberMarker: marker,
    NextPartNumberMarker: truncated ? shown.at(-1)?.[0] : undefined,
    MaxParts: maxParts,
    IsTruncated: truncated,
    Part: shown.map(([number, { etag, body, lastModified, checksums }]) => ({
      PartNumber: number,
      LastModified: new Date(lastModified).toISOString(),
      ETag: etag,
      Size: body.byteLength,
      ...Object.fromEntries(
        Object.entries(checksums).map(([name, value]) => [`Checksum${name.slice(15).toUpperCase()}`, value]),
      ),
    })),
  });
};
