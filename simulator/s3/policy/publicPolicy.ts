import { isPublicStatement } from "../../../aws/publicPolicy";
import type { PolicyDocument } from "../../model/siteModel";

/** Whether S3 calls a bucket policy public: one of its statements is. */
export function isPublicPolicy(policy: PolicyDocument | undefined): boolean {
  return (policy?.Statement ?? []).some(isPublicStatement);
}
