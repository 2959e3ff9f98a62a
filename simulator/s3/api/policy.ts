import { z } from "zod";
import type { PolicyDocument } from "../../model/siteModel";
import { isPublicPolicy } from "../policy/publicPolicy";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { refuse } from "./refusal";

const names = z.union([z.string(), z.array(z.string())]);
const principal = z.union([z.literal("*"), z.record(z.string(), names)]);
const values = z.union([z.string(), z.boolean(), z.array(z.string())]);

const statementShape = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: principal.optional(),
    NotPrincipal: principal.optional(),
    Action: names.optional(),
    NotAction: names.optional(),
    Resource: names.optional(),
    NotResource: names.optional(),
    Condition: z.record(z.string(), z.record(z.string(), values)).optional(),
  })
  .refine((statement) => (statement.Principal === undefined) !== (statement.NotPrincipal === undefined))
  .refine((statement) => (statement.Action === undefined) !== (statement.NotAction === undefined))
  .refine((statement) => (statement.Resource === undefined) !== (statement.NotResource === undefined));

const documentShape = z.strictObject({
  Version: z.string().optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(statementShape).min(1), statementShape.transform((only) => [only])]),
});

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
  const arn = `arn:aws:s3:::${bucket.name}`;
  const foreign = policy.Statement.flatMap(({ Resource }) => Resource ?? []).find(
    (resource) => resource !== arn && !resource.startsWith(`${arn}/`) && !resource.startsWith(`${arn}*`),
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

function policyOf(body: Uint8Array): PolicyDocument {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString());
  } catch {
    throw refuse("MalformedPolicy");
  }
  const parsed = documentShape.safeParse(value);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join(".") ?? "";
    throw refuse("MalformedPolicy", { message: `Policy is not well formed${at === "" ? "" : ` at ${at}`}` });
  }
  return parsed.data as PolicyDocument;
}
