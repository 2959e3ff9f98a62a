import { VirtualClock } from "../../../simulator/clock";
import { headerValue, type HeaderMap } from "../../../simulator/http";
import type {
  Bucket,
  PolicyDocument,
  PolicyStatement,
  PublicAccessBlock,
  ReplicationRule,
} from "../../../simulator/model/siteModel";
import { S3, type S3Options } from "../../../simulator/s3";
import type { OriginPrincipal, OriginRequest, OriginResponse } from "../../../simulator/s3/transport";

export const identity: OriginPrincipal = { type: "origin-access-identity", id: "E1IDENTITY" };
export const identityArn = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1IDENTITY";
export const distributionArn = "arn:aws:cloudfront::123456789012:distribution/E1DISTRIBUTION";
export const accessControl: OriginPrincipal = { type: "origin-access-control", distributionArn };

export const noBlock: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
export const fullBlock: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

export function policyOf(...statements: PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** What the identity is granted on a bucket; `s3:ListBucket` and the TLS rule only when they are asked for. */
export function readPolicy(bucket: string, { list = true, tlsOnly = false } = {}): PolicyDocument {
  const arn = `arn:aws:s3:::${bucket}`;
  const Principal = { AWS: identityArn };
  const get: PolicyStatement = { Effect: "Allow", Principal, Action: "s3:GetObject", Resource: `${arn}/*` };
  const listing: PolicyStatement = { Effect: "Allow", Principal, Action: "s3:ListBucket", Resource: arn };
  const tls: PolicyStatement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return policyOf(get, ...(list ? [listing] : []), ...(tlsOnly ? [tls] : []));
}

export function rule(destination: string, overrides: Partial<ReplicationRule> = {}): ReplicationRule {
  return {
    id: destination,
    enabled: true,
    priority: 0,
    prefix: "",
    deleteMarkers: false,
    destinationBucketArn: `arn:aws:s3:::${destination}`,
    ...overrides,
  };
}

export function bucket(name: string, region: string, overrides: Partial<Bucket> = {}): Bucket {
  return { name, region, versioning: "Enabled", policy: readPolicy(name), publicAccessBlock: fullBlock, ...overrides };
}

export const bytes = (text: string): Uint8Array => Buffer.from(text);
export const textOf = (body: Uint8Array): string => Buffer.from(body).toString();

export interface World {
  readonly clock: VirtualClock;
  readonly s3: S3;
}

/** `site` in us-east-1, which replicates to `copy` in us-west-2. */
export function twoRegions(
  rules: readonly ReplicationRule[] = [rule("copy")],
  options: Partial<S3Options> = {},
): World {
  return world(
    [
      bucket("site", "us-east-1", { replication: { role: "arn:aws:iam::123456789012:role/replication", rules } }),
      bucket("copy", "us-west-2"),
    ],
    options,
  );
}

export function world(buckets: readonly Bucket[], options: Partial<S3Options> = {}): World {
  const clock = new VirtualClock();
  return { clock, s3: new S3({ clock, buckets, ...options }) };
}

/** What the identity gets from `site` over TLS, unless said otherwise. */
export async function ask(
  s3: S3,
  path: string,
  overrides: Partial<OriginRequest> = {},
): Promise<OriginResponse<Uint8Array>> {
  const request: OriginRequest = {
    originId: "primary",
    host: "site.s3.us-east-1.amazonaws.com",
    secure: true,
    method: "GET",
    path,
    headers: {},
    principal: identity,
    ...overrides,
  };
  const outcome = await s3.exchange(request, { connectTimeoutMs: 2000, readTimeoutMs: 30000 });
  if (outcome.kind === "failure") throw new Error(`the exchange failed: ${outcome.failure}`);
  return outcome.response;
}

export const header = (response: OriginResponse, name: string): string | undefined =>
  headerValue(response.headers, name);

/** The code of an XML error. */
export const codeOf = ({ body }: OriginResponse<Uint8Array>): string | undefined =>
  /<Code>([^<]*)<\/Code>/.exec(textOf(body))?.[1];

export const headersOf = (entries: HeaderMap): { readonly headers: HeaderMap } => ({ headers: entries });
