import type { ViewerProtocolPolicy } from "../model/distributionConfig";
import type { EdgeFunction, LambdaFunction } from "../model/siteModel";
import type { OriginPrincipal } from "../s3/transport";
import type { CompiledHeadersPolicy } from "./compileHeadersPolicy";
import type { Forwarding } from "./forwarding";
import type { PathMatcher } from "./pathPattern";
import type { TtlRange } from "./ttl";

/** A distribution as the pipeline asks it: nothing is parsed while a request runs. */
export interface CompiledDistribution {
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  /** The distribution's own domain and its aliases (HD-99). */
  readonly hosts: readonly string[];
  readonly enabled: boolean;
  /** Without a leading slash; empty when there is none (PL-4). */
  readonly rootObject: string;
  readonly http3: boolean;
  /** HD-101: whether viewers from a country may come; absent: all may. */
  readonly admitsCountry?: (country: string) => boolean;
  /** In listed order, the default one not among them (PL-3). */
  readonly behaviors: readonly CompiledBehavior[];
  readonly defaultBehavior: CompiledBehavior;
  /** By the error's status (CE-2). */
  readonly errorRules: ReadonlyMap<number, ErrorRule>;
  /** Every origin and origin group by its id (FO-2): a function may choose among them (CF-16). */
  readonly targets: ReadonlyMap<string, OriginTarget>;
}

/** A Lambda function where a behaviour uses it. */
export interface AssociatedLambda extends LambdaFunction {
  /** Whether it is shown the request's body (LE-18). */
  readonly includeBody: boolean;
}

/** One a viewer event, of either kind (PL-5, PL-12, CF-2). */
export type ViewerFunction = EdgeFunction | AssociatedLambda;

export interface ErrorRule {
  /** Seconds (CA-13); absent: the default. */
  readonly minTtl?: number;
  readonly page?: { readonly path: string; readonly status: number };
}

export interface CompiledBehavior {
  readonly pattern: string;
  readonly matches: PathMatcher;
  readonly target: OriginTarget;
  readonly allowedMethods: ReadonlySet<string>;
  readonly cachedMethods: ReadonlySet<string>;
  readonly viewerProtocolPolicy: ViewerProtocolPolicy;
  readonly compress: boolean;
  /** Requests must be signed (HD-21). */
  readonly signed: boolean;
  readonly ttl: TtlRange;
  readonly forwarding: Forwarding;
  readonly headersPolicy?: CompiledHeadersPolicy;
  readonly viewerRequest?: ViewerFunction;
  readonly viewerResponse?: ViewerFunction;
  readonly originRequest?: AssociatedLambda;
  readonly originResponse?: AssociatedLambda;
}

export type OriginTarget = { readonly kind: "origin"; readonly origin: CompiledOrigin } | OriginGroupTarget;

export interface OriginGroupTarget {
  readonly kind: "group";
  readonly id: string;
  readonly primary: CompiledOrigin;
  readonly secondary: CompiledOrigin;
  readonly criteria: ReadonlySet<number>;
}

export interface CompiledOrigin {
  readonly id: string;
  readonly host: string;
  /** The prefix of every path; empty or `/prefix` (HD-26). */
  readonly path: string;
  /** An S3 REST endpoint as CloudFront knows it, not a custom origin that happens to be a bucket. */
  readonly s3: boolean;
  /** The scheme towards it (HD-17). */
  readonly scheme: "viewer" | "http" | "https";
  /** Names in lower case. */
  readonly customHeaders: readonly (readonly [string, string])[];
  readonly connectionAttempts: number;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** Of a custom origin that sets it. */
  readonly keepAliveTimeoutMs?: number;
  /** A cap on the whole exchange, all attempts together (FO-23); absent: none. */
  readonly completionTimeoutMs?: number;
  readonly principal?: OriginPrincipal;
  /** The region of its Origin Shield (FO-28); absent: it has none. */
  readonly shieldRegion?: string;
}

/** The first behaviour whose pattern matches a normalised path, else the default one (PL-3). */
export function selectBehavior(distribution: CompiledDistribution, normalisedPath: string): CompiledBehavior {
  return distribution.behaviors.find(({ matches }) => matches(normalisedPath)) ?? distribution.defaultBehavior;
}
