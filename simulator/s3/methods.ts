import { accessDenied, badRequest, methodNotAllowed, preconditionFailed, type RestError } from "./errors";
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
 * Why a method other than OPTIONS is refused, whoever asks; undefined for GET and HEAD. S3 looks at the method before it looks at anybody's
 * credentials (HD-80, HD-86).
 */
export function methodRefusal(
  { method }: OriginRequest,
  resource: "SERVICE" | "BUCKET" | "OBJECT",
): RestError | undefined {
  switch (method) {
    case "GET":
    case "HEAD":
      return undefined;
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
