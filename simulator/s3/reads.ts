import { headerValue, type HeaderMap } from "../http";
import type { CorsRule } from "../model/corsRule";
import type { VersionStore } from "./bucket";
import { checksumHeaders, checksumOf } from "./checksum";
import { preconditionOf, rangeApplies } from "./conditional";
import * as errors from "./errors";
import { listingBody } from "./listing";
import { nullVersionId, type ObjectVersion } from "./object";
import { partAsked, type PartRange } from "./partOf";
import type { Authorizer, Guarded } from "./policy/authorize";
import { parseRange } from "./range";
import { refusal, type Reply } from "./reply";
import { deleteMarkerHeaders, objectHeaders, validatorHeaders } from "./responseHeaders";
import type { OriginRequest } from "./transport";

/** What the REST API knows of a bucket. */
export interface RestBucket extends Guarded {
  readonly region: string;
  readonly store: VersionStore;
  /** None: what pages elsewhere ask is refused (HD-82). */
  readonly cors: readonly CorsRule[];
}

/** A request at the bucket and key that it means. */
export interface Located {
  readonly request: Pick<OriginRequest, "method" | "headers">;
  readonly bucket: RestBucket;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  readonly may: Authorizer;
  readonly kmsRefusalStatus: errors.KmsRefusalStatus;
}

/** GET and HEAD of a bucket's root: the listing, to whoever may list (S3-7). */
export function readBucket({ request, bucket, query, may }: Located): Reply {
  if (!may({ action: "s3:ListBucket" })) return refusal(errors.accessDenied());
  const headers = { "x-amz-bucket-region": bucket.region, "content-type": "application/xml" };
  if (request.method === "HEAD") return { kind: "success", status: 200, headers, body: new Uint8Array() };
  const body = listingBody(bucket.name, bucket.store.current(), query);
  if (body === undefined) return refusal(errors.invalidArgument("max-keys", query.get("max-keys") ?? ""));
  return { kind: "success", status: 200, headers: { ...headers, "content-length": String(body.byteLength) }, body };
}

/** GET and HEAD of a key. */
export function readObject(located: Located): Reply {
  const { request, bucket, key, query, may } = located;
  const versionId = query.get("versionId");
  if (!may({ action: versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion", key }))
    return refusal(errors.accessDenied());
  const version = bucket.store.find(key, versionId);
  if (version !== undefined && !version.deleteMarker) return readVersion(version, located);
  // S3-5, S3-6: only who may list learns that there is nothing; to the others it is forbidden like everything else.
  if (!may({ action: "s3:ListBucket" })) return refusal(errors.accessDenied());
  if (version === undefined) {
    return refusal(versionId === undefined ? errors.noSuchKey(key) : errors.noSuchVersion(key, versionId));
  }
  const headers = deleteMarkerHeaders(version);
  if (versionId === undefined) return refusal(errors.noSuchKey(key, headers));
  return refusal(errors.methodNotAllowed(request.method, "DeleteMarker", "DELETE", headers));
}

function readVersion(version: ObjectVersion, located: Located): Reply {
  const { request, bucket, query, may, kmsRefusalStatus } = located;
  const { encryption } = version;
  if (encryption !== undefined && !may({ action: "kms:Decrypt", keyArn: encryption.keyArn })) {
    return refusal(errors.keyRefused(kmsRefusalStatus));
  }
  const versioned = bucket.store.versioning !== "Off" || version.versionId !== nullVersionId;
  const precondition = preconditionOf(request.headers, version);
  if (precondition.kind === "failed") return refusal(errors.preconditionFailed(precondition.condition));
  if (precondition.kind === "not-modified") {
    return { kind: "success", status: 304, headers: validatorHeaders(version, versioned), body: new Uint8Array() };
  }
  const size = version.body.byteLength;
  const part = partAsked(query.get("partNumber"), version, request.headers);
  if (part !== undefined && "code" in part) return refusal(part);
  const asked = rangeApplies(request.headers, version) ? headerValue(request.headers, "range") : undefined;
  const range = part === undefined ? parseRange(asked, size) : rangeOfPart(part);
  if (range.kind === "unsatisfiable") return refusal(errors.invalidRange(asked ?? "", size));
  const headers = objectHeaders(version, versioned);
  const { tags = [] } = version.attributes;
  // How many tags there are is told to who may read them.
  const counted = tags.length > 0 && may({ action: "s3:GetObjectTagging", key: version.key });
  const whole = range.kind === "whole";
  const body = whole ? version.body : version.body.subarray(range.first, range.last + 1);
  return {
    kind: "success",
    status: whole ? 200 : 206,
    headers: {
      ...headers,
      ...checksumTold(version, located, part, whole),
      ...(part?.count === undefined ? {} : { "x-amz-mp-parts-count": String(part.count) }),
      ...(counted ? { "x-amz-tagging-count": String(tags.length) } : {}),
      ...(whole ? {} : { "content-range": `bytes ${range.first}-${range.last}/${size}` }),
      // Of HEAD too: a range changes the length that it tells (S3-13).
      "content-length": String(body.byteLength),
    },
    body: request.method === "HEAD" ? new Uint8Array() : body,
  };
}

function rangeOfPart({ first, end }: PartRange): ReturnType<typeof parseRange> {
  return first === end ? { kind: "whole" } : { kind: "part", first, last: end - 1 };
}

/** The checksum of all that is answered, where `x-amz-checksum-mode` asks for it; any other range has none. */
function checksumTold(
  version: ObjectVersion,
  { request }: Located,
  part: PartRange | undefined,
  whole: boolean,
): HeaderMap {
  if (headerValue(request.headers, "x-amz-checksum-mode") !== "ENABLED") return {};
  if (part?.part !== undefined) {
    const { checksum: value } = part.part;
    const { checksum } = version;
    return checksum === undefined || value === undefined ? {} : checksumHeaders({ ...checksum, value });
  }
  return whole || part !== undefined ? checksumHeaders(checksumOf(version)) : {};
}
