import { CodedError } from "../../../aws/codedError";
import { policyDocumentOf } from "../../model/fromPolicyDocument";
import type { PolicyDocument, PolicyStatement } from "../../model/siteModel";
import { inRange } from "../policy/addresses";
import { isConditionOperator } from "../policy/conditions";
import { dateOf } from "../policy/dates";
import { isConditionKey } from "../policy/context";
import { listOf } from "../policy/principal";
import { isPublicPolicy } from "../policy/publicPolicy";
import { matchesWildcard } from "../policy/wildcard";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { refuse, type ApiRefusal } from "./refusal";

export const getPolicy: Operation = (call) => {
  const { name, policy } = bucketFor(call, "s3:GetBucketPolicy");
  if (policy === undefined) throw refuse("NoSuchBucketPolicy", { details: { BucketName: name } });
  const body = Buffer.from(JSON.stringify(policy));
  const headers = { "content-type": "application/json", "content-length": String(body.byteLength) };
  return { kind: "success", status: 200, headers, body };
};

/** Refuses a document that is none or cannot be weighed, one that speaks of other buckets, and a public one where that is blocked. */
export const putPolicy: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutBucketPolicy");
  const policy = policyOf(call.request.body);
  for (const statement of policy.Statement) checkStatement(statement, bucket.name);
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

/** Throws `MalformedPolicy` for what S3 refuses, and for conditions that could not be weighed: none is stored and ignored. */
function checkStatement(statement: PolicyStatement, bucket: string): void {
  const { Principal, NotPrincipal, Resource, NotResource, Condition = {} } = statement;
  if (Principal === undefined && NotPrincipal === undefined) throw malformed("Missing required field Principal");
  const resources = listOf(Resource ?? NotResource ?? []);
  if (!resources.every((resource) => mayMean(resource, bucket))) throw malformed("Policy has invalid resource");
  for (const [operator, keys] of Object.entries(Condition)) {
    if (!isConditionOperator(operator)) throw malformed(`Invalid Condition type : ${operator}`);
    const key = Object.keys(keys).find((name) => !isConditionKey(name));
    if (key !== undefined) throw malformed(`Policy has an invalid condition key: ${key}`);
    for (const value of Object.values(keys).flatMap((values) => listOf(values).map(String)))
      checkValue(operator, value);
  }
}

/** Operators on addresses, on numbers and on dates take nothing else. */
function checkValue(operator: string, value: string): void {
  if (value.includes("${")) return;
  if (operator.includes("IpAddress") && [inRange(value, "127.0.0.1"), inRange(value, "::1")].includes("unknown")) {
    throw malformed(`Invalid IP range in condition: ${value}`);
  }
  if (operator.includes("Numeric") && (value.trim() === "" || Number.isNaN(Number(value)))) {
    throw malformed(`Invalid number in condition: ${value}`);
  }
  if (operator.includes("Date") && dateOf(value) === undefined) {
    throw malformed(`Invalid date in condition: ${value}`);
  }
}

function malformed(message: string): ApiRefusal {
  return refuse("MalformedPolicy", { message });
}

/** Whether a resource can be the bucket or something in it, wildcards included. */
function mayMean(resource: string, bucket: string): boolean {
  const prefix = "arn:aws:s3:::";
  if (!resource.startsWith(prefix)) return false;
  const [name = ""] = resource.slice(prefix.length).split("/");
  return matchesWildcard(name, bucket);
}

/** Throws `MalformedPolicy` for what is no policy. */
function policyOf(body: Uint8Array): PolicyDocument {
  try {
    return policyDocumentOf(Buffer.from(body).toString(), "Policy");
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw malformed(error.sentence);
  }
}
