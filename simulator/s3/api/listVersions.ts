import type { Version } from "../object";
import type { XmlElements } from "../xml";
import { bucketFor, xmlReply, type Operation } from "./call";
import { keyWriter, pageSize } from "./paging";
import { refuse } from "./refusal";
import { versionPage, type ListedVersion } from "./versionPage";

/** ListObjectVersions: versions and delete markers, page by page. */
export const listVersions: Operation = (call) => {
  const { name, store, owner } = bucketFor(call, "s3:ListBucketVersions");
  const { query } = call.request;
  const named = keyWriter(query);
  const text = (parameter: string): string => query.get(parameter) ?? "";
  const versionIdMarker = text("version-id-marker");
  if (versionIdMarker !== "" && text("key-marker") === "") {
    throw refuse("InvalidArgument", { message: "A version-id marker cannot be specified without a key marker." });
  }
  const maxKeys = pageSize(query, "max-keys");
  const page = versionPage(store.all(), {
    prefix: text("prefix"),
    delimiter: text("delimiter"),
    keyMarker: text("key-marker"),
    maxKeys,
    ...(versionIdMarker === "" ? {} : { versionIdMarker }),
  });
  const element = ({ version, latest }: ListedVersion<Version>): XmlElements => ({
    Key: named(version.key),
    VersionId: version.versionId,
    IsLatest: latest,
    LastModified: new Date(version.lastModified).toISOString(),
    ...(version.deleteMarker ? {} : { ETag: version.etag, Size: version.body.byteLength, StorageClass: "STANDARD" }),
    Owner: { ID: owner },
  });
  const head = {
    Name: name,
    Prefix: named(text("prefix")),
    KeyMarker: named(text("key-marker")),
    VersionIdMarker: versionIdMarker,
    NextKeyMarker: page.next === undefined ? undefined : named(page.next.keyMarker),
    NextVersionIdMarker: page.next?.versionIdMarker,
    MaxKeys: maxKeys,
    Delimiter: text("delimiter") === "" ? undefined : named(text("delimiter")),
    EncodingType: query.get("encoding-type") ?? undefined,
    IsTruncated: page.next !== undefined,
  };
  // In one order, whichever of the two an entry is.
  const entries = page.versions.map((listed) => ({
    [listed.version.deleteMarker ? "DeleteMarker" : "Version"]: element(listed),
  }));
  const prefixes = { CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: named(common) })) };
  return xmlReply("ListVersionsResult", [head, ...entries, prefixes]);
};
