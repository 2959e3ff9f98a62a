import { VirtualClock } from "../../../../simulator/clock";
import { headerValue, type HeaderMap } from "../../../../simulator/http";
import { ownerAccountId } from "../../../../simulator/model/account";
import type { Bucket } from "../../../../simulator/model/siteModel";
import { S3, type S3Options } from "../../../../simulator/s3";
import type { ApiCaller, ApiReply, ApiRequest } from "../../../../simulator/s3/api/request";
import { bucket } from "../support";

export const owner: ApiCaller = { kind: "account", accountId: ownerAccountId };
export const alt: ApiCaller = { kind: "account", accountId: "444455556666" };
export const anonymous: ApiCaller = { kind: "anonymous" };

export interface Sent {
  readonly headers?: HeaderMap;
  readonly body?: string | Uint8Array;
  readonly caller?: ApiCaller;
  readonly region?: string;
}

/** `PUT bucket/key?query`, sent by the owner unless another one is named. */
export type Send = (line: string, sent?: Sent) => Promise<ApiReply>;

/** An S3 with these buckets, and a client of it. */
export function client(
  buckets: readonly Bucket[] = [bucket("site", "us-east-1", { versioning: "Off" })],
  options: Partial<S3Options> = {},
): {
  readonly s3: S3;
  readonly clock: VirtualClock;
  readonly send: Send;
} {
  const clock = new VirtualClock();
  const s3 = new S3({ ...options, clock, buckets });
  return { s3, clock, send: (line, sent) => s3.handle(requestOf(line, sent)) };
}

export function requestOf(line: string, sent: Sent = {}): ApiRequest {
  const { headers = {}, body = "", caller = owner, region = "us-east-1" } = sent;
  const [, method = "", path = "", query = ""] = /^(\S+) ?([^?]*)\??(.*)$/s.exec(line) ?? [];
  const slash = path.indexOf("/");
  const name = slash < 0 ? path : path.slice(0, slash);
  return {
    method,
    ...(name === "" ? {} : { bucket: name }),
    ...(slash < 0 ? {} : { key: path.slice(slash + 1) }),
    query: new URLSearchParams(query),
    headers,
    body: typeof body === "string" ? Buffer.from(body) : body,
    caller,
    secure: true,
    host: "s3.amazonaws.com",
    region,
  };
}

export function codeOf(reply: ApiReply): string {
  return `${reply.status} ${elementOf(reply, "Code")[0] ?? ""}`.trim();
}

/** The texts of all elements of a name, in their order. */
export function elementOf({ body }: ApiReply, name: string): readonly string[] {
  const text = Buffer.from(body).toString();
  return [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, found = ""]) => found);
}

export function header(reply: ApiReply, name: string): string | undefined {
  return headerValue(reply.headers, name);
}
