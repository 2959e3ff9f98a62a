import { bucketsOf } from "./fromBuckets";
import { distributionConfigOf } from "./fromDistribution";
import { Fields } from "./fromFields";
import { keysOf } from "./fromKeys";
import { lambdaFunctionsOf } from "./fromLambda";
import { modelledCloudFrontTypes, notModelledOf } from "./fromNotModelled";
import { cachePolicyOf, originRequestPolicyOf, responseHeadersPolicyOf } from "./fromPolicies";
import { replicationRolesOf } from "./fromRoles";
import type { Registration } from "./registration";
import type { SiteModel } from "./siteModel";

/**
 * The model of what a program has registered: Pulumi's properties in the API's shape (D12). It judges nothing that
 * CloudFront would judge; it throws `InvalidArgument` only for what has no place in the shape, such as a policy that is
 * not JSON. What it does not hold is in `notModelled`.
 */
export function modelFromRegistrations(registrations: readonly Registration[]): SiteModel {
  const all = <T>(kind: keyof typeof modelledCloudFrontTypes, map: (fields: Fields, id: string) => T): readonly T[] =>
    registrations
      .filter(({ type }) => type === modelledCloudFrontTypes[kind])
      .map(({ name, id, outputs }) => map(new Fields(outputs, name), id));

  const keys = keysOf(registrations);
  return {
    distributions: all("distribution", (fields, id) => ({
      id,
      arn: fields.text("arn"),
      domainName: fields.text("domainName"),
      config: distributionConfigOf(fields),
    })),
    buckets: bucketsOf(registrations, keys),
    functions: all("function", (fields) => ({
      arn: fields.text("arn"),
      name: fields.text("name"),
      runtime: fields.text("runtime"),
      code: fields.text("code"),
    })),
    lambdaFunctions: lambdaFunctionsOf(registrations),
    cachePolicies: all("cachePolicy", cachePolicyOf),
    originRequestPolicies: all("originRequestPolicy", originRequestPolicyOf),
    responseHeadersPolicies: all("responseHeadersPolicy", responseHeadersPolicyOf),
    originAccessIdentities: all("originAccessIdentity", (fields, id) => ({
      id,
      iamArn: fields.text("iamArn"),
      s3CanonicalUserId: fields.text("s3CanonicalUserId"),
    })),
    keys,
    roles: replicationRolesOf(registrations),
    notModelled: notModelledOf(registrations),
  };
}
