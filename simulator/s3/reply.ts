import type { HeaderMap } from "../http";
import { errorBody, type RestError } from "./errors";
import { formatHttpDate } from "../httpDate";
import type { RequestIds } from "./ids";
import type { OriginResponse } from "./transport";

/** What S3 decided, before it is stamped with ids and the date. */
export type Reply =
  | {
      readonly kind: "success";
      readonly status: number;
      readonly headers: Readonly<HeaderMap>;
      readonly body: Uint8Array;
    }
  | { readonly kind: "error"; readonly error: RestError }
  /** S3-12: the website endpoint of a bucket that is not configured as a website. */
  | { readonly kind: "no-website"; readonly bucket: string };

export function refusal(error: RestError): Reply {
  return { kind: "error", error };
}

/** The response on the wire. A HEAD gets no body, whatever there was to say. */
export function responseOf(reply: Reply, method: string, ids: RequestIds, now: number): OriginResponse<Uint8Array> {
  const stamp = {
    "x-amz-id-2": ids.hostId,
    "x-amz-request-id": ids.requestId,
    date: formatHttpDate(now),
    server: "AmazonS3",
  };
  if (reply.kind === "success") {
    return { status: reply.status, headers: { ...stamp, ...reply.headers }, body: reply.body };
  }
  const { status, headers } = reply.kind === "error" ? reply.error : { status: 404, headers: {} };
  const type = { "content-type": reply.kind === "error" ? "application/xml" : "text/html; charset=utf-8" };
  if (method === "HEAD") return { status, headers: { ...stamp, ...type, ...headers }, body: new Uint8Array() };
  const body = reply.kind === "error" ? errorBody(reply.error, ids) : noWebsiteBody(reply.bucket, ids);
  return { status, headers: { ...stamp, ...type, "content-length": String(body.byteLength), ...headers }, body };
}

function noWebsiteBody(bucket: string, { requestId, hostId }: RequestIds): Uint8Array {
  const items = [
    "Code: NoSuchWebsiteConfiguration",
    "Message: The specified bucket does not have a website configuration",
    `BucketName: ${bucket}`,
    `RequestId: ${requestId}`,
    `HostId: ${hostId}`,
  ].map((item) => `<li>${item}</li>`);
  return Buffer.from(
    `<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><ul>${items.join("")}</ul><hr/></body></html>\n`,
  );
}
