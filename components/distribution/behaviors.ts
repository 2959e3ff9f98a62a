import type * as pulumi from "@pulumi/pulumi";
import type { BehaviorSettings } from "./behaviorSettings";
import type { ErrorResponse } from "./errorPageSettings";
import { originIds } from "./origins";
import type { DistributionInputs } from "./parts";

/** CloudFront refuses write methods for an origin group (FO-9), and fails OPTIONS over only when it is cached (FO-8). */
const methods = ["GET", "HEAD", "OPTIONS"];

/** The behavior of all paths without one of their own. */
export function defaultBehavior(parts: DistributionInputs) {
  return behavior(parts, parts.cachePolicies.site, parts.responseHeadersPolicyId, { compress: true, httpsOnly: false });
}

/** The behavior of the paths that match a pattern. */
export function orderedBehavior(parts: DistributionInputs, settings: BehaviorSettings) {
  const { pathPattern, responseHeadersPolicyId } = settings;
  return {
    pathPattern,
    ...behavior(
      parts,
      parts.cachePolicies.behaviors.get(pathPattern) ?? parts.cachePolicies.site,
      responseHeadersPolicyId ?? parts.responseHeadersPolicyId,
      settings,
    ),
  };
}

/** Every behavior targets the group and never a single origin: a path without failover would be found in an outage. */
function behavior(
  { edge }: Pick<DistributionInputs, "edge">,
  cachePolicyId: pulumi.Input<string>,
  responseHeadersPolicyId: pulumi.Input<string>,
  { compress, httpsOnly }: { readonly compress: boolean; readonly httpsOnly: boolean },
) {
  return {
    targetOriginId: originIds.group,
    // The buckets deny plain http, and with an identity CloudFront asks them in the viewer's protocol (HD-17).
    viewerProtocolPolicy: httpsOnly ? "https-only" : "redirect-to-https",
    allowedMethods: methods,
    cachedMethods: methods,
    compress,
    cachePolicyId,
    responseHeadersPolicyId,
    ...(edge.functionAssociations.length === 0 ? {} : { functionAssociations: [...edge.functionAssociations] }),
    ...(edge.lambdaFunctionAssociations.length === 0
      ? {}
      : { lambdaFunctionAssociations: [...edge.lambdaFunctionAssociations] }),
  };
}

/** The status stays the error's own: a page that hides an error behind a 200 would hide a dead site as well (CE-10). */
export function errorResponse({ statusCode, path, errorCachingMinTtlSeconds }: ErrorResponse) {
  return {
    errorCode: statusCode,
    errorCachingMinTtl: errorCachingMinTtlSeconds,
    ...(path === undefined ? {} : { responsePagePath: path, responseCode: statusCode }),
  };
}
