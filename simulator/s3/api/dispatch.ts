import { methodNotAllowed } from "../errors";
import { preflight, withCors } from "../cors";
import { refusal, type Reply } from "../reply";
import { checkAcl } from "./acl";
import type { Call } from "./call";
import { checkHeaders, subresources } from "./notImplemented";
import { operations } from "./operations";
import { ApiRefusal, refuse } from "./refusal";
import type { ApiRequest } from "./request";
import { chargedHeaders } from "./requestPayment";

const methods = ["GET", "HEAD", "PUT", "POST", "DELETE"];

/** S3's answer to one request: that of its operation, or a refusal that names the resource. */
export function dispatch(call: Call): Reply {
  const { request, estate } = call;
  const bucket = estate.find(request.bucket ?? "");
  const reply =
    request.method === "OPTIONS"
      ? preflight(request.headers, bucket)
      : withCors(refusalsCaught(call), request, bucket?.cors ?? []);
  if (reply.kind === "success") return { ...reply, headers: { ...reply.headers, ...chargedHeaders(bucket, request) } };
  if (reply.kind !== "error") return reply;
  const { details, ...rest } = reply.error;
  return refusal({ ...rest, details: { ...details, Resource: resourceOf(request) } });
}

function refusalsCaught(call: Call): Reply {
  try {
    return perform(call);
  } catch (error) {
    if (error instanceof ApiRefusal) return refusal(error.error);
    throw error;
  }
}

function perform(call: Call): Reply {
  const { request, estate } = call;
  const bucket = request.bucket === undefined ? undefined : estate.find(request.bucket);
  if (bucket !== undefined && request.region !== undefined && bucket.region !== request.region) {
    throw wrongRegion(request, request.region, bucket.region);
  }
  const scope = request.bucket === undefined ? "service" : request.key === undefined ? "bucket" : "object";
  const named = [...request.query.keys()].filter((name) => subresources.has(name));
  // A part is one of its upload, whichever of the two the client writes first.
  const subresource = named.includes("uploadId") ? "uploadId" : named[0];
  const place = subresource === undefined ? scope : `${scope}?${subresource}`;
  const operation = operations[`${request.method} ${place}`];
  if (operation === undefined) {
    const allowed = methods.filter((method) => Object.hasOwn(operations, `${method} ${place}`));
    if (subresource !== undefined) throw refuse("NotImplemented", { details: { Query: subresource } });
    const kind = scope === "service" ? "SERVICE" : scope === "bucket" ? "BUCKET" : "OBJECT";
    throw new ApiRefusal(methodNotAllowed(request.method, kind, allowed.join(", ")));
  }
  checkHeaders(request.headers);
  checkAcl(request.headers, bucket);
  return operation(call);
}

/** S3-11: a signature names its region, so that the client learns the right one; without one it is sent there. */
function wrongRegion({ caller, bucket = "" }: ApiRequest, region: string, right: string): ApiRefusal {
  const headers = { "x-amz-bucket-region": right };
  if (caller.kind === "anonymous") {
    const endpoint = `${bucket}.s3.${right}.amazonaws.com`;
    return refuse("PermanentRedirect", { headers, details: { Endpoint: endpoint, Bucket: bucket } });
  }
  const message = `The authorization header is malformed; the region '${region}' is wrong; expecting '${right}'`;
  return refuse("AuthorizationHeaderMalformed", { message, headers, details: { Region: right } });
}

function resourceOf({ bucket, key }: ApiRequest): string {
  return `/${[bucket, key].filter((part) => part !== undefined).join("/")}`;
}
