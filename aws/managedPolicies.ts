/**
 * AWS's managed policies as the CloudFront API prints them, so that whatever names one by id can be simulated offline.
 * Ids and values: HD 1.3 (cache), HD 1.4 (origin request), RH-1 and RH-2 (response headers).
 */

interface List<T> {
  readonly Quantity: number;
  readonly Items?: readonly T[];
}

/** A managed cache policy, TTLs in seconds. */
export interface ManagedCachePolicy {
  readonly Id: string;
  readonly Name: string;
  readonly MinTTL: number;
  readonly DefaultTTL: number;
  readonly MaxTTL: number;
  readonly ParametersInCacheKeyAndForwardedToOrigin: {
    readonly EnableAcceptEncodingGzip: boolean;
    readonly EnableAcceptEncodingBrotli: boolean;
    readonly HeadersConfig: { readonly HeaderBehavior: "none" | "whitelist"; readonly Headers?: List<string> };
    readonly CookiesConfig: { readonly CookieBehavior: "none" | "all" };
    readonly QueryStringsConfig: {
      readonly QueryStringBehavior: "none" | "whitelist" | "all";
      readonly QueryStrings?: List<string>;
    };
  };
}

/** A managed origin request policy. */
export interface ManagedOriginRequestPolicy {
  readonly Id: string;
  readonly Name: string;
  readonly HeadersConfig: {
    readonly HeaderBehavior: "none" | "whitelist" | "allViewer" | "allViewerAndWhitelistCloudFront" | "allExcept";
    readonly Headers?: List<string>;
  };
  readonly CookiesConfig: { readonly CookieBehavior: "none" | "all" };
  readonly QueryStringsConfig: { readonly QueryStringBehavior: "none" | "all" };
}

/** A managed response headers policy. */
export interface ManagedResponseHeadersPolicy {
  readonly Id: string;
  readonly Name: string;
  readonly SecurityHeadersConfig?: typeof managedSecurityHeaders;
  readonly CorsConfig?: {
    readonly AccessControlAllowOrigins: List<string>;
    readonly AccessControlAllowHeaders: List<string>;
    readonly AccessControlAllowMethods: List<string>;
    readonly AccessControlAllowCredentials: boolean;
    readonly AccessControlExposeHeaders?: List<string>;
    readonly OriginOverride: boolean;
  };
}

function list(...items: string[]): List<string> {
  return { Quantity: items.length, Items: items };
}

const none = { Quantity: 0 };

/** The cache policy of a plain static site: key without query, cookies and headers; gzip and Brotli; 1 s / 1 day / 1 year. */
export const cachingOptimizedId = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** One day and one year, in seconds. */
const day = 86_400;
const year = 31_536_000;

type CacheKey = ManagedCachePolicy["ParametersInCacheKeyAndForwardedToOrigin"];

function cacheKey(options: {
  gzip: boolean;
  brotli: boolean;
  headers?: string[];
  cookies?: "all";
  query?: "all" | string[];
}): CacheKey {
  return {
    EnableAcceptEncodingGzip: options.gzip,
    EnableAcceptEncodingBrotli: options.brotli,
    HeadersConfig:
      options.headers === undefined
        ? { HeaderBehavior: "none" }
        : { HeaderBehavior: "whitelist", Headers: list(...options.headers) },
    CookiesConfig: { CookieBehavior: options.cookies ?? "none" },
    QueryStringsConfig: Array.isArray(options.query)
      ? { QueryStringBehavior: "whitelist", QueryStrings: list(...options.query) }
      : { QueryStringBehavior: options.query ?? "none" },
  };
}

const originCacheControlHeaders = ["Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

/** AWS's managed cache policies (HD 1.3). */
export const managedCachePolicies: readonly ManagedCachePolicy[] = [
  {
    Id: "2e54312d-136d-493c-8eb9-b001f22f67d2",
    Name: "Managed-Amplify",
    MinTTL: 2,
    DefaultTTL: 2,
    MaxTTL: 600,
    ParametersInCacheKeyAndForwardedToOrigin: cacheKey({
      gzip: true,
      brotli: true,
      headers: ["Authorization", "CloudFront-Viewer-Country", "Host"],
      cookies: "all",
      query: "all",
    }),
  },
  {
    Id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    Name: "Managed-CachingDisabled",
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 0,
    ParametersInCacheKeyAndForwardedToOrigin: cacheKey({ gzip: false, brotli: false }),
  },
  {
    Id: cachingOptimizedId,
    Name: "Managed-CachingOptimized",
    MinTTL: 1,
    DefaultTTL: day,
    MaxTTL: year,
    ParametersInCacheKeyAndForwardedToOrigin: cacheKey({ gzip: true, brotli: true }),
  },
  {
    Id: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    Name: "Managed-CachingOptimizedForUncompressedObjects",
    MinTTL: 1,
    DefaultTTL: day,
    MaxTTL: year,
    ParametersInCacheKeyAndForwardedToOrigin: cacheKey({ gzip: false, brotli: false }),
  },
  {
    Id: "08627262-05a9-4f76-9ded-b50ca2e3a84f",
    Name: "Managed-Elemental-MediaPackage",
    MinTTL: 0,
    DefaultTTL: day,
    MaxTTL: year,
    ParametersInCacheKeyAndForwardedToOrigin: cacheKey({
      gzip: true,
      brotli: false,
      headers: ["Origin"],
      query: ["aws.manifestfilter", "start", "end", "m"],
    }),
  },
  {
    Id: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    Name: "Managed-UseOriginCacheControlHeaders",
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: year,
    ParametersInCacheKeyAndForwardedToOrigin: cacheKey({
      gzip: true,
      brotli: true,
      headers: originCacheControlHeaders,
      cookies: "all",
    }),
  },
  {
    Id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    Name: "Managed-UseOriginCacheControlHeaders-QueryStrings",
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: year,
    ParametersInCacheKeyAndForwardedToOrigin: cacheKey({
      gzip: true,
      brotli: true,
      headers: originCacheControlHeaders,
      cookies: "all",
      query: "all",
    }),
  },
];

type OriginHeaders = ManagedOriginRequestPolicy["HeadersConfig"];

function originRequestPolicy(
  Id: string,
  Name: string,
  HeadersConfig: OriginHeaders,
  forwarded: { cookies: "none" | "all"; query: "none" | "all" },
): ManagedOriginRequestPolicy {
  return {
    Id,
    Name,
    HeadersConfig,
    CookiesConfig: { CookieBehavior: forwarded.cookies },
    QueryStringsConfig: { QueryStringBehavior: forwarded.query },
  };
}

function only(...headers: string[]): OriginHeaders {
  return { HeaderBehavior: "whitelist", Headers: list(...headers) };
}

const everything = { cookies: "all", query: "all" } as const;
const nothing = { cookies: "none", query: "none" } as const;

const corsRequestHeaders = ["Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"];

/** AWS's managed origin request policies (HD 1.4). */
export const managedOriginRequestPolicies: readonly ManagedOriginRequestPolicy[] = [
  originRequestPolicy(
    "216adef6-5c7f-47e4-b989-5492eafa07d3",
    "Managed-AllViewer",
    { HeaderBehavior: "allViewer" },
    everything,
  ),
  originRequestPolicy(
    "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    "Managed-AllViewerAndCloudFrontHeaders-2022-06",
    {
      HeaderBehavior: "allViewerAndWhitelistCloudFront",
      Headers: list(
        "CloudFront-Forwarded-Proto",
        "CloudFront-Is-Android-Viewer",
        "CloudFront-Is-Desktop-Viewer",
        "CloudFront-Is-IOS-Viewer",
        "CloudFront-Is-Mobile-Viewer",
        "CloudFront-Is-SmartTV-Viewer",
        "CloudFront-Is-Tablet-Viewer",
        "CloudFront-Viewer-Address",
        "CloudFront-Viewer-ASN",
        "CloudFront-Viewer-City",
        "CloudFront-Viewer-Country",
        "CloudFront-Viewer-Country-Name",
        "CloudFront-Viewer-Country-Region",
        "CloudFront-Viewer-Country-Region-Name",
        "CloudFront-Viewer-Http-Version",
        "CloudFront-Viewer-Latitude",
        "CloudFront-Viewer-Longitude",
        "CloudFront-Viewer-Metro-Code",
        "CloudFront-Viewer-Postal-Code",
        "CloudFront-Viewer-Time-Zone",
        "CloudFront-Viewer-TLS",
      ),
    },
    everything,
  ),
  originRequestPolicy(
    "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "Managed-AllViewerExceptHostHeader",
    { HeaderBehavior: "allExcept", Headers: list("Host") },
    everything,
  ),
  originRequestPolicy("59781a5b-3903-41f3-afcb-af62929ccde1", "Managed-CORS-CustomOrigin", only("Origin"), nothing),
  originRequestPolicy(
    "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    "Managed-CORS-S3Origin",
    only(...corsRequestHeaders),
    nothing,
  ),
  originRequestPolicy(
    "775133bc-15f2-49f9-abea-afb2e0bf67d2",
    "Managed-Elemental-MediaTailor-PersonalizedManifests",
    only(...corsRequestHeaders, "User-Agent", "X-Forwarded-For"),
    { cookies: "none", query: "all" },
  ),
  originRequestPolicy("bf0718e1-ba1e-49d1-88b1-f726733018ae", "Managed-HostHeaderOnly", only("Host"), nothing),
  originRequestPolicy(
    "acba4595-bd28-49b8-b9fe-13317c0390fa",
    "Managed-UserAgentRefererHeaders",
    only("User-Agent", "Referer"),
    nothing,
  ),
];

/** RH-1: nosniff alone overrides the origin; there is no content security policy in it. */
const managedSecurityHeaders = {
  XSSProtection: { Override: false, Protection: true, ModeBlock: true },
  FrameOptions: { Override: false, FrameOption: "SAMEORIGIN" },
  ReferrerPolicy: { Override: false, ReferrerPolicy: "strict-origin-when-cross-origin" },
  ContentTypeOptions: { Override: true },
  StrictTransportSecurity: { Override: false, AccessControlMaxAgeSec: year },
} as const;

/** Any origin; neither Allow-Headers nor Max-Age in any of the managed policies (HD 1.4). */
const simpleCors = {
  AccessControlAllowOrigins: list("*"),
  AccessControlAllowHeaders: none,
  AccessControlAllowMethods: none,
  AccessControlAllowCredentials: false,
  OriginOverride: false,
};

const corsWithPreflight = {
  ...simpleCors,
  AccessControlAllowMethods: list("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
  AccessControlExposeHeaders: list("*"),
};

/** AWS's managed response headers policies (RH-1, RH-2). */
export const managedResponseHeadersPolicies: readonly ManagedResponseHeadersPolicy[] = [
  {
    Id: "67f7725c-6f97-4210-82d7-5512b31e9d03",
    Name: "Managed-SecurityHeadersPolicy",
    SecurityHeadersConfig: managedSecurityHeaders,
  },
  {
    Id: "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    Name: "Managed-CORS-and-SecurityHeadersPolicy",
    SecurityHeadersConfig: managedSecurityHeaders,
    CorsConfig: simpleCors,
  },
  {
    Id: "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
    Name: "Managed-CORS-With-Preflight",
    CorsConfig: corsWithPreflight,
  },
  {
    Id: "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
    Name: "Managed-CORS-with-preflight-and-SecurityHeadersPolicy",
    SecurityHeadersConfig: managedSecurityHeaders,
    CorsConfig: corsWithPreflight,
  },
  {
    Id: "60669652-455b-4ae9-85a4-c4c02393f86c",
    Name: "Managed-SimpleCORS",
    CorsConfig: simpleCors,
  },
];
