import type { Registration } from "../../../simulator/model/registration";

/** A registration with what a test does not care about filled in; `outputs` are the inputs and what AWS adds. */
export function registration(
  type: string,
  name: string,
  outputs: Readonly<Record<string, unknown>> = {},
  more: Partial<Registration> = {},
): Registration {
  return {
    urn: `urn:pulumi:dev::site::${type}::${name}`,
    type,
    name,
    custom: true,
    parent: "",
    id: `${name}-id`,
    inputs: outputs,
    outputs,
    dependencies: [],
    protect: false,
    ...more,
  };
}

export const types = {
  bucket: "aws:s3/bucket:Bucket",
  bucketV2: "aws:s3/bucketV2:BucketV2",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  versioningV2: "aws:s3/bucketVersioningV2:BucketVersioningV2",
  policy: "aws:s3/bucketPolicy:BucketPolicy",
  publicAccessBlock: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  replication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  distribution: "aws:cloudfront/distribution:Distribution",
} as const;

/** The least that a distribution of the AWS provider has, with `more` on top. */
export function distribution(more: Readonly<Record<string, unknown>> = {}): Registration {
  return registration(types.distribution, "cdn", {
    arn: "arn:aws:cloudfront::111122223333:distribution/cdn-id",
    domainName: "d111111abcdef8.cloudfront.net",
    enabled: true,
    origins: [{ originId: "primary", domainName: "b.s3.us-east-1.amazonaws.com" }],
    defaultCacheBehavior: behavior(),
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...more,
  });
}

/** The least that a cache behavior has, with `more` on top. */
export function behavior(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    targetOriginId: "primary",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    ...more,
  };
}
