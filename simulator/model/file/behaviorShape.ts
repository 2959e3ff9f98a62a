import { z } from "zod";
import { items } from "./shape";

const viewerEvents = ["viewer-request", "viewer-response"] as const;
const originEvents = ["origin-request", "origin-response"] as const;

/** An empty id is none. */
const policyId = z
  .string()
  .transform((id) => (id === "" ? undefined : id))
  .optional();

/** `ForwardedValues` of the API: the settings of a behavior from before there were cache policies. */
const forwardedValuesShape = z.object({
  QueryString: z.boolean(),
  Cookies: z.object({
    Forward: z.enum(["none", "whitelist", "all"]),
    WhitelistedNames: items(z.string()).optional(),
  }),
  Headers: items(z.string()).optional(),
  QueryStringCacheKeys: items(z.string()).optional(),
});

/** `TrustedKeyGroups` and `TrustedSigners` of the API. */
const trustedShape = z.object({
  Enabled: z.boolean().default(false),
  Quantity: z.int().min(0),
  Items: z.array(z.string()).optional(),
});

/** A `DefaultCacheBehavior` of the API. */
export const defaultBehaviorShape = z.object({
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z.enum(["allow-all", "https-only", "redirect-to-https"]),
  AllowedMethods: z
    .object({
      Quantity: z.int(),
      Items: z.array(z.string()).optional(),
      CachedMethods: items(z.string()).optional(),
    })
    .optional(),
  Compress: z.boolean().optional(),
  CachePolicyId: policyId,
  OriginRequestPolicyId: policyId,
  ResponseHeadersPolicyId: policyId,
  FunctionAssociations: items(z.object({ EventType: z.enum(viewerEvents), FunctionARN: z.string() })).optional(),
  LambdaFunctionAssociations: items(
    z.object({
      EventType: z.enum([...viewerEvents, ...originEvents]),
      LambdaFunctionARN: z.string(),
      IncludeBody: z.boolean().optional(),
    }),
  ).optional(),
  ForwardedValues: forwardedValuesShape.optional(),
  MinTTL: z.int().optional(),
  DefaultTTL: z.int().optional(),
  MaxTTL: z.int().optional(),
  TrustedSigners: trustedShape.optional(),
  TrustedKeyGroups: trustedShape.optional(),
  SmoothStreaming: z.boolean().optional(),
  FieldLevelEncryptionId: z.string().optional(),
  RealtimeLogConfigArn: z.string().optional(),
  GrpcConfig: z.object({ Enabled: z.boolean() }).optional(),
});

/** A `CacheBehavior` of the API. */
export const behaviorShape = defaultBehaviorShape.extend({ PathPattern: z.string() });
