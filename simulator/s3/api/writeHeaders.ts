import { headerValue, type HeaderMap } from "../../http";
import type { ObjectAttributes } from "../object";
import type { Tag } from "../tags";
import { tagsOfHeader } from "./readTags";
import { refuse } from "./refusal";

/** Bytes of all names and values of user metadata. */
const maxMetadataBytes = 2048;

/** What a write's headers say of the object. Throws `MetadataTooLarge` and what {@link tagsOfHeader} throws. */
export function attributesOf(headers: Readonly<HeaderMap>): ObjectAttributes {
  const metadata = metadataOf(headers);
  const stored = {
    contentType: headerValue(headers, "content-type"),
    cacheControl: headerValue(headers, "cache-control"),
    contentEncoding: encodingOf(headerValue(headers, "content-encoding")),
    contentLanguage: headerValue(headers, "content-language"),
    contentDisposition: headerValue(headers, "content-disposition"),
    expires: headerValue(headers, "expires"),
  };
  const given = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined && value !== ""));
  const tags = tagsOf(headers);
  return {
    ...(given as ObjectAttributes),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

function tagsOf(headers: Readonly<HeaderMap>): readonly Tag[] {
  const header = headerValue(headers, "x-amz-tagging");
  return header === undefined ? [] : tagsOfHeader(header);
}

/** `aws-chunked` is how the request came, not what the object is. */
function encodingOf(value: string | undefined): string | undefined {
  return value
    ?.split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "aws-chunked" && coding !== "")
    .join(", ");
}

function metadataOf(headers: Readonly<HeaderMap>): Readonly<Record<string, string>> {
  const prefix = "x-amz-meta-";
  const entries = Object.entries(headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), typeof value === "string" ? value : value.join(",")] as const);
  const size = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (size > maxMetadataBytes) {
    throw refuse("MetadataTooLarge", { details: { Size: String(size), MaxSizeAllowed: String(maxMetadataBytes) } });
  }
  return Object.fromEntries(entries);
}

/** The checksums of the body, which its reader has compared with the bytes; an answer repeats them. */
export function checksumsOf(headers: Readonly<HeaderMap>): Readonly<Record<string, string>> {
  const names = Object.keys(headers).filter((name) =>
    /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, headerValue(headers, name) ?? ""]));
}
