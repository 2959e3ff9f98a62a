import type { HeaderMap } from "../../http";
import type { BucketState } from "../estate";
import { isOwner } from "./access";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { childText, readXml } from "./readXml";
import { refuse } from "./refusal";
import type { ApiRequest } from "./request";

export const getRequestPayment: Operation = (call) => {
  const { requesterPays } = bucketFor(call, "s3:GetBucketRequestPayment");
  return xmlReply("RequestPaymentConfiguration", { Payer: requesterPays ? "Requester" : "BucketOwner" });
};

export const putRequestPayment: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutBucketRequestPayment");
  const payer = childText(readXml(call.request.body, "RequestPaymentConfiguration"), "Payer");
  if (payer !== "Requester" && payer !== "BucketOwner") throw refuse("MalformedXML");
  bucket.requesterPays = payer === "Requester";
  return emptyReply(200);
};

/** What a successful answer tells whoever was charged for it. */
export function chargedHeaders(bucket: BucketState | undefined, { caller }: ApiRequest): HeaderMap {
  const charged = bucket?.requesterPays === true && !isOwner(bucket, caller);
  return charged ? { "x-amz-request-charged": "requester" } : {};
}
