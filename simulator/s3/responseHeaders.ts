import type { HeaderMap } from "../http";
import { encryptionHeaders } from "./encryption";
import { formatHttpDate } from "../httpDate";
import { defaultContentType, type DeleteMarker, type ObjectVersion } from "./object";

/** What a 304 carries: what may have changed without the bytes (RFC 9110 15.4.5). */
export function validatorHeaders(version: ObjectVersion, versioned: boolean): HeaderMap {
  const { cacheControl, expires } = version.attributes;
  return {
    "last-modified": formatHttpDate(version.lastModified),
    etag: version.etag,
    ...(cacheControl === undefined ? {} : { "cache-control": cacheControl }),
    ...(expires === undefined ? {} : { expires }),
    // S3-13: shown as soon as the bucket keeps versions.
    ...(versioned ? { "x-amz-version-id": version.versionId } : {}),
    // RP-8; OB-2: REPLICA tells a viewer which region answered.
    ...(version.replicationStatus === undefined ? {} : { "x-amz-replication-status": version.replicationStatus }),
  };
}

/** What an object's answer carries, besides the length and the range; the bucket's region is not among it (OB-6). */
export function objectHeaders(version: ObjectVersion, versioned: boolean): HeaderMap {
  const { contentType, contentEncoding, contentLanguage, contentDisposition, metadata } = version.attributes;
  return {
    ...validatorHeaders(version, versioned),
    "content-type": contentType ?? defaultContentType,
    ...(contentEncoding === undefined ? {} : { "content-encoding": contentEncoding }),
    ...(contentLanguage === undefined ? {} : { "content-language": contentLanguage }),
    ...(contentDisposition === undefined ? {} : { "content-disposition": contentDisposition }),
    ...encryptionHeaders(version.encryption),
    "accept-ranges": "bytes",
    ...Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name.toLowerCase()}`, mailSafe(value)]),
    ),
  };
}

/** Metadata that is no ASCII comes back in the form that mail has for it (RFC 2047), as the S3 User Guide tells. */
function mailSafe(value: string): string {
  return /^[\x20-\x7e\t]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString("base64")}?=`;
}

/** S3-6: how an answer tells a delete marker from a key that never was. */
export function deleteMarkerHeaders({ versionId, lastModified }: DeleteMarker): HeaderMap {
  return {
    "x-amz-delete-marker": "true",
    "x-amz-version-id": versionId,
    "last-modified": formatHttpDate(lastModified),
  };
}
