import { z } from "zod";
import { items } from "./shape";

const names = items(z.string()).optional();
const some = ["none", "whitelist", "allExcept", "all"] as const;
const cookies = z.object({ CookieBehavior: z.enum(some), Cookies: names });
const queryStrings = z.object({ QueryStringBehavior: z.enum(some), QueryStrings: names });

/** `CachePolicyConfig` of the API; TTLs default as the API's do. */
export const cachePolicyShape = z.object({
  Comment: z.string().optional(),
  Name: z.string(),
  MinTTL: z.int(),
  DefaultTTL: z.int().default(86_400),
  MaxTTL: z.int().default(31_536_000),
  ParametersInCacheKeyAndForwardedToOrigin: z.object({
    EnableAcceptEncodingGzip: z.boolean(),
    EnableAcceptEncodingBrotli: z.boolean().default(false),
    HeadersConfig: z.object({ HeaderBehavior: z.enum(["none", "whitelist"]), Headers: names }),
    CookiesConfig: cookies,
    QueryStringsConfig: queryStrings,
  }),
});

/** `OriginRequestPolicyConfig` of the API. */
export const originRequestPolicyShape = z.object({
  Comment: z.string().optional(),
  Name: z.string(),
  HeadersConfig: z.object({
    HeaderBehavior: z.enum(["none", "whitelist", "allViewer", "allViewerAndWhitelistCloudFront", "allExcept"]),
    Headers: names,
  }),
  CookiesConfig: cookies,
  QueryStringsConfig: queryStrings,
});

const override = z.boolean();

const securityHeaders = z.object({
  XSSProtection: z
    .object({
      Override: override,
      Protection: z.boolean(),
      ModeBlock: z.boolean().optional(),
      ReportUri: z.string().optional(),
    })
    .optional(),
  FrameOptions: z.object({ Override: override, FrameOption: z.enum(["DENY", "SAMEORIGIN"]) }).optional(),
  ReferrerPolicy: z.object({ Override: override, ReferrerPolicy: z.string() }).optional(),
  ContentSecurityPolicy: z.object({ Override: override, ContentSecurityPolicy: z.string() }).optional(),
  ContentTypeOptions: z.object({ Override: override }).optional(),
  StrictTransportSecurity: z
    .object({
      Override: override,
      AccessControlMaxAgeSec: z.int(),
      IncludeSubdomains: z.boolean().optional(),
      Preload: z.boolean().optional(),
    })
    .optional(),
});

/** `ResponseHeadersPolicyConfig` of the API. */
export const responseHeadersPolicyShape = z.object({
  Comment: z.string().optional(),
  Name: z.string(),
  SecurityHeadersConfig: securityHeaders.optional(),
  CustomHeadersConfig: items(z.object({ Header: z.string(), Value: z.string(), Override: override })).optional(),
  RemoveHeadersConfig: items(z.object({ Header: z.string() })).optional(),
  CorsConfig: z
    .object({
      AccessControlAllowOrigins: items(z.string()),
      AccessControlAllowHeaders: items(z.string()),
      AccessControlAllowMethods: items(z.string()),
      AccessControlAllowCredentials: z.boolean(),
      AccessControlExposeHeaders: names,
      AccessControlMaxAgeSec: z.int().optional(),
      OriginOverride: z.boolean(),
    })
    .optional(),
  ServerTimingHeadersConfig: z.object({ Enabled: z.boolean(), SamplingRate: z.number().optional() }).optional(),
});
