import {
  type CacheBehavior,
  type CustomErrorResponse,
  type DefaultCacheBehavior,
  type DistributionConfig,
  type ForwardedValues,
  type Origin,
  type OriginGroup,
  toItems,
  type TrustedList,
} from "./distributionConfig";
import { type Fields, given } from "./fromFields";

/** The API's `DistributionConfig` of an `aws:cloudfront/distribution:Distribution`, as the AWS provider sends it. */
export function distributionConfigOf(fields: Fields): DistributionConfig {
  const aliases = fields.texts("aliases");
  return {
    Enabled: fields.flag("enabled"),
    ...given("CallerReference", fields.optionalText("callerReference")),
    ...given("Comment", fields.optionalText("comment")),
    ...given("Aliases", aliases.length === 0 ? undefined : toItems(aliases)),
    ...given("DefaultRootObject", fields.optionalText("defaultRootObject")),
    Origins: toItems(fields.list("origins").map(originOf)),
    ...given("OriginGroups", nonEmpty(fields.list("originGroups").map(originGroupOf))),
    DefaultCacheBehavior: behaviorOf(fields.child("defaultCacheBehavior")),
    ...given("CacheBehaviors", nonEmpty(fields.list("orderedCacheBehaviors").map(orderedBehaviorOf))),
    ...given("CustomErrorResponses", nonEmpty(fields.list("customErrorResponses").map(errorResponseOf))),
    ...given("HttpVersion", fields.has("httpVersion") ? httpVersionOf(fields) : undefined),
    ...given("IsIPV6Enabled", fields.has("isIpv6Enabled") ? fields.flag("isIpv6Enabled") : undefined),
    ...given("PriceClass", fields.optionalText("priceClass")),
    ...given("ViewerCertificate", fields.optional("viewerCertificate", certificateOf)),
    ...given("WebACLId", fields.optionalText("webAclId")),
    ...given("Restrictions", fields.has("restrictions") ? restrictionsOf(fields.child("restrictions")) : undefined),
    ...given("Staging", fields.has("staging") ? fields.flag("staging") : undefined),
    ...given("ContinuousDeploymentPolicyId", fields.optionalText("continuousDeploymentPolicyId")),
  };
}

function nonEmpty<T>(items: readonly T[]): ReturnType<typeof toItems<T>> | undefined {
  return items.length === 0 ? undefined : toItems(items);
}

function httpVersionOf(fields: Fields): NonNullable<DistributionConfig["HttpVersion"]> {
  return fields.oneOf("httpVersion", ["http1.1", "http2", "http3", "http2and3"]);
}

function certificateOf(fields: Fields): NonNullable<DistributionConfig["ViewerCertificate"]> {
  return {
    CloudFrontDefaultCertificate: fields.flag("cloudfrontDefaultCertificate"),
    ...given("MinimumProtocolVersion", fields.optionalText("minimumProtocolVersion")),
  };
}

function originOf(fields: Fields): Origin {
  const headers = fields
    .list("customHeaders")
    .map((header) => ({ HeaderName: header.text("name"), HeaderValue: header.text("value") }));
  const isS3 = !fields.has("customOriginConfig") && !fields.has("vpcOriginConfig");
  return {
    Id: fields.text("originId"),
    DomainName: fields.text("domainName"),
    ...given("OriginPath", fields.optionalText("originPath")),
    ...given("CustomHeaders", nonEmpty(headers)),
    ...given("ConnectionAttempts", fields.optionalNumber("connectionAttempts")),
    ...given("ConnectionTimeout", fields.optionalNumber("connectionTimeout")),
    ...given("ResponseCompletionTimeout", fields.optionalNumber("responseCompletionTimeout")),
    ...given("OriginAccessControlId", fields.optionalText("originAccessControlId")),
    // The API wants one of the two; the provider sends an empty S3 configuration where the program has neither.
    ...given(
      "S3OriginConfig",
      isS3
        ? { OriginAccessIdentity: fields.child("s3OriginConfig").optionalText("originAccessIdentity") ?? "" }
        : undefined,
    ),
    ...given("CustomOriginConfig", fields.optional("customOriginConfig", customOriginOf)),
    ...given("OriginShield", fields.optional("originShield", originShieldOf)),
  };
}

function customOriginOf(fields: Fields): NonNullable<Origin["CustomOriginConfig"]> {
  return {
    HTTPPort: fields.optionalNumber("httpPort") ?? 80,
    HTTPSPort: fields.optionalNumber("httpsPort") ?? 443,
    OriginProtocolPolicy: fields.oneOf("originProtocolPolicy", ["http-only", "match-viewer", "https-only"]),
    ...given("OriginReadTimeout", fields.optionalNumber("originReadTimeout")),
    ...given("OriginKeepaliveTimeout", fields.optionalNumber("originKeepaliveTimeout")),
  };
}

function restrictionsOf(fields: Fields): NonNullable<DistributionConfig["Restrictions"]> {
  const geo = fields.child("geoRestriction");
  return {
    GeoRestriction: {
      RestrictionType: geo.oneOf("restrictionType", ["none", "whitelist", "blacklist"]),
      ...toItems(geo.texts("locations")),
    },
  };
}

/** The provider prints an object for a list that a program leaves out. */
function trustedOf(fields: Fields, name: string): TrustedList | undefined {
  const given = fields.raw(name);
  const items = Array.isArray(given) ? given.filter((one) => typeof one === "string") : [];
  return items.length === 0 ? undefined : { Enabled: true, ...toItems(items) };
}

function originShieldOf(fields: Fields): NonNullable<Origin["OriginShield"]> {
  return {
    Enabled: fields.flag("enabled"),
    ...given("OriginShieldRegion", fields.optionalText("originShieldRegion")),
  };
}

function originGroupOf(fields: Fields): OriginGroup {
  return {
    Id: fields.text("originId"),
    FailoverCriteria: { StatusCodes: toItems(fields.child("failoverCriteria").numbers("statusCodes")) },
    Members: toItems(fields.list("members").map((member) => ({ OriginId: member.text("originId") }))),
  };
}

function orderedBehaviorOf(fields: Fields): CacheBehavior {
  return { PathPattern: fields.text("pathPattern"), ...behaviorOf(fields) };
}

function behaviorOf(fields: Fields): DefaultCacheBehavior {
  const functions = fields.list("functionAssociations").map((association) => ({
    EventType: association.oneOf("eventType", ["viewer-request", "viewer-response"]),
    FunctionARN: association.text("functionArn"),
  }));
  const lambdas = fields.list("lambdaFunctionAssociations").map((association) => ({
    EventType: association.oneOf("eventType", [
      "viewer-request",
      "viewer-response",
      "origin-request",
      "origin-response",
    ]),
    LambdaFunctionARN: association.text("lambdaArn"),
    IncludeBody: association.flag("includeBody"),
  }));
  return {
    TargetOriginId: fields.text("targetOriginId"),
    ViewerProtocolPolicy: fields.oneOf("viewerProtocolPolicy", ["allow-all", "https-only", "redirect-to-https"]),
    AllowedMethods: {
      ...toItems(fields.texts("allowedMethods")),
      CachedMethods: toItems(fields.texts("cachedMethods")),
    },
    Compress: fields.flag("compress"),
    ...given("CachePolicyId", fields.optionalText("cachePolicyId")),
    ...given("OriginRequestPolicyId", fields.optionalText("originRequestPolicyId")),
    ...given("ResponseHeadersPolicyId", fields.optionalText("responseHeadersPolicyId")),
    ...given("FunctionAssociations", nonEmpty(functions)),
    ...given("LambdaFunctionAssociations", nonEmpty(lambdas)),
    ...given("TrustedKeyGroups", trustedOf(fields, "trustedKeyGroups")),
    ...given("TrustedSigners", trustedOf(fields, "trustedSigners")),
    ...given("ForwardedValues", fields.optional("forwardedValues", forwardedValuesOf)),
    ...given("MinTTL", fields.optionalNumber("minTtl")),
    ...given("DefaultTTL", fields.optionalNumber("defaultTtl")),
    ...given("MaxTTL", fields.optionalNumber("maxTtl")),
  };
}

function forwardedValuesOf(fields: Fields): ForwardedValues {
  const cookies = fields.child("cookies");
  return {
    QueryString: fields.flag("queryString"),
    Cookies: {
      Forward: cookies.oneOf("forward", ["none", "whitelist", "all"]),
      ...given("WhitelistedNames", nonEmpty(cookies.texts("whitelistedNames"))),
    },
    ...given("Headers", nonEmpty(fields.texts("headers"))),
    ...given("QueryStringCacheKeys", nonEmpty(fields.texts("queryStringCacheKeys"))),
  };
}

function errorResponseOf(fields: Fields): CustomErrorResponse {
  const responseCode = fields.optionalNumber("responseCode");
  return {
    ErrorCode: fields.optionalNumber("errorCode") ?? 0,
    ...given("ResponsePagePath", fields.optionalText("responsePagePath")),
    ...given("ResponseCode", responseCode === undefined ? undefined : String(responseCode)),
    ...given("ErrorCachingMinTTL", fields.optionalNumber("errorCachingMinTtl")),
  };
}
