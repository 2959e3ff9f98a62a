import type * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import { cachingOptimizedId } from "../../aws/managedPolicies";
import type { MemberTimeouts } from "../failover/settings";
import type { SiteSettings } from "../settings";
import type { DistributionSettings } from "./settings";

/** The ids under which the origins and their group stand in the distribution; they share one namespace (FO-2). */
export const originIds = { primary: "primary", replica: "replica", group: "site" } as const;

/** CloudFront refuses write methods for an origin group (FO-9), and fails OPTIONS over only when it is cached (FO-8). */
const methods = ["GET", "HEAD", "OPTIONS"];

/** What the distribution takes from other resources. */
export interface DistributionParts {
  readonly primaryDomainName: pulumi.Input<string>;
  readonly replicaDomainName: pulumi.Input<string>;
  /** `origin-access-identity/cloudfront/ID` (S3-2). */
  readonly identityPath: pulumi.Input<string>;
  readonly responseHeadersPolicyId: pulumi.Input<string>;
  readonly headerFunctionArn: pulumi.Input<string>;
}

/** The distribution: one behavior, whose target is the group and never a single origin. */
export function distributionArgs(
  name: string,
  settings: SiteSettings,
  parts: DistributionParts,
): cloudfront.DistributionArgs {
  const { storage, failover, distribution } = settings;
  return {
    enabled: true,
    comment: `${name}: ${storage.primaryRegion}, then ${storage.replicaRegion}`,
    origins: [
      origin(originIds.primary, parts.primaryDomainName, failover.primary, parts.identityPath),
      origin(originIds.replica, parts.replicaDomainName, failover.replica, parts.identityPath),
    ],
    originGroups: [
      {
        originId: originIds.group,
        failoverCriteria: { statusCodes: [...failover.statusCodes] },
        // The first is the primary (FO-1).
        members: [{ originId: originIds.primary }, { originId: originIds.replica }],
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: originIds.group,
      // The buckets deny plain http, and with an identity CloudFront asks them in the viewer's protocol (HD-17).
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: methods,
      cachedMethods: methods,
      compress: true,
      cachePolicyId: cachingOptimizedId,
      responseHeadersPolicyId: parts.responseHeadersPolicyId,
      functionAssociations: [{ eventType: "viewer-response", functionArn: parts.headerFunctionArn }],
    },
    customErrorResponses: [notFound(distribution)],
    defaultRootObject: distribution.defaultRootObject,
    priceClass: distribution.priceClass,
    httpVersion: "http2and3",
    isIpv6Enabled: true,
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...(settings.tags === undefined ? {} : { tags: settings.tags }),
  };
}

function origin(
  originId: string,
  domainName: pulumi.Input<string>,
  member: MemberTimeouts,
  originAccessIdentity: pulumi.Input<string>,
) {
  return {
    originId,
    domainName,
    connectionAttempts: member.connectionAttempts,
    connectionTimeout: member.connectionTimeoutSeconds,
    s3OriginConfig: { originAccessIdentity },
  };
}

/** The status stays 404: a page that hides an error behind a 200 would hide a dead site as well (CE-10). */
function notFound({ errorPage, errorCachingMinTtlSeconds }: DistributionSettings) {
  return {
    errorCode: 404,
    errorCachingMinTtl: errorCachingMinTtlSeconds,
    ...(errorPage === undefined ? {} : { responsePagePath: errorPage, responseCode: 404 }),
  };
}

/** Registers the distribution. */
export function createDistribution(
  name: string,
  settings: SiteSettings,
  parts: DistributionParts,
  opts: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
  return new cloudfront.Distribution(`${name}-distribution`, distributionArgs(name, settings, parts), opts);
}
