import { headerValue } from "../http";
import { preflight, withCors } from "./cors";
import { endpointOf, routingOf, type Endpoint } from "./endpoints";
import * as errors from "./errors";
import type { KmsRefusalStatus } from "./errors";
import { methodRefusal, subresources } from "./methods";
import { parsePath } from "./objectPath";
import { authorizerOf, type Principals } from "./policy/authorize";
import { readBucket, readObject, type RestBucket } from "./reads";
import { redirectOf } from "./redirects";
import { refusal, type Reply } from "./reply";
import type { OriginRequest } from "./transport";

/** The buckets of the whole world, who may read them, and what a key that may not be used is answered with. */
export interface World extends Principals {
  bucket(name: string): RestBucket | undefined;
  readonly kmsRefusalStatus: KmsRefusalStatus;
}

/**
 * S3's answer to one request, as far as CloudFront can send it: GET, HEAD and OPTIONS. Undefined for a host that is none
 * of S3's. Decides only; ids and the date are stamped on by the caller.
 */
export function answer(request: OriginRequest, world: World): Reply | undefined {
  const endpoint = endpointOf(request.host);
  if (endpoint === undefined) return undefined;
  if (endpoint.kind === "website") return { kind: "no-website", bucket: endpoint.bucket };
  return foreignHost(request) ?? addressed(request, endpoint, world);
}

/** S3-14: who forwards the viewer's Host breaks the signature; without one, S3 looks for a bucket of that name. */
function foreignHost({ headers, host, principal }: OriginRequest): Reply | undefined {
  const sent = headerValue(headers, "host");
  if (sent === undefined || bare(sent) === bare(host)) return undefined;
  return refusal(principal === undefined ? errors.noSuchBucket(bare(sent)) : errors.signatureDoesNotMatch());
}

function bare(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

function addressed(request: OriginRequest, endpoint: Exclude<Endpoint, { kind: "website" }>, world: World): Reply {
  const parsed = parsePath(request.path);
  if (parsed === undefined) return refusal(errors.invalidUri(request.path));
  const { query } = parsed;
  const [name, key] = endpoint.bucket === undefined ? splitBucket(parsed.key) : [endpoint.bucket, parsed.key];
  const bucket = world.bucket(name);
  if (request.method === "OPTIONS") return preflight(request.headers, bucket);
  const early = methodRefusal(request, name === "" ? "SERVICE" : key === "" ? "BUCKET" : "OBJECT");
  if (early !== undefined) return refusal(early);
  // The service's own root lists the caller's buckets, and CloudFront's principals own none.
  if (name === "") return refusal(errors.accessDenied());
  // S3-8: to everybody, whatever they may.
  if (bucket === undefined) return refusal(errors.noSuchBucket(name));
  const routing = routingOf(endpoint, bucket.region);
  if (routing !== "here") {
    // The endpoint that is pointed to has the bucket in its name.
    const path = endpoint.bucket === undefined ? request.path.replace(/^\/[^/?]*/, "") : request.path;
    return refusal(redirectOf(routing, { bucket: name, region: bucket.region, secure: request.secure, path }));
  }
  const keyBytes = Buffer.byteLength(key);
  if (keyBytes > errors.maxKeyBytes) return refusal(errors.keyTooLong(keyBytes));
  const may = authorizerOf(bucket, request, query, world);
  if ([...query.keys()].some((parameter) => subresources.has(parameter))) return refusal(errors.accessDenied());
  const located = { request, bucket, key, query, may, kmsRefusalStatus: world.kmsRefusalStatus };
  return withCors(key === "" ? readBucket(located) : readObject(located), request, bucket.cors);
}

/** `bucket/a/b` of a path-style request. */
function splitBucket(path: string): readonly [name: string, key: string] {
  const slash = path.indexOf("/");
  return slash < 0 ? [path, ""] : [path.slice(0, slash), path.slice(slash + 1)];
}
