import type { ObjectVersion } from "./object";
import { compareUtf8 } from "./compareUtf8";
import { encodeKey } from "./objectPath";
import { xmlDocument, type XmlElements } from "./xml";

/** What a page of a listing asks for. */
export interface ListingRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** At most 1000, whatever is asked for. */
  readonly maxKeys: number;
  /** Only what comes after this key or common prefix. */
  readonly after: string;
}

export interface ListingPage {
  readonly objects: readonly ObjectVersion[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

const maxPage = 1000;

/** One page of the current objects, which come in S3's order. Keys that share a delimiter are rolled up into one entry. */
export function listingPage(
  current: readonly ObjectVersion[],
  { prefix, delimiter, maxKeys, after }: ListingRequest,
): ListingPage {
  const objects: ObjectVersion[] = [];
  const commonPrefixes: string[] = [];
  let last = "";
  for (const object of current) {
    if (!object.key.startsWith(prefix)) continue;
    const end = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
    const entry = end < 0 ? object.key : object.key.slice(0, end + delimiter.length);
    if (compareUtf8(object.key, after) <= 0) continue;
    // Rolled up already, on this page or as the end of the one before.
    if (end >= 0 && (commonPrefixes.at(-1) === entry || entry === after)) continue;
    if (objects.length + commonPrefixes.length >= maxKeys)
      return { objects, commonPrefixes, ...(maxKeys > 0 ? { next: last } : {}) };
    if (end < 0) objects.push(object);
    else commonPrefixes.push(entry);
    last = entry;
  }
  return { objects, commonPrefixes };
}

/**
 * The answer to a GET of a bucket's root (S3-7): ListObjects, or ListObjectsV2 for `list-type=2`. Undefined when
 * `max-keys` is no number. With an id, version 1 names the owner of every object, and version 2 when `fetch-owner` is true.
 */
export function listingBody(
  bucket: string,
  current: readonly ObjectVersion[],
  query: ReadonlyMap<string, string>,
  ownerId?: string,
): Uint8Array | undefined {
  const asked = query.get("max-keys") ?? String(maxPage);
  if (!/^\d{1,9}$/.test(asked)) return undefined;
  const v2 = query.get("list-type") === "2";
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after") ?? "";
  const request: ListingRequest = {
    prefix: query.get("prefix") ?? "",
    delimiter: query.get("delimiter") ?? "",
    maxKeys: Math.min(Number(asked), maxPage),
    after: v2 ? (token === undefined ? startAfter : decodeToken(token)) : (query.get("marker") ?? ""),
  };
  const page = listingPage(current, request);
  const owner = ownerId === undefined || (v2 && query.get("fetch-owner") !== "true") ? undefined : { ID: ownerId };
  const named = query.get("encoding-type") === "url" ? encodeKey : (text: string): string => text;
  const paging: XmlElements = v2
    ? {
        StartAfter: startAfter === "" ? undefined : named(startAfter),
        ContinuationToken: token,
        NextContinuationToken: page.next === undefined ? undefined : encodeToken(page.next),
        KeyCount: page.objects.length + page.commonPrefixes.length,
      }
    : {
        Marker: named(request.after),
        // Without a delimiter the last key serves as the marker, and S3 leaves this out.
        NextMarker: page.next === undefined || request.delimiter === "" ? undefined : named(page.next),
      };
  const elements: XmlElements = {
    Name: bucket,
    Prefix: named(request.prefix),
    ...paging,
    MaxKeys: Number(asked),
    Delimiter: request.delimiter === "" ? undefined : named(request.delimiter),
    EncodingType: query.get("encoding-type"),
    IsTruncated: page.next !== undefined,
    Contents: page.objects.map((object) => ({
      Key: named(object.key),
      LastModified: new Date(object.lastModified).toISOString(),
      ETag: object.etag,
      Size: object.body.byteLength,
      StorageClass: "STANDARD",
      Owner: owner,
    })),
    CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: named(common) })),
  };
  return xmlDocument("ListBucketResult", elements, "http://s3.amazonaws.com/doc/2006-03-01/");
}

function encodeToken(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function decodeToken(token: string): string {
  return Buffer.from(token, "base64url").toString();
}
