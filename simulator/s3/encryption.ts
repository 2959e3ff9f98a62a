import { createHash } from "node:crypto";
import type { HeaderMap } from "../http";
import type { BucketEncryption } from "../model/siteModel";

/** How an object's answer tells of its encryption: with S3's own keys unless a key of KMS is named. */
export function encryptionHeaders(encryption: BucketEncryption | undefined): HeaderMap {
  if (encryption === undefined) return { "x-amz-server-side-encryption": "AES256" };
  return {
    "x-amz-server-side-encryption": "aws:kms",
    "x-amz-server-side-encryption-aws-kms-key-id": encryption.keyArn,
    ...(encryption.bucketKey ? { "x-amz-server-side-encryption-bucket-key-enabled": "true" } : {}),
  };
}

/**
 * The tag of the bytes in double quotes: their MD5, or, where a key of KMS encrypts them, something that is not and that
 * another key changes (CA-8).
 */
export function etagOf(body: Uint8Array, encryption: BucketEncryption | undefined): string {
  const hash = createHash("md5").update(body);
  if (encryption !== undefined) hash.update(encryption.keyArn);
  return `"${hash.digest("hex")}"`;
}
