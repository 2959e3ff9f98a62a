import { expect } from "chai";
import { modelFromRegistrations } from "../../../simulator/model/fromRegistrations";
import { registration } from "./registrations";

const cachePolicy = "aws:cloudfront/cachePolicy:CachePolicy";
const originRequestPolicy = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy";
const responseHeadersPolicy = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

const none = {
  headersConfig: { headerBehavior: "none" },
  cookiesConfig: { cookieBehavior: "none" },
  queryStringsConfig: { queryStringBehavior: "none" },
};

describe("policies of CloudFront in the API's shape (D12)", () => {
  it("give a cache policy its times, the provider's where it says none, and its key", () => {
    const { cachePolicies } = modelFromRegistrations([
      registration(cachePolicy, "short", {
        name: "short",
        minTtl: 0,
        defaultTtl: 60,
        maxTtl: 120,
        parametersInCacheKeyAndForwardedToOrigin: {
          enableAcceptEncodingGzip: true,
          enableAcceptEncodingBrotli: true,
          headersConfig: { headerBehavior: "whitelist", headers: { items: ["X-A"] } },
          cookiesConfig: { cookieBehavior: "allExcept", cookies: { items: ["s"] } },
          queryStringsConfig: { queryStringBehavior: "all" },
        },
      }),
      registration(cachePolicy, "plain", { name: "plain", parametersInCacheKeyAndForwardedToOrigin: none }),
    ]);
    expect(cachePolicies[0]).to.deep.equal({
      Id: "short-id",
      Name: "short",
      MinTTL: 0,
      DefaultTTL: 60,
      MaxTTL: 120,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: true,
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: { Quantity: 1, Items: ["X-A"] } },
        CookiesConfig: { CookieBehavior: "allExcept", Cookies: { Quantity: 1, Items: ["s"] } },
        QueryStringsConfig: { QueryStringBehavior: "all" },
      },
    });
    expect(cachePolicies[1]).to.include({ MinTTL: 0, DefaultTTL: 86_400, MaxTTL: 31_536_000 });
  });

  it("give an origin request policy what it forwards", () => {
    const headersConfig = { headerBehavior: "allViewerAndWhitelistCloudFront", headers: { items: ["CloudFront-X"] } };
    const { originRequestPolicies } = modelFromRegistrations([
      registration(originRequestPolicy, "o", { name: "o", ...none, headersConfig }),
    ]);
    expect(originRequestPolicies).to.deep.equal([
      {
        Id: "o-id",
        Name: "o",
        HeadersConfig: {
          HeaderBehavior: "allViewerAndWhitelistCloudFront",
          Headers: { Quantity: 1, Items: ["CloudFront-X"] },
        },
        CookiesConfig: { CookieBehavior: "none" },
        QueryStringsConfig: { QueryStringBehavior: "none" },
      },
    ]);
  });

  it("give a response headers policy every kind of header that it sets or removes", () => {
    const items = (...names: string[]) => ({ items: names });
    const { responseHeadersPolicies } = modelFromRegistrations([
      registration(responseHeadersPolicy, "r", {
        name: "r",
        securityHeadersConfig: {
          xssProtection: { override: true, protection: true, modeBlock: true },
          frameOptions: { override: true, frameOption: "DENY" },
          referrerPolicy: { override: false, referrerPolicy: "no-referrer" },
          contentSecurityPolicy: { override: true, contentSecurityPolicy: "default-src 'self'" },
          contentTypeOptions: { override: true },
          strictTransportSecurity: { override: true, accessControlMaxAgeSec: 300, includeSubdomains: true },
        },
        customHeadersConfig: { items: [{ header: "X-A", value: "1", override: true }] },
        removeHeadersConfig: { items: [{ header: "Server" }] },
        corsConfig: {
          accessControlAllowOrigins: items("*"),
          accessControlAllowHeaders: items("*"),
          accessControlAllowMethods: items("GET"),
          accessControlAllowCredentials: false,
          accessControlMaxAgeSec: 600,
          originOverride: true,
        },
        serverTimingHeadersConfig: { enabled: true, samplingRate: 50 },
      }),
      registration(responseHeadersPolicy, "empty", { name: "empty" }),
    ]);
    expect(responseHeadersPolicies).to.deep.equal([
      {
        Id: "r-id",
        Name: "r",
        SecurityHeadersConfig: {
          XSSProtection: { Override: true, Protection: true, ModeBlock: true },
          FrameOptions: { Override: true, FrameOption: "DENY" },
          ReferrerPolicy: { Override: false, ReferrerPolicy: "no-referrer" },
          ContentSecurityPolicy: { Override: true, ContentSecurityPolicy: "default-src 'self'" },
          ContentTypeOptions: { Override: true },
          StrictTransportSecurity: {
            Override: true,
            AccessControlMaxAgeSec: 300,
            IncludeSubdomains: true,
            Preload: false,
          },
        },
        CustomHeadersConfig: { Quantity: 1, Items: [{ Header: "X-A", Value: "1", Override: true }] },
        RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: "Server" }] },
        CorsConfig: {
          AccessControlAllowOrigins: { Quantity: 1, Items: ["*"] },
          AccessControlAllowHeaders: { Quantity: 1, Items: ["*"] },
          AccessControlAllowMethods: { Quantity: 1, Items: ["GET"] },
          AccessControlAllowCredentials: false,
          AccessControlMaxAgeSec: 600,
          OriginOverride: true,
        },
        ServerTimingHeadersConfig: { Enabled: true, SamplingRate: 50 },
      },
      { Id: "empty-id", Name: "empty" },
    ]);
  });
});
