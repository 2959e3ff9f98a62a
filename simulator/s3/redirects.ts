import type { Routing } from "./endpoints";
import type { RestError } from "./errors";

/** A request that came to the wrong endpoint. */
export interface Misrouted {
  readonly bucket: string;
  readonly region: string;
  readonly secure: boolean;
  /** As on the wire. */
  readonly path: string;
}

/**
 * What an endpoint answers that does not serve the bucket's region (S3-11). Only the temporary redirect names a
 * Location; none of the three is a code that CloudFront can fail over on but the 400 (FO-14).
 */
export function redirectOf(routing: Exclude<Routing, "here">, { bucket, region, secure, path }: Misrouted): RestError {
  const endpoint = `${bucket}.s3.${region}.amazonaws.com`;
  const headers = { "x-amz-bucket-region": region };
  const details = { Endpoint: endpoint, Bucket: bucket };
  switch (routing) {
    case "permanent-redirect":
      return {
        status: 301,
        code: "PermanentRedirect",
        message:
          "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
        details,
        headers,
      };
    case "temporary-redirect":
      return {
        status: 307,
        code: "TemporaryRedirect",
        message:
          "Please re-send this request to the specified temporary endpoint. Continue to use the original request endpoint for future requests.",
        details,
        headers: { ...headers, location: `${secure ? "https" : "http"}://${endpoint}${path}` },
      };
    case "illegal-location":
      return {
        status: 400,
        code: "IllegalLocationConstraintException",
        message: `The ${region} location constraint is incompatible for the region specific endpoint this request was sent to.`,
        headers,
      };
  }
}
