export type { S3Credentials } from "./authenticate";
export { serveS3, type S3Operations, type S3ServerOptions } from "./serveS3";
