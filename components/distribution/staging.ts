import type * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type { SiteSettings } from "../settings";
import { distributionArgs } from "./distribution";
import { Staging } from "./enums";
import type { DistributionInputs } from "./parts";
import type { StagingSettings } from "./stagingSettings";

/** A staging distribution and, once attached, the policy that routes requests to it. */
export interface StagingDistribution {
  readonly distribution: cloudfront.Distribution;
  /** What the site's distribution names; absent until staging is attached. */
  readonly attachedPolicyId?: pulumi.Output<string>;
}

/**
 * The site's own configuration, without its aliases: no name can belong to two distributions. The certificate stays,
 * since a promotion would carry its absence over to the site.
 */
export function stagingArgs(
  name: string,
  settings: SiteSettings,
  parts: DistributionInputs,
): cloudfront.DistributionArgs {
  const { aliases: _, ...args } = distributionArgs(name, settings, parts);
  return { ...args, comment: `${name}: staging`, staging: true };
}

/** Requests with the header go to staging, all others to the site. */
export function trafficConfig({ headerName, headerValue }: StagingSettings) {
  return { type: "SingleHeader", singleHeaderConfig: { header: headerName, value: headerValue } };
}

/**
 * Registers the staging distribution and its policy; nothing without staging. Only attached is the policy enabled: a
 * distribution that names it no longer, by omission, keeps it, so it is the disabled policy that ends the routing.
 */
export function createStaging(
  name: string,
  settings: SiteSettings,
  parts: DistributionInputs,
  opts: pulumi.CustomResourceOptions,
): StagingDistribution | undefined {
  const { staging } = settings.distribution;
  if (staging.staging === Staging.None) return undefined;
  const distribution = new cloudfront.Distribution(`${name}-staging`, stagingArgs(name, settings, parts), opts);
  const attached = staging.staging === Staging.Attached;
  const policy = new cloudfront.ContinuousDeploymentPolicy(
    `${name}-staging`,
    {
      enabled: attached,
      stagingDistributionDnsNames: { quantity: 1, items: [distribution.domainName] },
      trafficConfig: trafficConfig(staging),
    },
    opts,
  );
  return attached ? { distribution, attachedPolicyId: policy.id } : { distribution };
}
