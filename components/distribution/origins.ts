import type * as pulumi from "@pulumi/pulumi";
import type { MemberTimeouts } from "../../aws/failoverDelay";
import type { SiteSettings } from "../settings";
import type { DistributionParts, OriginAccess } from "./parts";

/** The ids under which the origins and their group stand in the distribution; they share one namespace (FO-2). */
export const originIds = { primary: "primary", replica: "replica", group: "site" } as const;

/** The two members. */
export function siteOrigins({ failover, distribution }: SiteSettings, parts: DistributionParts) {
  const { primaryOriginShieldRegion: primaryShield, replicaOriginShieldRegion: replicaShield } = distribution;
  return [
    origin(originIds.primary, parts.primaryDomainName, failover.primary, parts, primaryShield),
    origin(originIds.replica, parts.replicaDomainName, failover.replica, parts, replicaShield),
  ];
}

/** The group of both. */
export function siteOriginGroup({ failover }: Pick<SiteSettings, "failover">) {
  return {
    originId: originIds.group,
    failoverCriteria: { statusCodes: [...failover.statusCodes] },
    // The first is the primary (FO-1).
    members: [{ originId: originIds.primary }, { originId: originIds.replica }],
  };
}

function origin(
  originId: string,
  domainName: pulumi.Input<string>,
  member: MemberTimeouts,
  { identityPath, originAccessControlId }: OriginAccess,
  originShieldRegion: string | undefined,
) {
  const { responseCompletionTimeoutSeconds: completion } = member;
  return {
    originId,
    domainName,
    connectionAttempts: member.connectionAttempts,
    connectionTimeout: member.connectionTimeoutSeconds,
    ...(completion === undefined ? {} : { responseCompletionTimeout: completion }),
    ...(originAccessControlId === undefined
      ? { s3OriginConfig: { originAccessIdentity: identityPath ?? "" } }
      : { originAccessControlId }),
    ...(originShieldRegion === undefined ? {} : { originShield: { enabled: true, originShieldRegion } }),
  };
}
