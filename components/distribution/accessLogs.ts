import * as pulumi from "@pulumi/pulumi";
import type { Distribution } from "@pulumi/aws/cloudfront";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as s3 from "@pulumi/aws/s3";
import { bucketArn } from "../../aws/bucketNames";
import { denyWithoutTls, policyDocument, type PolicyDocument } from "../policyDocument";
import type { SiteSettings } from "../settings";
import { retaining } from "../storage/retaining";
import { secureSideBucket } from "../storage/sideBucket";

/** CloudFront's logs are delivered from here, whatever the site's regions. */
export const accessLogRegion = "us-east-1";

/** Who may write: the delivery service alone, for this account and source, and who may read: whom IAM lets, over TLS. */
function logBucketPolicy(bucket: string, distributionArn: string, sourceArn: string): PolicyDocument {
  const arn = bucketArn(bucket);
  const account = distributionArn.split(":")[4] ?? "";
  return policyDocument(
    {
      Sid: "DeliverLogs",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${arn}/AWSLogs/${account}/CloudFront/*`,
      Condition: {
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": sourceArn },
      },
    },
    denyWithoutTls(arn),
  );
}

/** Registers the log bucket and the delivery of the distribution's logs into it; gives the bucket's name. */
export function createAccessLogs(
  name: string,
  distribution: Distribution,
  settings: SiteSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> | undefined {
  if (!settings.distribution.accessLogs) return undefined;
  const { tags } = settings;
  const region = accessLogRegion;
  // The logs stay with their privacy, their policy and their end; the delivery goes with the distribution.
  const kept = retaining(settings, opts);
  const bucket = new s3.Bucket(`${name}-logs`, { region, forceDestroy: settings.storage.forceDestroy, tags }, kept);
  const days = settings.distribution.accessLogRetentionDays;
  const publicAccessBlock = secureSideBucket(`${name}-logs`, region, bucket.bucket, days, kept);
  const source = new cloudwatch.LogDeliverySource(
    `${name}-logs`,
    { region, logType: "ACCESS_LOGS", resourceArn: distribution.arn, tags },
    opts,
  );
  const policy = new s3.BucketPolicy(
    `${name}-logs-policy`,
    {
      region,
      bucket: bucket.bucket,
      policy: pulumi
        .all([bucket.bucket, distribution.arn, source.arn])
        .apply(([of, distributionArn, sourceArn]) => JSON.stringify(logBucketPolicy(of, distributionArn, sourceArn))),
    },
    { ...kept, dependsOn: [publicAccessBlock] },
  );
  const destination = new cloudwatch.LogDeliveryDestination(
    `${name}-logs`,
    {
      region,
      outputFormat: "w3c",
      deliveryDestinationConfiguration: { destinationResourceArn: bucket.arn },
      tags,
    },
    opts,
  );
  new cloudwatch.LogDelivery(
    `${name}-logs`,
    { region, deliverySourceName: source.name, deliveryDestinationArn: destination.arn, tags },
    // Without the grant the delivery service would write one of its own, which the policy above would then replace.
    { ...opts, dependsOn: [policy] },
  );
  return bucket.bucket;
}
