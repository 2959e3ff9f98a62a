import { z } from "zod";
import { CodedError } from "../../../aws/codedError";
import type { SiteModel } from "../siteModel";
import { cachePolicyShape, originRequestPolicyShape, responseHeadersPolicyShape } from "./policyShapes";
import { shapeOf, type Shaped } from "./shape";

/** The lists of a model that hold policies. */
export type PolicyLists = Pick<SiteModel, "cachePolicies" | "originRequestPolicies" | "responseHeadersPolicies">;

const cachePolicyFile = z.object({ CachePolicy: policy("CachePolicyConfig", cachePolicyShape) });
const originRequestPolicyFile = z.object({
  OriginRequestPolicy: policy("OriginRequestPolicyConfig", originRequestPolicyShape),
});
const responseHeadersPolicyFile = z.object({
  ResponseHeadersPolicy: policy("ResponseHeadersPolicyConfig", responseHeadersPolicyShape),
});

/**
 * Reads what `aws cloudfront get-cache-policy`, `get-origin-request-policy` or `get-response-headers-policy` prints. Throws
 * `E_FILE` for anything else, and the codes of {@link shapeOf}.
 */
export function policyFileOf(value: unknown): PolicyLists {
  const none: PolicyLists = { cachePolicies: [], originRequestPolicies: [], responseHeadersPolicies: [] };
  if (has(value, "CachePolicy")) {
    const { Id, CachePolicyConfig } = known(shapeOf(cachePolicyFile, value)).CachePolicy;
    return { ...none, cachePolicies: [{ ...CachePolicyConfig, Id }] };
  }
  if (has(value, "OriginRequestPolicy")) {
    const { Id, OriginRequestPolicyConfig } = known(shapeOf(originRequestPolicyFile, value)).OriginRequestPolicy;
    return { ...none, originRequestPolicies: [{ ...OriginRequestPolicyConfig, Id }] };
  }
  if (has(value, "ResponseHeadersPolicy")) {
    const { Id, ResponseHeadersPolicyConfig } = known(shapeOf(responseHeadersPolicyFile, value)).ResponseHeadersPolicy;
    return { ...none, responseHeadersPolicies: [{ ...ResponseHeadersPolicyConfig, Id }] };
  }
  throw new CodedError(
    "E_FILE",
    "a policy must be what `aws cloudfront get-cache-policy`, `get-origin-request-policy` or " +
      `\`get-response-headers-policy\` prints, its id included, got ${membersOf(value)}`,
    "policy",
  );
}

function policy<N extends string, C extends z.ZodType>(
  name: N,
  config: C,
): z.ZodObject<{ Id: z.ZodString; LastModifiedTime: z.ZodOptional<z.ZodUnknown> } & Record<N, C>> {
  const shape = { Id: z.string(), LastModifiedTime: z.unknown().optional(), [name]: config };
  // The computed name is the one of the type.
  return z.object(shape as { Id: z.ZodString; LastModifiedTime: z.ZodOptional<z.ZodUnknown> } & Record<N, C>);
}

/** A policy's member that is not known would be left out of what viewers receive. */
function known<T>({ data, unknown }: Shaped<T>): T {
  const strange = unknown.find((path) => path !== "ETag");
  if (strange === undefined) return data;
  throw new CodedError("InvalidArgument", `${strange} must be a member of the API's policy, got another name`, strange);
}

function has(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name);
}

function membersOf(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  return `an object with ${Object.keys(value).slice(0, 5).join(", ") || "no members"}`;
}
