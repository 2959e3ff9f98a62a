export type { Deleted, Versioning } from "./bucket";
export { encodeKey } from "./objectPath";
export {
  defaultContentType,
  type DeleteMarker,
  type ObjectAttributes,
  type ObjectHead,
  type ObjectVersion,
  type PutObjectInput,
  type ReplicationStatus,
  type Version,
} from "./object";
export { isPublicPolicy } from "./policy/publicPolicy";
export { S3, type S3Options } from "./s3";
export type { BucketSnapshot, VersionSnapshot } from "./snapshot";
export type {
  OriginFailure,
  OriginLimits,
  OriginOutcome,
  OriginPrincipal,
  OriginRequest,
  OriginResponse,
  OriginTransport,
} from "./transport";
