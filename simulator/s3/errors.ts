import type { HeaderMap } from "../http";
import type { RequestIds } from "./ids";
import { xmlDocument } from "./xml";

/** What S3 refuses a request with. */
export interface RestError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Elements between Message and RequestId, such as Key. */
  readonly details?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<HeaderMap>;
}

/** The error's body. */
export function errorBody(error: RestError, { requestId, hostId }: RequestIds): Uint8Array {
  // Ids need no escaping.
  return Buffer.from(`${headOf(error)}<RequestId>${requestId}</RequestId><HostId>${hostId}</HostId></Error>`);
}

/** Errors whose documents are known at a time: an outage gives the same few very often. */
const maximumHeads = 1_000;
let heads = new Map<string, string>();

/** The document up to the ids. */
function headOf({ code, message, details }: RestError): string {
  const name = details === undefined ? `${code} ${message}` : JSON.stringify([code, message, details]);
  const known = heads.get(name);
  if (known !== undefined) return known;
  const head = xmlDocument("Error", { Code: code, Message: message, ...details })
    .toString()
    .replace(/<\/Error>$/, "");
  if (heads.size === maximumHeads) heads = new Map();
  heads.set(name, head);
  return head;
}

export function accessDenied(): RestError {
  return { status: 403, code: "AccessDenied", message: "Access Denied" };
}

/** The statuses that AWS may refuse the use of a key with; it documents neither (S3-15). */
export type KmsRefusalStatus = 400 | 403;

/** SIM-11: the key of the object may not be used by who asks for it. */
export function keyRefused(status: KmsRefusalStatus): RestError {
  if (status === 403) return accessDenied();
  return {
    status,
    code: "KMS.AccessDeniedException",
    message: "The KMS key of the object may not be used for this request.",
  };
}

/** S3-14: the Host that was signed is not the one that arrives. */
export function signatureDoesNotMatch(): RestError {
  return {
    status: 403,
    code: "SignatureDoesNotMatch",
    message:
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  };
}

/** S3-8: whoever asks. */
export function noSuchBucket(bucket: string): RestError {
  return {
    status: 404,
    code: "NoSuchBucket",
    message: "The specified bucket does not exist",
    details: { BucketName: bucket },
  };
}

export function noSuchKey(key: string, headers?: Readonly<HeaderMap>): RestError {
  return {
    status: 404,
    code: "NoSuchKey",
    message: "The specified key does not exist.",
    details: { Key: key },
    ...(headers === undefined ? {} : { headers }),
  };
}

export function noSuchVersion(key: string, versionId: string): RestError {
  return {
    status: 404,
    code: "NoSuchVersion",
    message: "The specified version does not exist.",
    details: { Key: key, VersionId: versionId },
  };
}

/** HD-86, and S3-6 for a delete marker that is asked for by its version. */
export function methodNotAllowed(
  method: string,
  resourceType: "OBJECT" | "BUCKET" | "SERVICE" | "DeleteMarker",
  allow: string,
  headers?: Readonly<HeaderMap>,
): RestError {
  return {
    status: 405,
    code: "MethodNotAllowed",
    message: "The specified method is not allowed against this resource.",
    details: { Method: method, ResourceType: resourceType },
    headers: { allow, ...headers },
  };
}

export function preconditionFailed(condition: string): RestError {
  return {
    status: 412,
    code: "PreconditionFailed",
    message: "At least one of the pre-conditions you specified did not hold",
    details: { Condition: condition },
  };
}

export function invalidRange(requested: string, size: number): RestError {
  return {
    status: 416,
    code: "InvalidRange",
    message: "The requested range is not satisfiable",
    details: { RangeRequested: requested, ActualObjectSize: String(size) },
    headers: { "content-range": `bytes */${size}` },
  };
}

/** Of a part that an object does not have; one that came in one piece is its own first part. */
export function invalidPartNumber(asked: string): RestError {
  return {
    status: 416,
    code: "InvalidPartNumber",
    message: "The requested partnumber is not satisfiable",
    details: { PartNumberRequested: asked },
  };
}

export function invalidUri(uri: string): RestError {
  return { status: 400, code: "InvalidURI", message: "Couldn't parse the specified URI.", details: { URI: uri } };
}

export function invalidArgument(name: string, value: string): RestError {
  return {
    status: 400,
    code: "InvalidArgument",
    message: `Provided ${name} not an integer or within integer range`,
    details: { ArgumentName: name, ArgumentValue: value },
  };
}

export function keyTooLong(size: number): RestError {
  return {
    status: 400,
    code: "KeyTooLongError",
    message: "Your key is too long",
    details: { Size: String(size), MaxSizeAllowed: String(maxKeyBytes) },
  };
}

/** Bytes of a key's UTF-8 form. */
export const maxKeyBytes = 1024;

export function badRequest(message: string): RestError {
  return { status: 400, code: "BadRequest", message };
}

/** HD-82. */
export function accessForbidden(message: string, method: string): RestError {
  return { status: 403, code: "AccessForbidden", message, details: { Method: method, ResourceType: "OBJECT" } };
}
