import type * as pulumi from "@pulumi/pulumi";
import { countryCodes } from "../../aws/geoCountries";
import { originShieldRegions } from "../../aws/originShield";
import { isGlobalWebAclArn } from "../../aws/webAcl";
import { oneOf, refusal, shown } from "../refusals";
import type { DistributionOptionArgs } from "./args";
import { textInput } from "./entries";
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

/** @throws CodedError `E_WEB_ACL`; an output is not judged. */
export function resolveWebAcl(webAclId: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
  if (webAclId === undefined) return undefined;
  const takes =
    "be the ARN of a WAFv2 web ACL of scope CLOUDFRONT (arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID)";
  return textInput("E_WEB_ACL", "webAclId", webAclId, takes, isGlobalWebAclArn);
}

/**
 * @param darkRegion A region that the member must be reachable without, where there is one.
 * @throws CodedError `E_ORIGIN_SHIELD`
 */
export function resolveOriginShield(argument: string, region: unknown, darkRegion?: string): string | undefined {
  if (region === undefined) return undefined;
  const found = originShieldRegions.find((known) => known === region);
  if (found === undefined) {
    const takes = `be a region with Origin Shield, ${originShieldRegions.join(", ")} (FO-28)`;
    throw refusal("E_ORIGIN_SHIELD", argument, takes, region);
  }
  if (found !== darkRegion) return found;
  throw refusal(
    "E_ORIGIN_SHIELD",
    argument,
    `differ from primaryRegion, ${shown(darkRegion)}`,
    region,
    "the replica would be asked through the region that may have gone dark (FO-28)",
  );
}
