import { type Items, toItems } from "./distributionConfig";
import { type Fields, given } from "./fromFields";
import type { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy } from "./policies";

/** The API's `CachePolicyConfig` of an `aws:cloudfront/cachePolicy:CachePolicy`; TTLs default as the provider's do. */
export function cachePolicyOf(fields: Fields, id: string): CachePolicy {
  const parameters = fields.child("parametersInCacheKeyAndForwardedToOrigin");
  const headers = parameters.child("headersConfig");
  const cookies = parameters.child("cookiesConfig");
  const queries = parameters.child("queryStringsConfig");
  const some = ["none", "whitelist", "allExcept", "all"] as const;
  return {
    Id: id,
    Name: fields.text("name"),
    MinTTL: fields.optionalNumber("minTtl") ?? 0,
    DefaultTTL: fields.optionalNumber("defaultTtl") ?? 86_400,
    MaxTTL: fields.optionalNumber("maxTtl") ?? 31_536_000,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: parameters.flag("enableAcceptEncodingGzip"),
      EnableAcceptEncodingBrotli: parameters.flag("enableAcceptEncodingBrotli"),
      HeadersConfig: {
        HeaderBehavior: headers.oneOf("headerBehavior", ["none", "whitelist"]),
        ...given("Headers", namesOf(headers, "headers")),
      },
      CookiesConfig: {
        CookieBehavior: cookies.oneOf("cookieBehavior", some),
        ...given("Cookies", namesOf(cookies, "cookies")),
      },
      QueryStringsConfig: {
        QueryStringBehavior: queries.oneOf("queryStringBehavior", some),
        ...given("QueryStrings", namesOf(queries, "queryStrings")),
      },
    },
  };
}

/** The API's `OriginRequestPolicyConfig` of an `aws:cloudfront/originRequestPolicy:OriginRequestPolicy`. */
export function originRequestPolicyOf(fields: Fields, id: string): OriginRequestPolicy {
  const headers = fields.child("headersConfig");
  const cookies = fields.child("cookiesConfig");
  const queries = fields.child("queryStringsConfig");
  const some = ["none", "whitelist", "all", "allExcept"] as const;
  return {
    Id: id,
    Name: fields.text("name"),
    HeadersConfig: {
      HeaderBehavior: headers.oneOf("headerBehavior", [
        "none",
        "whitelist",
        "allViewer",
        "allViewerAndWhitelistCloudFront",
        "allExcept",
      ]),
      ...given("Headers", namesOf(headers, "headers")),
    },
    CookiesConfig: {
      CookieBehavior: cookies.oneOf("cookieBehavior", some),
      ...given("Cookies", namesOf(cookies, "cookies")),
    },
    QueryStringsConfig: {
      QueryStringBehavior: queries.oneOf("queryStringBehavior", some),
      ...given("QueryStrings", namesOf(queries, "queryStrings")),
    },
  };
}

/** The API's `ResponseHeadersPolicyConfig` of an `aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy`. */
export function responseHeadersPolicyOf(fields: Fields, id: string): ResponseHeadersPolicy {
  const custom = fields.child("customHeadersConfig").list("items");
  const removed = fields.child("removeHeadersConfig").list("items");
  return {
    Id: id,
    Name: fields.text("name"),
    ...given("SecurityHeadersConfig", fields.optional("securityHeadersConfig", securityHeadersOf)),
    ...given(
      "CustomHeadersConfig",
      custom.length === 0
        ? undefined
        : toItems(
            custom.map((item) => ({
              Header: item.text("header"),
              Value: item.text("value"),
              Override: item.flag("override"),
            })),
          ),
    ),
    ...given(
      "RemoveHeadersConfig",
      removed.length === 0 ? undefined : toItems(removed.map((item) => ({ Header: item.text("header") }))),
    ),
    ...given("CorsConfig", fields.optional("corsConfig", corsOf)),
    ...given("ServerTimingHeadersConfig", fields.optional("serverTimingHeadersConfig", serverTimingOf)),
  };
}

type SecurityHeaders = NonNullable<ResponseHeadersPolicy["SecurityHeadersConfig"]>;

function securityHeadersOf(fields: Fields): SecurityHeaders {
  return {
    ...given(
      "XSSProtection",
      fields.optional("xssProtection", (xss) => ({
        Override: xss.flag("override"),
        Protection: xss.flag("protection"),
        ModeBlock: xss.flag("modeBlock"),
        ...given("ReportUri", xss.optionalText("reportUri")),
      })),
    ),
    ...given(
      "FrameOptions",
      fields.optional("frameOptions", (frame) => ({
        Override: frame.flag("override"),
        FrameOption: frame.oneOf("frameOption", ["DENY", "SAMEORIGIN"]),
      })),
    ),
    ...given(
      "ReferrerPolicy",
      fields.optional("referrerPolicy", (referrer) => ({
        Override: referrer.flag("override"),
        ReferrerPolicy: referrer.text("referrerPolicy"),
      })),
    ),
    ...given(
      "ContentSecurityPolicy",
      fields.optional("contentSecurityPolicy", (csp) => ({
        Override: csp.flag("override"),
        ContentSecurityPolicy: csp.text("contentSecurityPolicy"),
      })),
    ),
    ...given(
      "ContentTypeOptions",
      fields.optional("contentTypeOptions", (options) => ({ Override: options.flag("override") })),
    ),
    ...given(
      "StrictTransportSecurity",
      fields.optional("strictTransportSecurity", (hsts) => ({
        Override: hsts.flag("override"),
        AccessControlMaxAgeSec: hsts.optionalNumber("accessControlMaxAgeSec") ?? 0,
        IncludeSubdomains: hsts.flag("includeSubdomains"),
        Preload: hsts.flag("preload"),
      })),
    ),
  };
}

function corsOf(fields: Fields): NonNullable<ResponseHeadersPolicy["CorsConfig"]> {
  const items = (name: string): Items<string> => namesOf(fields, name) ?? toItems([]);
  return {
    AccessControlAllowOrigins: items("accessControlAllowOrigins"),
    AccessControlAllowHeaders: items("accessControlAllowHeaders"),
    AccessControlAllowMethods: items("accessControlAllowMethods"),
    AccessControlAllowCredentials: fields.flag("accessControlAllowCredentials"),
    ...given("AccessControlExposeHeaders", namesOf(fields, "accessControlExposeHeaders")),
    ...given("AccessControlMaxAgeSec", fields.optionalNumber("accessControlMaxAgeSec")),
    OriginOverride: fields.flag("originOverride"),
  };
}

function serverTimingOf(fields: Fields): NonNullable<ResponseHeadersPolicy["ServerTimingHeadersConfig"]> {
  return { Enabled: fields.flag("enabled"), ...given("SamplingRate", fields.optionalNumber("samplingRate")) };
}

/** Pulumi wraps lists of names in `{ items }`. */
function namesOf(fields: Fields, name: string): Items<string> | undefined {
  const names = fields.child(name).texts("items");
  return names.length === 0 ? undefined : toItems(names);
}
