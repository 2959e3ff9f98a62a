import type { PublicAccessBlock } from "../../model/siteModel";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { childText, readXml, type XmlElement } from "./readXml";
import { refuse } from "./refusal";

const open: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

/** A block that blocks nothing is told like one that was removed. */
export const getAccessBlock: Operation = (call) => {
  const { publicAccessBlock: block } = bucketFor(call, "s3:GetBucketPublicAccessBlock");
  if (!Object.values(block).includes(true)) throw refuse("NoSuchPublicAccessBlockConfiguration");
  return xmlReply("PublicAccessBlockConfiguration", {
    BlockPublicAcls: block.blockPublicAcls,
    IgnorePublicAcls: block.ignorePublicAcls,
    BlockPublicPolicy: block.blockPublicPolicy,
    RestrictPublicBuckets: block.restrictPublicBuckets,
  });
};

/** What is left out is off. */
export const putAccessBlock: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutBucketPublicAccessBlock");
  const root = readXml(call.request.body, "PublicAccessBlockConfiguration");
  bucket.publicAccessBlock = {
    blockPublicAcls: flag(root, "BlockPublicAcls"),
    ignorePublicAcls: flag(root, "IgnorePublicAcls"),
    blockPublicPolicy: flag(root, "BlockPublicPolicy"),
    restrictPublicBuckets: flag(root, "RestrictPublicBuckets"),
  };
  return emptyReply(200);
};

export const deleteAccessBlock: Operation = (call) => {
  bucketFor(call, "s3:PutBucketPublicAccessBlock").publicAccessBlock = open;
  return emptyReply(204);
};

function flag(root: XmlElement, name: string): boolean {
  const text = (childText(root, name) ?? "false").toLowerCase();
  if (text !== "true" && text !== "false") throw refuse("MalformedXML");
  return text === "true";
}
