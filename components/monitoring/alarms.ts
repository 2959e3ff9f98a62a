import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import {
  cloudFrontMetricsRegion,
  distributionDimensions,
  metricNamespaces,
  metricPeriodSeconds,
} from "../../aws/metrics";
import { burnRateAlarms } from "./objective";
import type { MonitoringSettings } from "./settings";
import { type MonitoredSite, replicationDimensions, requestDimensions, type SiteCanary } from "./targets";

/** An alarm, without whom it notifies. */
export interface SiteAlarm {
  /** Stands behind the site's name. */
  readonly name: string;
  /** Its metric's: an alarm sees no other region's. */
  readonly region: string;
  readonly args: AlarmArgs;
  /** Whether silence is worth a message too. */
  readonly notifiesOfSilence?: boolean;
}

type AlarmArgs = Omit<MetricAlarmArgs, "region" | "alarmActions" | "okActions" | "insufficientDataActions" | "tags">;

type Dimensions = Readonly<Record<string, pulumi.Input<string>>>;

/** Every alarm of a site. */
export function siteAlarms(
  site: MonitoredSite,
  settings: MonitoringSettings,
  objectiveName: pulumi.Input<string>,
  canaries: readonly SiteCanary[],
): readonly SiteAlarm[] {
  return [
    replicaServing(site, settings),
    ...(site.replicates ? [replicationLate(site, settings), replicationFailed(site)] : []),
    errorRate(site, settings),
    ...burnRates(settings, objectiveName),
    ...canaries.map((canary) => canaryFailing(canary, settings)),
  ];
}

/**
 * Reads of the replica that succeed: the only metric that a failover has (OB-4). All requests would count replication's
 * writes too, and all reads those of pages that neither bucket has, which the origin group asks both for.
 */
function replicaServing({ replica }: MonitoredSite, settings: MonitoringSettings): SiteAlarm {
  const metric = (id: string, metricName: string) =>
    metricQuery(id, metricNamespaces.s3, metricName, "Sum", requestDimensions(replica.bucketName));
  return {
    name: "replica-serving",
    region: replica.region,
    args: {
      alarmDescription: "The replica serves viewers: the primary fails, and the site has failed over.",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: settings.replicaRequestsPerMinute,
      // One minute may be one answer of 503 that S3 gives in passing.
      evaluationPeriods: 5,
      datapointsToAlarm: 2,
      treatMissingData: "notBreaching",
      metricQueries: [
        metric("gets", "GetRequests"),
        metric("refused", "4xxErrors"),
        expression("served", "gets - FILL(refused, 0)", "reads of the replica that succeeded"),
      ],
    },
  };
}

function replicationLate(site: MonitoredSite, { replicationLatencySeconds }: MonitoringSettings): SiteAlarm {
  return {
    name: "replication-late",
    region: site.replica.region,
    args: {
      alarmDescription: `The replica is ${replicationLatencySeconds} seconds or more behind: a failover now would serve old pages.`,
      ...metricOf(metricNamespaces.s3, "ReplicationLatency", "Maximum", replicationDimensions(site)),
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: replicationLatencySeconds,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
    },
  };
}

/** In the region of the primary, where the other metrics of replication are not (MO-3). */
function replicationFailed(site: MonitoredSite): SiteAlarm {
  return {
    name: "replication-failed",
    region: site.primary.region,
    args: {
      alarmDescription: "Objects were not copied to the replica, and S3 does not try again by itself (RP-8).",
      ...metricOf(metricNamespaces.s3, "OperationsFailedReplication", "Sum", replicationDimensions(site)),
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
    },
  };
}

function errorRate({ distributionId }: MonitoredSite, { errorRatePercent }: MonitoringSettings): SiteAlarm {
  return {
    name: "errors",
    region: cloudFrontMetricsRegion,
    args: {
      alarmDescription: `${errorRatePercent} % or more of the requests end in a 5xx.`,
      ...metricOf(metricNamespaces.cloudFront, "5xxErrorRate", "Average", distributionDimensions(distributionId)),
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: errorRatePercent,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      // Without requests there are no errors.
      treatMissingData: "notBreaching",
    },
  };
}

function burnRates(settings: MonitoringSettings, objectiveName: pulumi.Input<string>): readonly SiteAlarm[] {
  const metric = (id: string, minutes: number) =>
    metricQuery(id, metricNamespaces.applicationSignals, "BurnRate", "Maximum", {
      SloName: objectiveName,
      BurnRateWindowMinutes: String(minutes),
    });
  return burnRateAlarms(settings.intervalDays).map((alarm) => ({
    name: alarm.name,
    region: cloudFrontMetricsRegion,
    args: {
      alarmDescription: `At this rate ${alarm.meaning}.`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: alarm.threshold,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
      metricQueries: [
        metric("short", alarm.shortMinutes),
        metric("long", alarm.longMinutes),
        expression("burn", "MIN([short, long])", "burn rate in both windows"),
      ],
    },
  }));
}

function canaryFailing({ region, name }: SiteCanary, { canaryRateMinutes }: MonitoringSettings): SiteAlarm {
  return {
    name: `canary-${region}`,
    region,
    args: {
      alarmDescription: `The canary in ${region} does not get the site.`,
      ...metricOf(
        metricNamespaces.synthetics,
        "SuccessPercent",
        "Average",
        { CanaryName: name },
        canaryRateMinutes * metricPeriodSeconds,
      ),
      comparisonOperator: "LessThanThreshold",
      threshold: 100,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      // A canary that has stopped is no outage, nor is it health: the alarm then lacks data, and says so.
      treatMissingData: "missing",
    },
    notifiesOfSilence: true,
  };
}

function metricOf(
  namespace: string,
  metricName: string,
  statistic: string,
  dimensions: Dimensions,
  period: number = metricPeriodSeconds,
) {
  return { namespace, metricName, statistic, dimensions, period };
}

function metricQuery(id: string, namespace: string, metricName: string, stat: string, dimensions: Dimensions) {
  return { id, metric: { namespace, metricName, stat, dimensions, period: metricPeriodSeconds } };
}

function expression(id: string, text: string, label: string) {
  return { id, expression: text, label, returnData: true };
}
