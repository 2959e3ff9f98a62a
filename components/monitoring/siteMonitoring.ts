import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { cloudFrontMetricsRegion } from "../../aws/metrics";
import { type SiteAlarm, siteAlarms } from "./alarms";
import { createCanaries } from "./canaries";
import { dashboardBody } from "./dashboard";
import type { Native } from "./native";
import { lookBackMinutes, objectiveArgs } from "./objective";
import { nativeProviders } from "./providers";
import { alarmRegions, type MonitoringSettings } from "./settings";
import { nativeTags, type Tags } from "./tags";
import { type MonitoredSite, requestMetricsFilter } from "./targets";
import { type AlarmTopics, createTopics } from "./topics";

/** What watches a site: its objective, canaries, alarms and dashboard. */
export class SiteMonitoring extends pulumi.ComponentResource {
  /** ARN of the objective. */
  readonly objectiveArn: pulumi.Output<string>;
  /** Name of the dashboard. */
  readonly dashboardName: pulumi.Output<string>;
  /** Names of the canaries by region. */
  readonly canaryNames: pulumi.Output<Record<string, string>>;
  /** ARNs of the topics by region. */
  readonly alarmTopicArns: pulumi.Output<Record<string, string>>;

  constructor(
    name: string,
    args: { site: MonitoredSite; settings: MonitoringSettings; native: Native; tags: Tags },
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("static-site-ha:index:SiteMonitoring", name, {}, opts);
    const child = { parent: this };
    const { site, settings, native, tags } = args;
    const providers = nativeProviders(name, native, child);
    const { primary, replica, replicates } = site;

    const metrics = {
      primary: countRequests(name, "primary", primary, child),
      replica: countRequests(name, "replica", replica, child),
    };
    const objective = new native.ServiceLevelObjective(
      `${name}-availability`,
      { ...objectiveArgs(name, site.distributionId, settings), ...nativeTags(tags) },
      { ...child, provider: providers(cloudFrontMetricsRegion) },
    );
    const canaries = createCanaries(name, site, settings, native, providers, tags, child);
    const regions = alarmRegions(settings.canaryRegions, {
      primaryRegion: primary.region,
      replicaRegion: replica.region,
      replicates,
    });
    const topics = createTopics(name, regions, settings, tags, child);
    const alarms = siteAlarms(site, settings, objective.name, canaries).map((alarm) =>
      createAlarm(name, alarm, topics, tags, { ...child, dependsOn: [metrics.replica] }),
    );
    const dashboard = new cloudwatch.Dashboard(
      name,
      {
        region: cloudFrontMetricsRegion,
        dashboardName: pulumi.interpolate`${name}-${site.distributionId}`,
        dashboardBody: pulumi
          .all([
            site.url,
            site.distributionId,
            primary.bucketName,
            replica.bucketName,
            objective.name,
            pulumi.all(canaries.map((canary) => canary.name)),
            pulumi.all(alarms.map(({ arn }) => arn)),
          ])
          .apply(([url, distributionId, primaryBucket, replicaBucket, objectiveName, canaryNames, alarmArns]) =>
            dashboardBody({
              siteName: name,
              url,
              distributionId,
              primary: { bucket: primaryBucket, region: primary.region },
              replica: { bucket: replicaBucket, region: replica.region },
              replicates,
              objectiveName,
              windows: lookBackMinutes(settings.intervalDays),
              canaries: settings.canaryRegions.map((region, index) => ({ region, name: canaryNames[index] ?? "" })),
              alarmArns,
            }),
          ),
      },
      child,
    );

    this.objectiveArn = objective.arn;
    this.dashboardName = dashboard.dashboardName;
    this.canaryNames = pulumi.all(Object.fromEntries(canaries.map(({ region, name: of }) => [region, of])));
    this.alarmTopicArns = pulumi.all(Object.fromEntries(topics));
    this.registerOutputs({
      objectiveArn: this.objectiveArn,
      dashboardName: this.dashboardName,
      canaryNames: this.canaryNames,
      alarmTopicArns: this.alarmTopicArns,
    });
  }
}

/** Without a metrics configuration a bucket tells nothing of its requests (MO-2). */
function countRequests(
  name: string,
  member: "primary" | "replica",
  { bucketName, region }: MonitoredSite["primary"],
  opts: pulumi.CustomResourceOptions,
): s3.BucketMetric {
  return new s3.BucketMetric(
    `${name}-${member}-requests`,
    { region, bucket: bucketName, name: requestMetricsFilter },
    opts,
  );
}

function createAlarm(
  siteName: string,
  { name, region, args, notifiesOfSilence = false }: SiteAlarm,
  topics: AlarmTopics,
  tags: Tags,
  opts: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  const topic = topics.get(region);
  const actions = topic === undefined ? [] : [topic];
  return new cloudwatch.MetricAlarm(
    `${siteName}-${name}`,
    {
      region,
      ...args,
      alarmActions: actions,
      okActions: actions,
      ...(notifiesOfSilence ? { insufficientDataActions: actions } : {}),
      tags,
    },
    opts,
  );
}
