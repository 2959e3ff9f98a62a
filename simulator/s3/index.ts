export type { Versioning } from "./bucket";
export type { ReplicationMetrics } from "./replicationMetrics";
export { S3, type S3Options } from "./s3";
export type { BucketSnapshot } from "./snapshot";
