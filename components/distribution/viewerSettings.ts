import type * as pulumi from "@pulumi/pulumi";
import { countryCodes } from "../../aws/geoCountries";
import { originShieldRegions } from "../../aws/originShield";
import { isGlobalWebAclArn } from "../../aws/webAcl";
import { oneOf, refusal, textInput } from "../refusals";
import type { DistributionOptionArgs } from "./args";
import { GeoRestrictionType } from "./enums";

/** Which viewers are served, by country. */
export interface GeoRestriction {
  readonly type: GeoRestrictionType;
  readonly locations: readonly string[];
}

/** @throws CodedError `E_GEO_RESTRICTION` */
export function resolveGeoRestriction(args: DistributionOptionArgs): GeoRestriction {
  const code = "E_GEO_RESTRICTION";
  const type = oneOf(
    code,
    "geoRestrictionType",
    args.geoRestrictionType ?? GeoRestrictionType.None,
    GeoRestrictionType,
  );
  const argument = "geoRestrictionLocations";
  const given: unknown = args.geoRestrictionLocations ?? [];
  if (!Array.isArray(given)) throw refusal(code, argument, "be a list of country codes", given);
  const list: readonly unknown[] = given;
  const locations = Array.from(list, (item) => {
    if (typeof item === "string" && countryCodes.has(item)) return item;
    throw refusal(code, argument, "hold ISO 3166-1 alpha-2 codes in capitals, such as DE", item);
  });
  const twice = locations.find((item, index) => locations.indexOf(item) !== index);
  if (twice !== undefined)
    throw refusal(code, argument, "hold each country once", locations, `${twice} stands there twice`);
  if (type === GeoRestrictionType.None && locations.length > 0) {
    throw refusal(
      code,
      argument,
      "be empty while geoRestrictionType is none",
      locations,
      "supply whitelist or blacklist",
    );
  }
  if (type !== GeoRestrictionType.None && locations.length === 0) {
    throw refusal(code, argument, `name at least one country for a ${type}`, locations);
  }
  return { type, locations };
}

/** @throws CodedError `E_WEB_ACL` */
export function resolveWebAcl(webAclId: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
  if (webAclId === undefined) return undefined;
  const takes =
    "be the ARN of a WAFv2 web ACL of scope CLOUDFRONT (arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID)";
  return textInput("E_WEB_ACL", "webAclId", webAclId, takes, isGlobalWebAclArn);
}

/** Where the requests for each member are gathered; absent for nowhere. */
export interface OriginShields {
  readonly primaryOriginShieldRegion?: string;
  readonly replicaOriginShieldRegion?: string;
}

/**
 * Neither member may need the region of the other one, nor both one shield: the loss of one region would take both.
 *
 * @throws CodedError `E_ORIGIN_SHIELD`
 */
export function resolveOriginShields(
  args: DistributionOptionArgs,
  { primaryRegion, replicaRegion }: { readonly primaryRegion: string; readonly replicaRegion: string },
): OriginShields {
  const primary = resolveOriginShield("primary", args.primaryOriginShieldRegion, "replica", replicaRegion);
  const replica = resolveOriginShield("replica", args.replicaOriginShieldRegion, "primary", primaryRegion);
  if (primary !== undefined && primary === replica) {
    throw refusal(
      "E_ORIGIN_SHIELD",
      "replicaOriginShieldRegion",
      "differ from primaryOriginShieldRegion",
      replica,
      "the loss of that one region would take both members (FO-28)",
    );
  }
  return {
    ...(primary === undefined ? {} : { primaryOriginShieldRegion: primary }),
    ...(replica === undefined ? {} : { replicaOriginShieldRegion: replica }),
  };
}

function resolveOriginShield(role: string, region: unknown, other: string, otherRegion: string): string | undefined {
  if (region === undefined) return undefined;
  const argument = `${role}OriginShieldRegion`;
  const found = originShieldRegions.find((known) => known === region);
  if (found === undefined) {
    const takes = `be a region with Origin Shield, ${originShieldRegions.join(", ")} (FO-28)`;
    throw refusal("E_ORIGIN_SHIELD", argument, takes, region);
  }
  if (found !== otherRegion) return found;
  throw refusal(
    "E_ORIGIN_SHIELD",
    argument,
    `differ from ${other}Region`,
    region,
    `the ${role} would be asked through the region of the ${other}, whose loss would take both members (FO-28)`,
  );
}
