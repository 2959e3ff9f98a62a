export type { Versioning } from "./bucket";
export { S3, type S3Options } from "./s3";
export type { BucketSnapshot } from "./snapshot";
