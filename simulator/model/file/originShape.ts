import { z } from "zod";
import { items } from "./shape";

const whole = z.int();

/** An `Origin` of the API. Members that nothing acts on are read as they are: what they ask for is listed. */
export const originShape = z.object({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z.string().optional(),
  CustomHeaders: items(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).optional(),
  ConnectionAttempts: whole.optional(),
  ConnectionTimeout: whole.optional(),
  ResponseCompletionTimeout: whole.optional(),
  OriginAccessControlId: z.string().optional(),
  S3OriginConfig: z
    .object({ OriginAccessIdentity: z.string().default(""), OriginReadTimeout: whole.optional() })
    .optional(),
  CustomOriginConfig: z
    .object({
      HTTPPort: whole,
      HTTPSPort: whole,
      OriginProtocolPolicy: z.enum(["http-only", "match-viewer", "https-only"]),
      OriginReadTimeout: whole.optional(),
      OriginKeepaliveTimeout: whole.optional(),
      OriginSslProtocols: z.unknown().optional(),
      IpAddressType: z.unknown().optional(),
      OriginMtlsConfig: z.unknown().optional(),
    })
    .optional(),
  VpcOriginConfig: z.unknown().optional(),
  OriginShield: z.object({ Enabled: z.boolean(), OriginShieldRegion: z.string().optional() }).optional(),
});

/** An `OriginGroup` of the API. */
export const originGroupShape = z.object({
  Id: z.string(),
  FailoverCriteria: z.object({ StatusCodes: items(whole) }),
  Members: items(z.object({ OriginId: z.string() })),
  SelectionCriteria: z.enum(["default", "media-quality-based"]).optional(),
});
