import { z } from "zod";
import { behaviorShape, defaultBehaviorShape } from "./behaviorShape";
import { originGroupShape, originShape } from "./originShape";
import { items } from "./shape";

/**
 * The API's `DistributionConfig`. Required is what decides what a viewer receives; a caller reference or a comment is not
 * missed. Members that nothing acts on stand here as well, so that only what the API itself does not have is unknown.
 */
export const distributionConfigShape = z.object({
  CallerReference: z.string().optional(),
  Comment: z.string().optional(),
  Enabled: z.boolean(),
  Aliases: items(z.string()).optional(),
  DefaultRootObject: z.string().optional(),
  Origins: items(originShape),
  OriginGroups: items(originGroupShape).optional(),
  DefaultCacheBehavior: defaultBehaviorShape,
  CacheBehaviors: items(behaviorShape).optional(),
  CustomErrorResponses: items(
    z.object({
      ErrorCode: z.int(),
      ResponsePagePath: z.string().optional(),
      ResponseCode: z
        .union([z.string(), z.int()])
        .transform((code) => String(code))
        .optional(),
      ErrorCachingMinTTL: z.int().optional(),
    }),
  ).optional(),
  HttpVersion: z
    .string()
    .transform((version) => version.toLowerCase())
    .pipe(z.enum(["http1.1", "http2", "http3", "http2and3"]))
    .optional(),
  IsIPV6Enabled: z.boolean().optional(),
  PriceClass: z.string().optional(),
  ViewerCertificate: z
    .looseObject({
      CloudFrontDefaultCertificate: z.boolean().optional(),
      MinimumProtocolVersion: z.string().optional(),
    })
    .optional(),
  WebACLId: z.string().optional(),
  Staging: z.boolean().optional(),
  ContinuousDeploymentPolicyId: z.string().optional(),
  Logging: z.unknown().optional(),
  Restrictions: z
    .object({
      GeoRestriction: z.object({
        RestrictionType: z.enum(["none", "whitelist", "blacklist"]),
        Quantity: z.int().min(0),
        Items: z.array(z.string()).optional(),
      }),
    })
    .optional(),
  AnycastIpListId: z.unknown().optional(),
  TenantConfig: z.unknown().optional(),
  ConnectionMode: z.string().optional(),
  ViewerMtlsConfig: z.unknown().optional(),
  ConnectionFunctionAssociation: z.unknown().optional(),
});
