import { headerValue } from "../http";
import {
  accessDenied,
  accessForbidden,
  badRequest,
  methodNotAllowed,
  preconditionFailed,
  type RestError,
} from "./errors";
import type { OriginRequest } from "./transport";

/** Parameters that ask for something else than the object or the listing, which nobody is granted here. */
export const subresources: ReadonlySet<string> = new Set([
  "acl",
  "attributes",
  "cors",
  "encryption",
  "legal-hold",
  "lifecycle",
  "location",
  "logging",
  "notification",
  "ownershipControls",
  "policy",
  "policyStatus",
  "publicAccessBlock",
  "replication",
  "requestPayment",
  "retention",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versioning",
  "versions",
  "website",
]);

/**
 * Why a method is refused, whoever asks; undefined for GET and HEAD. S3 looks at the method before it looks at anybody's
 * credentials (HD-80, HD-86).
 */
export function methodRefusal(
  { method, headers }: OriginRequest,
  resource: "SERVICE" | "BUCKET" | "OBJECT",
  bucketExists: boolean,
): RestError | undefined {
  switch (method) {
    case "GET":
    case "HEAD":
      return undefined;
    case "OPTIONS":
      // HD-80, HD-82: the model has no CORS configuration, so that a preflight is never granted.
      if (headerValue(headers, "origin") === undefined) {
        return badRequest("Insufficient information. Origin request header needed.");
      }
      return accessForbidden(
        bucketExists ? "CORSResponse: CORS is not enabled for this bucket." : "CORSResponse: Bucket not found",
        headerValue(headers, "access-control-request-method") ?? method,
      );
    case "PUT":
    case "DELETE":
      if (resource === "SERVICE") return methodNotAllowed(method, resource, "GET");
      // Content comes in through its owners; over REST nobody writes (S3-3, D8).
      return accessDenied();
    case "POST":
    case "PATCH":
      if (resource === "BUCKET" && method === "POST")
        return preconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");
      return methodNotAllowed(method, resource, resource === "SERVICE" ? "GET" : "HEAD, DELETE, GET, PUT");
    default:
      return badRequest("An error occurred when parsing the HTTP request.");
  }
}
