import {
  cloudFrontMetricsRegion,
  distributionDimensions,
  metricNamespaces,
  metricPeriodSeconds,
} from "../../aws/metrics";
import { requestMetricsFilter } from "./targets";
import { replicationRuleId } from "../storage/replicationDocuments";

/** What a dashboard shows, everything known. */
export interface DashboardParts {
  readonly siteName: string;
  readonly url: string;
  readonly distributionId: string;
  readonly primary: { readonly bucket: string; readonly region: string };
  readonly replica: { readonly bucket: string; readonly region: string };
  readonly replicates: boolean;
  readonly objectiveName: string;
  /** Minutes of the objective's look-back windows. */
  readonly windows: readonly number[];
  readonly canaries: readonly { readonly region: string; readonly name: string }[];
  readonly alarmArns: readonly string[];
}

/** Columns of CloudWatch's grid. */
const width = 24;

/** The text of the dashboard: on top what is wrong, below it who serves viewers, then the rest. */
export function dashboardBody(parts: DashboardParts): string {
  return JSON.stringify({
    widgets: [
      text(parts, 0),
      alarms(parts, 2),
      whoServes(parts, 5),
      viewers(parts, 11),
      budget(parts, 11),
      ...(parts.canaries.length > 0 ? [canaries(parts, 17)] : []),
      ...(parts.replicates ? [replication(parts, 17)] : []),
    ],
  });
}

function text({ siteName, url, primary, replica }: DashboardParts, y: number) {
  const markdown = `# ${siteName}\n${url}: ${primary.region}, then ${replica.region}`;
  return { type: "text", x: 0, y, width, height: 2, properties: { markdown } };
}

function alarms({ alarmArns }: DashboardParts, y: number) {
  return { type: "alarm", x: 0, y, width, height: 3, properties: { title: "Alarms", alarms: alarmArns } };
}

/** A failover at a glance: the primary's line falls, the replica's rises. */
function whoServes({ primary, replica }: DashboardParts, y: number) {
  const reads = (member: { bucket: string; region: string }, label: string) => [
    metricNamespaces.s3,
    "GetRequests",
    "BucketName",
    member.bucket,
    "FilterId",
    requestMetricsFilter,
    { stat: "Sum", region: member.region, label },
  ];
  return graph("Who serves: reads of the two buckets", { x: 0, y, width }, primary.region, [
    reads(primary, `primary, ${primary.region}`),
    reads(replica, `replica, ${replica.region}`),
  ]);
}

function viewers({ distributionId }: DashboardParts, y: number) {
  const dimensions = Object.entries(distributionDimensions(distributionId)).flat();
  const metric = (name: string, options: object) => [metricNamespaces.cloudFront, name, ...dimensions, options];
  return graph("Viewers: requests, and percentage of errors", { x: 0, y, width: width / 2 }, cloudFrontMetricsRegion, [
    metric("Requests", { stat: "Sum" }),
    metric("5xxErrorRate", { stat: "Average", yAxis: "right" }),
    metric("4xxErrorRate", { stat: "Average", yAxis: "right" }),
  ]);
}

function budget({ objectiveName, windows }: DashboardParts, y: number) {
  const place = { x: width / 2, y, width: width / 2 };
  return graph(
    "Burn rate of the error budget",
    place,
    cloudFrontMetricsRegion,
    windows.map((minutes) => [
      metricNamespaces.applicationSignals,
      "BurnRate",
      "SloName",
      objectiveName,
      "BurnRateWindowMinutes",
      String(minutes),
      { stat: "Maximum", label: `${minutes} min` },
    ]),
  );
}

function canaries({ canaries: all }: DashboardParts, y: number) {
  return graph(
    "Canaries: percentage of runs that succeed",
    { x: 0, y, width: width / 2 },
    cloudFrontMetricsRegion,
    all.map(({ region, name }) => [
      metricNamespaces.synthetics,
      "SuccessPercent",
      "CanaryName",
      name,
      { stat: "Average", region, label: region },
    ]),
  );
}

function replication({ primary, replica }: DashboardParts, y: number) {
  const dimensions = ["SourceBucket", primary.bucket, "DestinationBucket", replica.bucket, "RuleId", replicationRuleId];
  const metric = (name: string, options: object) => [metricNamespaces.s3, name, ...dimensions, options];
  return graph(
    "Replication: seconds behind, and copies to come",
    { x: width / 2, y, width: width / 2 },
    replica.region,
    [
      metric("ReplicationLatency", { stat: "Maximum" }),
      metric("OperationsPendingReplication", { stat: "Maximum", yAxis: "right" }),
      metric("OperationsFailedReplication", { stat: "Sum", yAxis: "right", region: primary.region }),
    ],
  );
}

function graph(
  title: string,
  place: { readonly x: number; readonly y: number; readonly width: number },
  region: string,
  metrics: readonly (readonly unknown[])[],
) {
  const properties = { title, view: "timeSeries", stacked: false, region, period: metricPeriodSeconds, metrics };
  return { type: "metric", ...place, height: 6, properties };
}
