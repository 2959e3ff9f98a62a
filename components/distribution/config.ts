import type { ConfigReader } from "../configReader";
import type { DistributionOptionArgs } from "./args";
import { behaviorsOf, cachePolicyOf, errorPagesOf } from "./configEntries";
import { GeoRestrictionType, HttpVersion, PriceClass, Staging } from "./enums";

/** Reads what the stack's configuration says of the distribution. */
export function readDistribution(read: ConfigReader): DistributionOptionArgs {
  return {
    defaultRootObject: read.text("defaultRootObject"),
    errorPage: read.text("errorPage"),
    errorPages: read.structured(
      "errorPages",
      "be a list of objects with statusCode, path and errorCachingMinTtlSeconds",
      errorPagesOf,
    ),
    errorCachingMinTtlSeconds: read.number("errorCachingMinTtlSeconds"),
    priceClass: read.choice("priceClass", PriceClass),
    behaviors: read.structured(
      "behaviors",
      "be a list of objects with pathPattern, cachePolicyId or cachePolicy, responseHeadersPolicyId, compress and httpsOnly",
      behaviorsOf,
    ),
    cachePolicyId: read.text("cachePolicyId"),
    cachePolicy: read.structured(
      "cachePolicy",
      "be an object with minTtlSeconds, defaultTtlSeconds, maxTtlSeconds, queryStrings, headers and cookies",
      cachePolicyOf,
    ),
    primaryOriginShieldRegion: read.text("primaryOriginShieldRegion"),
    replicaOriginShieldRegion: read.text("replicaOriginShieldRegion"),
    geoRestrictionType: read.choice("geoRestrictionType", GeoRestrictionType),
    geoRestrictionLocations: read.textList("geoRestrictionLocations"),
    webAclId: read.text("webAclId"),
    accessLogs: read.flag("accessLogs"),
    accessLogRetentionDays: read.number("accessLogRetentionDays"),
    httpVersion: read.choice("httpVersion", HttpVersion),
    waitForDeployment: read.flag("waitForDeployment"),
    staging: read.choice("staging", Staging),
    stagingHeaderName: read.text("stagingHeaderName"),
    stagingHeaderValue: read.text("stagingHeaderValue"),
  };
}
