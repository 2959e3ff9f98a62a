import { cachingOptimizedId } from "../../../aws/managedPolicies";
import type { DistributionInputs } from "../../../components/distribution/parts";

/** What other topics give to a distribution. */
export const parts: DistributionInputs = {
  primaryDomainName: "primary.example",
  replicaDomainName: "replica.example",
  identityPath: "origin-access-identity/cloudfront/ID",
  responseHeadersPolicyId: "policy",
  edge: {
    functionAssociations: [{ eventType: "viewer-response", functionArn: "function" }],
    lambdaFunctionAssociations: [],
  },
  cachePolicies: { site: cachingOptimizedId, behaviors: new Map() },
};
