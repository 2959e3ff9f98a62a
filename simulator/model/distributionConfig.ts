/**
 * The part of the CloudFront API's `DistributionConfig` that decides what a viewer receives, in the API's own shape and
 * names (D12): `aws cloudfront get-distribution-config` prints this. Optional here is what the API leaves out.
 */
export interface DistributionConfig {
  readonly CallerReference?: string;
  readonly Comment?: string;
  readonly Enabled: boolean;
  readonly Aliases?: Items<string>;
  readonly DefaultRootObject?: string;
  readonly Origins: Items<Origin>;
  readonly OriginGroups?: Items<OriginGroup>;
  readonly DefaultCacheBehavior: DefaultCacheBehavior;
  readonly CacheBehaviors?: Items<CacheBehavior>;
  readonly CustomErrorResponses?: Items<CustomErrorResponse>;
  readonly HttpVersion?: "http1.1" | "http2" | "http3" | "http2and3";
  readonly IsIPV6Enabled?: boolean;
  readonly PriceClass?: string;
  readonly ViewerCertificate?: {
    readonly CloudFrontDefaultCertificate?: boolean;
    readonly MinimumProtocolVersion?: string;
  };
  readonly WebACLId?: string;
  readonly Restrictions?: { readonly GeoRestriction: GeoRestriction };
  /** Whether this is a staging distribution (DR-3). */
  readonly Staging?: boolean;
  readonly ContinuousDeploymentPolicyId?: string;
}

export interface GeoRestriction extends Items<string> {
  /** Whether the countries (ISO 3166-1 alpha-2) are those that may or those that may not (HD-101). */
  readonly RestrictionType: "none" | "whitelist" | "blacklist";
}

/** Who may sign a behaviour's URLs and cookies. */
export interface TrustedList extends Items<string> {
  readonly Enabled: boolean;
}

/** The API's list: how many, and the items (absent when there are none). */
export interface Items<T> {
  readonly Quantity: number;
  readonly Items?: readonly T[];
}

export interface Origin {
  readonly Id: string;
  readonly DomainName: string;
  readonly OriginPath?: string;
  readonly CustomHeaders?: Items<{ readonly HeaderName: string; readonly HeaderValue: string }>;
  /** 1–3, default 3 (FO-20). */
  readonly ConnectionAttempts?: number;
  /** Seconds, 1–10, default 10 (FO-21). */
  readonly ConnectionTimeout?: number;
  /** Seconds; a cap on the whole exchange (FO-23). */
  readonly ResponseCompletionTimeout?: number;
  readonly OriginAccessControlId?: string;
  readonly S3OriginConfig?: {
    /** `origin-access-identity/cloudfront/ID`, or empty (S3-2). */
    readonly OriginAccessIdentity: string;
    /** Seconds, default 30 (FO-22). */
    readonly OriginReadTimeout?: number;
  };
  readonly CustomOriginConfig?: {
    readonly HTTPPort: number;
    readonly HTTPSPort: number;
    readonly OriginProtocolPolicy: "http-only" | "match-viewer" | "https-only";
    /** Seconds, default 30 (FO-22). */
    readonly OriginReadTimeout?: number;
    readonly OriginKeepaliveTimeout?: number;
  };
  readonly OriginShield?: { readonly Enabled: boolean; readonly OriginShieldRegion?: string };
}

export interface OriginGroup {
  readonly Id: string;
  readonly FailoverCriteria: { readonly StatusCodes: Items<number> };
  readonly Members: Items<{ readonly OriginId: string }>;
  readonly SelectionCriteria?: "default" | "media-quality-based";
}

export type ViewerProtocolPolicy = "allow-all" | "https-only" | "redirect-to-https";

export interface DefaultCacheBehavior {
  /** The id of an origin or of an origin group (FO-2). */
  readonly TargetOriginId: string;
  readonly ViewerProtocolPolicy: ViewerProtocolPolicy;
  readonly AllowedMethods?: Items<string> & { readonly CachedMethods?: Items<string> };
  readonly Compress?: boolean;
  readonly CachePolicyId?: string;
  readonly OriginRequestPolicyId?: string;
  readonly ResponseHeadersPolicyId?: string;
  readonly FunctionAssociations?: Items<FunctionAssociation>;
  readonly LambdaFunctionAssociations?: Items<LambdaFunctionAssociation>;
  readonly TrustedKeyGroups?: TrustedList;
  readonly TrustedSigners?: TrustedList;
  /** Legacy settings, where no cache policy is named. */
  readonly ForwardedValues?: ForwardedValues;
  readonly MinTTL?: number;
  readonly DefaultTTL?: number;
  readonly MaxTTL?: number;
}

export interface ForwardedValues {
  readonly QueryString: boolean;
  readonly Cookies: {
    readonly Forward: "none" | "whitelist" | "all";
    readonly WhitelistedNames?: Items<string>;
  };
  readonly Headers?: Items<string>;
  readonly QueryStringCacheKeys?: Items<string>;
}

export interface CacheBehavior extends DefaultCacheBehavior {
  readonly PathPattern: string;
}

export interface FunctionAssociation {
  readonly EventType: "viewer-request" | "viewer-response";
  readonly FunctionARN: string;
}

export interface LambdaFunctionAssociation {
  readonly EventType: "viewer-request" | "viewer-response" | "origin-request" | "origin-response";
  readonly LambdaFunctionARN: string;
  readonly IncludeBody?: boolean;
}

export interface CustomErrorResponse {
  readonly ErrorCode: number;
  readonly ResponsePagePath?: string;
  /** The API has it as a string; both are read. */
  readonly ResponseCode?: string;
  /** Seconds, default 10 (CA-13). */
  readonly ErrorCachingMinTTL?: number;
}

/** The items of one of the API's lists; none when the list is absent. */
export function itemsOf<T>(list: Items<T> | undefined): readonly T[] {
  return list?.Items ?? [];
}

/** The API's list of these items. */
export function toItems<T>(items: readonly T[]): Items<T> {
  return { Quantity: items.length, Items: items };
}
