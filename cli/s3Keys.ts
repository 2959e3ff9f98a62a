import { ownerAccountId } from "../simulator/model/account";
import type { S3Credentials } from "../simulator/s3/server";

/**
 * The keys that the S3 endpoint takes. They stand in the source and in the ready line: nobody could take them for real
 * ones, and they open nothing but the embedded buckets on this machine.
 */
export const s3Keys: { readonly owner: S3Credentials; readonly alt: S3Credentials } = {
  /** Of the account that owns the buckets. */
  owner: {
    accountId: ownerAccountId,
    accessKeyId: "AKIAEXAMPLEEMBEDDED0",
    secretAccessKey: "not/a/secret/EXAMPLE/embedded/s3/owner/0",
  },
  /** Of another account: it may what a bucket's policy lets it. */
  alt: {
    accountId: "210987654321",
    accessKeyId: "AKIAEXAMPLEEMBEDDED1",
    secretAccessKey: "not/a/secret/EXAMPLE/embedded/s3/other/1",
  },
};
