import * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as s3 from "@pulumi/aws/s3";
import { bucketArn } from "../../aws/bucketNames";
import type { SiteBucket } from "../storage/buckets";
import { type PolicyDocument, policyDocument } from "../policyDocument";

/**
 * Who may read a bucket: the identity alone, and only over TLS. ListBucket makes a missing page a 404, which CloudFront
 * caches, and not a 403 that looks like a fault of access (S3-5, CA-16); the listing itself stays hidden behind the
 * default root object (S3-7).
 */
export function bucketPolicy(bucket: string, identityArn: string): PolicyDocument {
  const arn = bucketArn(bucket);
  const identity = { AWS: identityArn };
  return policyDocument(
    { Sid: "ReadObjects", Effect: "Allow", Principal: identity, Action: "s3:GetObject", Resource: `${arn}/*` },
    { Sid: "TellMissingFromDenied", Effect: "Allow", Principal: identity, Action: "s3:ListBucket", Resource: arn },
    {
      Sid: "DenyWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}

/** Registers the identity that CloudFront reads both buckets with: one for both, as an origin group wants it (FO-30). */
export function createIdentity(name: string, opts: pulumi.CustomResourceOptions): cloudfront.OriginAccessIdentity {
  return new cloudfront.OriginAccessIdentity(`${name}-identity`, { comment: `${name}: reads both buckets` }, opts);
}

/** Registers the policy of one bucket, after its public access block: S3 refuses the two at the same moment. */
export function grantAccess(
  name: string,
  { bucketName, region, publicAccessBlock }: SiteBucket,
  identity: cloudfront.OriginAccessIdentity,
  opts: pulumi.CustomResourceOptions,
): s3.BucketPolicy {
  const policy = pulumi
    .all([bucketName, identity.iamArn])
    .apply(([bucket, identityArn]) => JSON.stringify(bucketPolicy(bucket, identityArn)));
  return new s3.BucketPolicy(
    `${name}-policy`,
    { region, bucket: bucketName, policy },
    { ...opts, dependsOn: [publicAccessBlock] },
  );
}
