import { toItems } from "../../simulator/model/distributionConfig";
import type { SiteModel } from "../../simulator/model/siteModel";

const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const securityHeaders = "67f7725c-6f97-4210-82d7-5512b31e9d03";
const functionArn = "arn:aws:cloudfront::111122223333:function/bench";

export const distributionId = "EBENCH";

const origin = (id: string) => ({
  Id: id,
  DomainName: `${id}.bench.example.com`,
  ConnectionAttempts: 1,
  CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only" as const },
});

const group = (primary: string) => ({
  Id: `${primary}-group`,
  FailoverCriteria: { StatusCodes: toItems([404, 500, 502, 503, 504]) },
  Members: toItems([{ OriginId: primary }, { OriginId: "replica" }]),
});

const behavior = (primary: string) => ({
  TargetOriginId: `${primary}-group`,
  ViewerProtocolPolicy: "redirect-to-https" as const,
  CachePolicyId: cachingOptimized,
});

/** The edge of the contest: three groups, which differ in their primary; the rest of what a site has. */
export const model: SiteModel = {
  distributions: [
    {
      id: distributionId,
      arn: `arn:aws:cloudfront::111122223333:distribution/${distributionId}`,
      domainName: "bench.cloudfront.net",
      config: {
        Enabled: true,
        Origins: toItems([origin("healthy"), origin("failing"), origin("refused"), origin("replica")]),
        OriginGroups: toItems([group("healthy"), group("failing"), group("refused")]),
        DefaultCacheBehavior: behavior("healthy"),
        CacheBehaviors: toItems([
          { PathPattern: "/failover/*", ...behavior("failing") },
          { PathPattern: "/refused/*", ...behavior("refused") },
          { PathPattern: "/policy/*", ...behavior("healthy"), ResponseHeadersPolicyId: securityHeaders },
          {
            PathPattern: "/function/*",
            ...behavior("healthy"),
            FunctionAssociations: toItems([{ EventType: "viewer-response" as const, FunctionARN: functionArn }]),
          },
        ]),
      },
    },
  ],
  buckets: [],
  functions: [
    {
      arn: functionArn,
      name: "bench",
      runtime: "cloudfront-js-2.0",
      code: `function handler(event) {
  const response = event.response;
  response.headers["x-frame-options"] = { value: "DENY" };
  return response;
}`,
    },
  ],
  lambdaFunctions: [],
  cachePolicies: [],
  originRequestPolicies: [],
  responseHeadersPolicies: [],
  originAccessIdentities: [],
  notModelled: [],
};
