import { headerValue } from "../../http";
import { checksumOf } from "../checksum";
import { methodNotAllowed } from "../errors";
import { formatHttpDate } from "../../httpDate";
import type { ObjectVersion } from "../object";
import { deleteMarkerHeaders } from "../responseHeaders";
import type { XmlElements } from "../xml";
import { checkAccess } from "./access";
import { bucketFor, xmlReply, type Operation } from "./call";
import { checksumElements } from "./checksums";
import { ApiRefusal, refuse } from "./refusal";

const known: readonly string[] = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
const maxParts = 1000;

/** GetObjectAttributes: those of its sides that are asked for, without the bytes. */
export const getObjectAttributes: Operation = (call) => {
  const { key = "", query, headers } = call.request;
  const versionId = query.get("versionId") ?? undefined;
  const action = versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  const bucket = bucketFor(call, `${action}Attributes`, key);
  checkAccess(bucket, call.request, action, key);
  const asked = (headerValue(headers, "x-amz-object-attributes") ?? "").split(",").map((name) => name.trim());
  if (asked.some((name) => !known.includes(name))) {
    throw refuse("InvalidArgument", {
      message: "Invalid attribute name specified.",
      details: { ArgumentName: "x-amz-object-attributes" },
    });
  }
  const version = bucket.store.find(key, versionId);
  if (version === undefined) {
    throw versionId === undefined
      ? refuse("NoSuchKey", { details: { Key: key } })
      : refuse("NoSuchVersion", { details: { Key: key, VersionId: versionId } });
  }
  if (version.deleteMarker) {
    // S3-6
    const marker = deleteMarkerHeaders(version);
    if (versionId === undefined) throw refuse("NoSuchKey", { details: { Key: key }, headers: marker });
    throw new ApiRefusal(methodNotAllowed("GET", "DeleteMarker", "DELETE", marker));
  }
  const sides: Readonly<Record<string, XmlElements[string]>> = {
    ETag: version.etag.replace(/"/g, ""),
    Checksum: checksumElements(checksumOf(version)),
    ObjectParts: partsOf(
      version,
      numberOf(headers["x-amz-max-parts"], "x-amz-max-parts") ?? maxParts,
      numberOf(headers["x-amz-part-number-marker"], "x-amz-part-number-marker") ?? 0,
    ),
    StorageClass: "STANDARD",
    ObjectSize: version.body.byteLength,
  };
  const told = Object.fromEntries(Object.entries(sides).filter(([name]) => asked.includes(name)));
  return xmlReply("GetObjectAttributesResponse", told, {
    "last-modified": formatHttpDate(version.lastModified),
    ...(bucket.store.versioning === "Off" ? {} : { "x-amz-version-id": version.versionId }),
  });
};

/** How many there are, and a page of them where they have checksums; nothing of what came in one piece. */
function partsOf({ parts, checksum }: ObjectVersion, most: number, marker: number): XmlElements | undefined {
  if (parts === undefined) return undefined;
  if (checksum === undefined) return { PartsCount: parts.length };
  const rest = parts.filter(({ number }) => number > marker);
  const page = rest.slice(0, Math.min(most, maxParts));
  return {
    PartsCount: parts.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? marker,
    MaxParts: most,
    IsTruncated: page.length < rest.length,
    Part: page.map((part) => ({
      PartNumber: part.number,
      Size: part.size,
      [`Checksum${checksum.algorithm}`]: part.checksum,
    })),
  };
}

/** Throws `InvalidArgument`. */
function numberOf(value: string | readonly string[] | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw refuse("InvalidArgument", { details: { ArgumentName: name, ArgumentValue: text } });
}
