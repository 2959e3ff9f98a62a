import { isPublicStatement } from "../../../aws/publicPolicy";
import type { PolicyDocument } from "../../model/siteModel";

/** Policies are replaced and never changed, and asked about at every request. */
const known = new WeakMap<PolicyDocument, boolean>();

/** Whether S3 calls a bucket policy public: one of its statements is. */
export function isPublicPolicy(policy: PolicyDocument | undefined): boolean {
  if (policy === undefined) return false;
  const before = known.get(policy);
  if (before !== undefined) return before;
  const isPublic = policy.Statement.some(isPublicStatement);
  known.set(policy, isPublic);
  return isPublic;
}
