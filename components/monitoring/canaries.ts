import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { edgeSource } from "../edgeSource";
import { denyWithoutTls, policyDocument } from "../policyDocument";
import { secureSideBucket } from "../storage/sideBucket";
import { bucketArn } from "../../aws/bucketNames";
import { canaryPermissions, canaryTrust } from "./documents";
import type { Native } from "./native";
import type { NativeProviders } from "./providers";
import type { MonitoringSettings } from "./settings";
import { nativeTags, type Tags } from "./tags";
import type { MonitoredSite, SiteCanary } from "./targets";

/** Days for which the artifacts of a run are kept. */
const retentionDays = 30;

/** Seconds that a run may take: within the shortest rate, and longer than a viewer waits in the worst failover. */
const timeoutSeconds = 60;

/** Registers the canaries, one in each region, their role, and a bucket beside each for what it saw. */
export function createCanaries(
  name: string,
  site: MonitoredSite,
  settings: MonitoringSettings,
  native: Native,
  providers: NativeProviders,
  tags: Tags,
  opts: pulumi.CustomResourceOptions,
): readonly SiteCanary[] {
  const { canaryRegions } = settings;
  if (canaryRegions.length === 0) return [];
  const prefix = `${name}-canary`;
  // No longer than that: with the longest name of a site it is as long as S3 lets it be.
  const buckets = canaryRegions.map((region) => createArtifactBucket(`${name}-${region}`, region, tags, opts));
  const role = createRole(prefix, site, buckets, tags, opts);
  // As text, so that policies and simulations can read it (D11).
  const script = edgeSource("canary.js");
  return canaryRegions.map((region, index) => {
    const canary = new native.Canary(
      `${prefix}-${region}`,
      {
        artifactS3Location: pulumi.interpolate`s3://${buckets[index] ?? ""}`,
        code: { handler: "index.handler", script },
        executionRoleArn: role.arn,
        runtimeVersion: settings.canaryRuntimeVersion,
        schedule: { expression: rateExpression(settings.canaryRateMinutes) },
        runConfig: {
          timeoutInSeconds: timeoutSeconds,
          environmentVariables: { SITE_URL: site.url, SITE_PATH: settings.canaryPath },
        },
        startCanaryAfterCreation: true,
        provisionedResourceCleanup: "AUTOMATIC",
        successRetentionPeriod: retentionDays,
        failureRetentionPeriod: retentionDays,
        ...nativeTags(tags),
      },
      { ...opts, provider: providers(region), dependsOn: [role.permissions] },
    );
    return { region, name: canary.name };
  });
}

/** `rate(1 minute)`, `rate(5 minutes)`. */
function rateExpression(minutes: number): string {
  return `rate(${minutes} minute${minutes === 1 ? "" : "s"})`;
}

/** In the canary's own region, so that no other region's loss makes it fail. */
function createArtifactBucket(
  name: string,
  region: string,
  tags: Tags,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  // The artifacts are the canary's alone and go with it.
  const { bucket } = new s3.Bucket(name, { region, forceDestroy: true, tags }, opts);
  const publicAccessBlock = secureSideBucket(name, region, bucket, retentionDays, opts);
  new s3.BucketPolicy(
    `${name}-policy`,
    {
      region,
      bucket,
      policy: bucket.apply((of) => JSON.stringify(policyDocument(denyWithoutTls(bucketArn(of))))),
    },
    { ...opts, dependsOn: [publicAccessBlock] },
  );
  return bucket;
}

function createRole(
  prefix: string,
  { distributionArn }: MonitoredSite,
  buckets: readonly pulumi.Output<string>[],
  tags: Tags,
  opts: pulumi.CustomResourceOptions,
): { readonly arn: pulumi.Output<string>; readonly permissions: pulumi.Resource } {
  const role = new iam.Role(
    prefix,
    {
      description: `${prefix}: runs the canaries, in every region`,
      assumeRolePolicy: JSON.stringify(canaryTrust),
      tags,
    },
    opts,
  );
  const permissions = new iam.RolePolicy(
    prefix,
    {
      role: role.name,
      policy: pulumi
        .all([distributionArn, pulumi.all([...buckets])])
        .apply(([arn, names]) => JSON.stringify(canaryPermissions(`${prefix}-`, arn.split(":")[4] ?? "", names))),
    },
    opts,
  );
  return { arn: role.arn, permissions };
}
