import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import { isWildcard, withoutWildcard } from "../../aws/hostNames";
import type { DomainSettings } from "./settings";

/** What the records of a name point at. */
export interface AliasTarget {
  readonly domainName: pulumi.Input<string>;
  readonly hostedZoneId: pulumi.Input<string>;
}

/** Both address families: the distribution speaks IPv6 as well. */
const recordTypes = ["A", "AAAA"] as const;

/**
 * Registers an A and an AAAA record for every host in the hosted zone; none without a zone. They point at the
 * distribution and never change in a failover, so no resolver's cache delays one.
 */
export function createRecords(
  name: string,
  { hosts, hostedZoneId }: DomainSettings,
  target: AliasTarget,
  opts: pulumi.CustomResourceOptions,
): readonly route53.Record[] {
  if (hostedZoneId === undefined) return [];
  return hosts.flatMap((host) =>
    recordTypes.map(
      (type) =>
        new route53.Record(
          `${name}-${resourceLabel(host)}-${type.toLowerCase()}`,
          {
            zoneId: hostedZoneId,
            name: host,
            type,
            // Route 53 cannot evaluate the health of a distribution.
            aliases: [{ name: target.domainName, zoneId: target.hostedZoneId, evaluateTargetHealth: false }],
          },
          opts,
        ),
    ),
  );
}

/** A wildcard as part of a resource's name: an asterisk there means something else to `pulumi up --target`. */
function resourceLabel(host: string): string {
  return isWildcard(host) ? `_.${withoutWildcard(host)}` : host;
}
