import { RealClock } from "../../simulator/clock";
import { Edge, serveEdge } from "../../simulator/cloudfront";
import { toItems } from "../../simulator/model/distributionConfig";
import type { SiteModel } from "../../simulator/model/siteModel";
import type { OriginOutcome, OriginTransport } from "../../simulator/s3/transport";
import { bodyBytes } from "./contest";

/** The edge of the contest: one origin group, no functions, origins in this process. */
const body = Buffer.alloc(bodyBytes, "x");
const found: OriginOutcome = {
  kind: "response",
  response: { status: 200, headers: { "content-type": "text/html", "content-length": String(bodyBytes) }, body },
};
const absent: OriginOutcome = { kind: "response", response: { status: 404, headers: {}, body: new Uint8Array() } };

const origins: OriginTransport = {
  exchange: ({ originId, path }) =>
    Promise.resolve(originId === "primary" && path.startsWith("/failover/") ? absent : found),
};

const bucketOrigin = (Id: string, region: string) => ({
  Id,
  DomainName: `bench.s3.${region}.amazonaws.com`,
  S3OriginConfig: { OriginAccessIdentity: "" },
});

const model: SiteModel = {
  distributions: [
    {
      id: "EBENCH",
      arn: "arn:aws:cloudfront::111122223333:distribution/EBENCH",
      domainName: "bench.cloudfront.net",
      config: {
        Enabled: true,
        Origins: toItems([bucketOrigin("primary", "us-east-1"), bucketOrigin("replica", "us-west-2")]),
        OriginGroups: toItems([
          {
            Id: "site",
            FailoverCriteria: { StatusCodes: toItems([404, 503, 504]) },
            Members: toItems([{ OriginId: "primary" }, { OriginId: "replica" }]),
          },
        ]),
        DefaultCacheBehavior: {
          TargetOriginId: "site",
          ViewerProtocolPolicy: "redirect-to-https",
          CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
      },
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
};

async function main(): Promise<void> {
  const edge = new Edge(model, "EBENCH", { clock: new RealClock(), origins });
  await serveEdge(edge, { port: Number(process.argv[2]), hosts: [] });
}

void main();
