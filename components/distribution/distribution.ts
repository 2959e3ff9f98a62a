import type * as cloudfront from "@pulumi/aws/cloudfront";
import type { SiteSettings } from "../settings";
import { defaultBehavior, errorResponse, orderedBehavior } from "./behaviors";
import { siteOriginGroup, siteOrigins } from "./origins";
import type { DistributionInputs, ViewerCertificateParts } from "./parts";
import type { GeoRestriction } from "./viewerSettings";

/** The distribution's configuration, which a staging distribution shares. */
export function distributionArgs(
  name: string,
  settings: SiteSettings,
  parts: DistributionInputs,
): cloudfront.DistributionArgs {
  const { storage, distribution } = settings;
  const ordered = distribution.behaviors.map((behavior) => orderedBehavior(parts, behavior));
  return {
    enabled: true,
    comment: `${name}: ${storage.primaryRegion}, then ${storage.replicaRegion}`,
    origins: siteOrigins(settings, parts),
    originGroups: [siteOriginGroup(settings)],
    defaultCacheBehavior: defaultBehavior(parts),
    ...(ordered.length === 0 ? {} : { orderedCacheBehaviors: ordered }),
    customErrorResponses: distribution.errorResponses.map(errorResponse),
    defaultRootObject: distribution.defaultRootObject,
    priceClass: distribution.priceClass,
    httpVersion: distribution.httpVersion,
    isIpv6Enabled: true,
    restrictions: { geoRestriction: geoRestriction(distribution.geoRestriction) },
    ...viewerCertificate(parts.viewerCertificate),
    ...(distribution.webAclId === undefined ? {} : { webAclId: distribution.webAclId }),
    ...(distribution.waitForDeployment === undefined ? {} : { waitForDeployment: distribution.waitForDeployment }),
    ...(settings.tags === undefined ? {} : { tags: settings.tags }),
  };
}

function geoRestriction({ type, locations }: GeoRestriction) {
  return { restrictionType: type, ...(locations.length === 0 ? {} : { locations: [...locations] }) };
}

/** CloudFront takes a minimum protocol version only with a certificate for aliases; its own allows TLSv1 for good. */
function viewerCertificate(parts: ViewerCertificateParts | undefined) {
  if (parts === undefined) return { viewerCertificate: { cloudfrontDefaultCertificate: true } };
  return {
    aliases: [...parts.aliases],
    viewerCertificate: {
      acmCertificateArn: parts.certificateArn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
  };
}
