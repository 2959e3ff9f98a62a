import type { Items } from "./distributionConfig";

/** `CachePolicyConfig` of the CloudFront API, TTLs in seconds. */
export interface CachePolicy {
  readonly Id: string;
  readonly Name: string;
  readonly MinTTL: number;
  readonly DefaultTTL: number;
  readonly MaxTTL: number;
  readonly ParametersInCacheKeyAndForwardedToOrigin: {
    readonly EnableAcceptEncodingGzip: boolean;
    readonly EnableAcceptEncodingBrotli: boolean;
    readonly HeadersConfig: { readonly HeaderBehavior: "none" | "whitelist"; readonly Headers?: Items<string> };
    readonly CookiesConfig: {
      readonly CookieBehavior: "none" | "whitelist" | "allExcept" | "all";
      readonly Cookies?: Items<string>;
    };
    readonly QueryStringsConfig: {
      readonly QueryStringBehavior: "none" | "whitelist" | "allExcept" | "all";
      readonly QueryStrings?: Items<string>;
    };
  };
}

/** `OriginRequestPolicyConfig` of the CloudFront API. */
export interface OriginRequestPolicy {
  readonly Id: string;
  readonly Name: string;
  readonly HeadersConfig: {
    readonly HeaderBehavior: "none" | "whitelist" | "allViewer" | "allViewerAndWhitelistCloudFront" | "allExcept";
    readonly Headers?: Items<string>;
  };
  readonly CookiesConfig: {
    readonly CookieBehavior: "none" | "whitelist" | "all" | "allExcept";
    readonly Cookies?: Items<string>;
  };
  readonly QueryStringsConfig: {
    readonly QueryStringBehavior: "none" | "whitelist" | "all" | "allExcept";
    readonly QueryStrings?: Items<string>;
  };
}

/** `ResponseHeadersPolicyConfig` of the CloudFront API. */
export interface ResponseHeadersPolicy {
  readonly Id: string;
  readonly Name: string;
  readonly SecurityHeadersConfig?: {
    readonly XSSProtection?: {
      readonly Override: boolean;
      readonly Protection: boolean;
      readonly ModeBlock?: boolean;
      readonly ReportUri?: string;
    };
    readonly FrameOptions?: { readonly Override: boolean; readonly FrameOption: "DENY" | "SAMEORIGIN" };
    readonly ReferrerPolicy?: { readonly Override: boolean; readonly ReferrerPolicy: string };
    readonly ContentSecurityPolicy?: { readonly Override: boolean; readonly ContentSecurityPolicy: string };
    readonly ContentTypeOptions?: { readonly Override: boolean };
    readonly StrictTransportSecurity?: {
      readonly Override: boolean;
      readonly AccessControlMaxAgeSec: number;
      readonly IncludeSubdomains?: boolean;
      readonly Preload?: boolean;
    };
  };
  readonly CustomHeadersConfig?: Items<{ readonly Header: string; readonly Value: string; readonly Override: boolean }>;
  readonly RemoveHeadersConfig?: Items<{ readonly Header: string }>;
  readonly CorsConfig?: {
    readonly AccessControlAllowOrigins: Items<string>;
    readonly AccessControlAllowHeaders: Items<string>;
    readonly AccessControlAllowMethods: Items<string>;
    readonly AccessControlAllowCredentials: boolean;
    readonly AccessControlExposeHeaders?: Items<string>;
    readonly AccessControlMaxAgeSec?: number;
    readonly OriginOverride: boolean;
  };
  readonly ServerTimingHeadersConfig?: { readonly Enabled: boolean; readonly SamplingRate?: number };
}
