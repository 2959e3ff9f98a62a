import { VirtualClock } from "../../simulator/clock";
import { Edge, type EdgeOptions } from "../../simulator/cloudfront/edge";
import type { EdgeRequest, EdgeResponse, LogRecord } from "../../simulator/cloudfront/exchange";
import type { HeaderMap } from "../../simulator/http";
import {
  toItems,
  type DefaultCacheBehavior,
  type DistributionConfig,
  type Origin,
} from "../../simulator/model/distributionConfig";
import type { SiteModel } from "../../simulator/model/siteModel";
import { ScriptedOrigins, type Script } from "./edgeOrigins";

export const distributionId = "EDFDVBD6EXAMPLE";
const domainName = "d111111abcdef8.cloudfront.net";

export const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";
export const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/** An S3 origin with an identity, named like its bucket. */
export function s3Origin(id: string, region: string, settings: Partial<Origin> = {}): Origin {
  return {
    Id: id,
    DomainName: `${id}-bucket.s3.${region}.amazonaws.com`,
    S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E2QWRUHEXAMPLE" },
    ...settings,
  };
}

export interface SiteSettings {
  /** The failover criteria; default: all that DESIGN's sites list. Null: the primary alone, without a group. */
  readonly criteria?: readonly number[] | null;
  readonly behavior?: Partial<DefaultCacheBehavior>;
  readonly config?: Partial<DistributionConfig>;
  readonly primary?: Partial<Origin>;
  readonly replica?: Partial<Origin>;
  readonly model?: Partial<SiteModel>;
}

export function distributionConfig(settings: SiteSettings = {}): DistributionConfig {
  const criteria = settings.criteria === undefined ? [403, 404, 500, 502, 503, 504] : settings.criteria;
  return {
    Enabled: true,
    DefaultRootObject: "index.html",
    HttpVersion: "http2and3",
    Origins: toItems([
      s3Origin("primary", "us-east-1", settings.primary),
      s3Origin("replica", "us-west-2", settings.replica),
    ]),
    OriginGroups: toItems(
      criteria === null
        ? []
        : [
            {
              Id: "site",
              FailoverCriteria: { StatusCodes: toItems(criteria) },
              Members: toItems([{ OriginId: "primary" }, { OriginId: "replica" }]),
            },
          ],
    ),
    DefaultCacheBehavior: {
      TargetOriginId: criteria === null ? "primary" : "site",
      ViewerProtocolPolicy: "redirect-to-https",
      CachePolicyId: cachingOptimized,
      Compress: true,
      ...settings.behavior,
    },
    ...settings.config,
  };
}

export function siteModel(settings: SiteSettings = {}): SiteModel {
  return {
    distributions: [
      {
        id: distributionId,
        arn: `arn:aws:cloudfront::123456789012:distribution/${distributionId}`,
        domainName,
        config: distributionConfig(settings),
      },
    ],
    buckets: [],
    functions: [],
    lambdaFunctions: [],
    cachePolicies: [],
    originRequestPolicies: [],
    responseHeadersPolicies: [],
    originAccessIdentities: [],
    notModelled: [],
    ...settings.model,
  };
}

export interface Stage {
  readonly edge: Edge;
  readonly clock: VirtualClock;
  readonly origins: ScriptedOrigins;
  readonly logs: LogRecord[];
  /** What a viewer receives, the time moving on by itself. */
  readonly get: (path: string, request?: Partial<EdgeRequest>) => Promise<EdgeResponse>;
}

/** A distribution on a virtual clock whose origins do what their scripts say. */
export function stage(
  scripts: Readonly<Record<string, Script>>,
  settings: SiteSettings = {},
  options: Partial<EdgeOptions> = {},
): Stage {
  const clock = new VirtualClock();
  const origins = new ScriptedOrigins(scripts, clock);
  const logs: LogRecord[] = [];
  const edge = new Edge(siteModel(settings), distributionId, {
    clock,
    origins,
    onLog: (record) => logs.push(record),
    ...options,
  });
  return {
    edge,
    clock,
    origins,
    logs,
    get: (path, request) => clock.run(() => edge.fetch(viewerRequest(path, request))),
  };
}

/** A plain GET over HTTP/2. */
export function viewerRequest(path: string, request: Partial<EdgeRequest> = {}): EdgeRequest {
  const { headers, ...rest } = request;
  return {
    method: "GET",
    path,
    scheme: "https",
    httpVersion: "2",
    viewerAddress: "203.0.113.7",
    ...rest,
    headers: { host: domainName, ...headers },
  };
}

export function bodyOf(response: { readonly body: Uint8Array }): string {
  return Buffer.from(response.body).toString();
}

/** The header of a response as one string; undefined when it is not there. */
export function header(response: { readonly headers: Readonly<HeaderMap> }, name: string): string | undefined {
  const value = response.headers[name];
  return typeof value === "string" || value === undefined ? value : value.join(", ");
}
