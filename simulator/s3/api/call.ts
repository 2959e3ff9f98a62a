import type { HeaderMap } from "../../http";
import type { KmsRefusalStatus } from "../errors";
import type { BucketState, Estate } from "../estate";
import type { Reply } from "../reply";
import { xmlDocument, type XmlElements } from "../xml";
import { checkAccess } from "./access";
import { refuse } from "./refusal";
import type { ApiRequest } from "./request";

/** One request among the buckets that it may concern. */
export interface Call {
  readonly request: ApiRequest;
  readonly estate: Estate;
  readonly kmsRefusalStatus: KmsRefusalStatus;
}

/** What an operation of the table does. Throws `ApiRefusal`. */
export type Operation = (call: Call) => Reply;

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** The bucket of the request. Throws `NoSuchBucket`, and `AccessDenied` to who may not do this to it or to the key. */
export function bucketFor(call: Call, action: string, key?: string): BucketState {
  const { request, estate } = call;
  const name = request.bucket ?? "";
  const bucket = estate.find(name);
  if (bucket === undefined) throw refuse("NoSuchBucket", { details: { BucketName: name } });
  const expected = request.headers["x-amz-expected-bucket-owner"];
  if (expected !== undefined && expected !== bucket.owner) throw refuse("AccessDenied");
  checkAccess(bucket, request, action, key);
  return bucket;
}

/** An answer in XML. */
export function xmlReply(
  root: string,
  elements: XmlElements | readonly XmlElements[],
  headers: Readonly<HeaderMap> = {},
): Reply {
  const body = xmlDocument(root, elements, namespace);
  const own = { "content-type": "application/xml", "content-length": String(body.byteLength) };
  return { kind: "success", status: 200, headers: { ...own, ...headers }, body };
}

/** An answer that is all head. */
export function emptyReply(status: 200 | 204, headers: Readonly<HeaderMap> = {}): Reply {
  const length: HeaderMap = status === 204 ? {} : { "content-length": "0" };
  return { kind: "success", status, headers: { ...length, ...headers }, body: new Uint8Array() };
}
