import type * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type { SiteSettings } from "../settings";
import { createAccessLogs } from "./accessLogs";
import { createCachePolicies } from "./cachePolicies";
import { distributionArgs } from "./distribution";
import type { DistributionParts } from "./parts";
import { createStaging } from "./staging";

/** The site's distribution and what stands beside it. */
export interface SiteDistribution {
  readonly distribution: cloudfront.Distribution;
  /** Id of the staging distribution; absent without staging. */
  readonly stagingId?: pulumi.Output<string>;
  /** ARN of the staging distribution, which reads the same buckets; absent without staging. */
  readonly stagingArn?: pulumi.Output<string>;
  /** Name of the bucket of the access logs; absent without them. */
  readonly accessLogBucketName?: pulumi.Output<string>;
}

/** Registers the distribution, its cache policies, its staging distribution and its access logs. */
export function createDistribution(
  name: string,
  settings: SiteSettings,
  parts: DistributionParts,
  opts: pulumi.CustomResourceOptions,
): SiteDistribution {
  const inputs = { ...parts, cachePolicies: createCachePolicies(name, settings, opts) };
  const staging = createStaging(name, settings, inputs, opts);
  const policyId = staging?.attachedPolicyId;
  const distribution = new cloudfront.Distribution(
    `${name}-distribution`,
    {
      ...distributionArgs(name, settings, inputs),
      ...(policyId === undefined ? {} : { continuousDeploymentPolicyId: policyId }),
    },
    opts,
  );
  const accessLogBucketName = createAccessLogs(name, distribution, settings, opts);
  return {
    distribution,
    ...(staging === undefined ? {} : { stagingId: staging.distribution.id, stagingArn: staging.distribution.arn }),
    ...(accessLogBucketName === undefined ? {} : { accessLogBucketName }),
  };
}
