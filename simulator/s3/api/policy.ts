import { CodedError } from "../../../aws/codedError";
import { policyDocumentOf } from "../../model/fromPolicyDocument";
import type { PolicyDocument } from "../../model/siteModel";
import { isPublicPolicy } from "../policy/publicPolicy";
import { matchesWildcard } from "../policy/wildcard";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { refuse } from "./refusal";

export const getPolicy: Operation = (call) => {
  const { name, policy } = bucketFor(call, "s3:GetBucketPolicy");
  if (policy === undefined) throw refuse("NoSuchBucketPolicy", { details: { BucketName: name } });
  const body = Buffer.from(JSON.stringify(policy));
  const headers = { "content-type": "application/json", "content-length": String(body.byteLength) };
  return { kind: "success", status: 200, headers, body };
};

/** Refuses a document that is none, one that speaks of other buckets, and a public one where that is blocked. */
export const putPolicy: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutBucketPolicy");
  const policy = policyOf(call.request.body);
  const foreign = policy.Statement.flatMap(({ Resource }) => Resource).find(
    (resource) => !mayMean(resource, bucket.name),
  );
  if (foreign !== undefined) throw refuse("MalformedPolicy", { message: "Policy has invalid resource" });
  if (bucket.publicAccessBlock.blockPublicPolicy && isPublicPolicy(policy)) throw refuse("AccessDenied");
  bucket.policy = policy;
  return emptyReply(204);
};

export const deletePolicy: Operation = (call) => {
  bucketFor(call, "s3:DeleteBucketPolicy").policy = undefined;
  return emptyReply(204);
};

export const getPolicyStatus: Operation = (call) => {
  const { name, policy } = bucketFor(call, "s3:GetBucketPolicyStatus");
  if (policy === undefined) throw refuse("NoSuchBucketPolicy", { details: { BucketName: name } });
  return xmlReply("PolicyStatus", { IsPublic: isPublicPolicy(policy) });
};

/** Whether a resource can be the bucket or something in it, wildcards included. */
function mayMean(resource: string, bucket: string): boolean {
  const prefix = "arn:aws:s3:::";
  if (!resource.startsWith(prefix)) return false;
  const [name = ""] = resource.slice(prefix.length).split("/");
  return matchesWildcard(name, bucket);
}

/** Throws `NotImplemented` for elements that the model leaves out, `MalformedPolicy` for what is no policy. */
function policyOf(body: Uint8Array): PolicyDocument {
  const text = Buffer.from(body).toString();
  try {
    return policyDocumentOf(text, "Policy");
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const beyond = /"(?:NotAction|NotPrincipal|NotResource)"\s*:/.exec(text)?.[0];
    if (beyond !== undefined)
      throw refuse("NotImplemented", { details: { Element: beyond.replace(/[^A-Za-z]/g, "") } });
    throw refuse("MalformedPolicy", { message: error.sentence });
  }
}
