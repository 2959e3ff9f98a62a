import { headerValue, type HeaderMap } from "../../http";
import { refuse } from "./refusal";

/** Every query that names a resource of its own; the table of operations has those that are answered. */
export const subresources: ReadonlySet<string> = new Set([
  "accelerate",
  "acl",
  "analytics",
  "attributes",
  "cors",
  "delete",
  "encryption",
  "intelligent-tiering",
  "inventory",
  "legal-hold",
  "lifecycle",
  "location",
  "logging",
  "metadataTable",
  "metrics",
  "notification",
  "object-lock",
  "ownershipControls",
  "policy",
  "policyStatus",
  "publicAccessBlock",
  "renameObject",
  "replication",
  "requestPayment",
  "restore",
  "retention",
  "select",
  "session",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versioning",
  "versions",
  "website",
  "partNumber",
]);

/** Headers that would change what a request does, by the beginning of their name. */
const headerPrefixes = [
  "x-amz-copy-source-server-side-encryption-customer",
  "x-amz-if-match-",
  "x-amz-mfa",
  "x-amz-object-lock",
  "x-amz-bucket-object-lock",
  "x-amz-server-side-encryption-aws-kms",
  "x-amz-server-side-encryption-bucket-key",
  "x-amz-server-side-encryption-context",
  "x-amz-server-side-encryption-customer",
  "x-amz-website-redirect-location",
  "x-amz-write-offset-bytes",
];

/** Headers that are taken with some values only: those that ask for what happens anyway. */
const headerValues: Readonly<Record<string, readonly string[]>> = {
  "x-amz-object-ownership": ["BucketOwnerEnforced"],
  "x-amz-server-side-encryption": ["AES256"],
  "x-amz-storage-class": ["STANDARD"],
};

/** Nothing is accepted and then ignored. Throws `NotImplemented`. */
export function checkHeaders(headers: Readonly<HeaderMap>): void {
  for (const name of Object.keys(headers)) {
    const value = headerValue(headers, name) ?? "";
    const taken = Object.hasOwn(headerValues, name) ? headerValues[name] : undefined;
    if (taken === undefined ? headerPrefixes.some((prefix) => name.startsWith(prefix)) : !taken.includes(value)) {
      throw refuse("NotImplemented", { details: { Header: name } });
    }
  }
}
