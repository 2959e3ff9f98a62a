import { VirtualClock } from "../../simulator/clock";
import { Edge } from "../../simulator/cloudfront";
import type { EdgeRequest } from "../../simulator/cloudfront/exchange";
import { toItems } from "../../simulator/model/distributionConfig";
import type { Bucket, SiteModel } from "../../simulator/model/siteModel";
import { S3 } from "../../simulator/s3";
import { bodyBytes } from "./contest";
import { model as contestModel } from "./model";

/** Measures one process's share of requests on the virtual clock, and tells whoever started it. */
const identity = "E2QWRUHEXAMPLE";
const regions = { primary: "us-east-1", replica: "us-west-2" };
const objects = 1_000;
const together = 256;
const seconds = 3;

const bucket = (name: string, region: string): Bucket => ({
  name,
  region,
  versioning: "Enabled",
  publicAccessBlock: {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  },
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${identity}` },
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${name}/*`,
      },
    ],
  },
});

const model: SiteModel = {
  ...contestModel,
  distributions: contestModel.distributions.map((distribution) => ({
    ...distribution,
    config: {
      ...distribution.config,
      Origins: toItems(
        Object.entries(regions).map(([id, region]) => ({
          Id: id,
          DomainName: `bench-${id}.s3.${region}.amazonaws.com`,
          S3OriginConfig: { OriginAccessIdentity: `origin-access-identity/cloudfront/${identity}` },
        })),
      ),
      OriginGroups: toItems([
        {
          Id: "site",
          FailoverCriteria: { StatusCodes: toItems([403, 404, 500, 502, 503, 504]) },
          Members: toItems([{ OriginId: "primary" }, { OriginId: "replica" }]),
        },
      ]),
      DefaultCacheBehavior: { ...distribution.config.DefaultCacheBehavior, TargetOriginId: "site" },
      CacheBehaviors: toItems([]),
    },
  })),
  buckets: Object.entries(regions).map(([id, region]) => bucket(`bench-${id}`, region)),
  originAccessIdentities: [],
};

async function main(): Promise<void> {
  const clock = new VirtualClock();
  const s3 = new S3({ clock, buckets: model.buckets, originAccessIdentities: model.originAccessIdentities });
  const body = Buffer.alloc(bodyBytes, "x");
  for (let number = 0; number < objects; number++) {
    s3.putObject("bench-primary", `object/${number}`, { body, contentType: "text/html" });
  }
  const rates = await clock.run(async () => {
    const edge = new Edge(model, "EBENCH", { clock, origins: s3 });
    const hit = await rate(edge, (count) => `/object/${count % objects}`);
    // The query is not in the key (CA-1), so every round empties the cache.
    const miss = await rate(
      edge,
      (count) => `/object/${count % objects}`,
      () => {
        edge.invalidate(["/*"]);
      },
    );
    return { hit, miss };
  });
  process.send?.(rates);
}

async function rate(edge: Edge, path: (count: number) => string, between?: () => void): Promise<number> {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < seconds * 1_000) {
    const batch = [];
    for (let one = 0; one < together; one++) batch.push(edge.fetch(request(path(count++))));
    const wrong = (await Promise.all(batch)).find(({ status }) => status !== 200);
    if (wrong !== undefined) throw new Error(`an answer must be 200 to be counted, got ${wrong.status}`);
    between?.();
  }
  return (count / (performance.now() - start)) * 1_000;
}

function request(path: string): EdgeRequest {
  return {
    method: "GET",
    path,
    headers: { host: "bench.cloudfront.net" },
    scheme: "https",
    httpVersion: "1.1",
    viewerAddress: "127.0.0.1",
  };
}

void main();
