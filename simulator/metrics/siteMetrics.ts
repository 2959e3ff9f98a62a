import { cloudFrontMetricsRegion, distributionDimensions, metricNamespaces } from "../../aws/metrics";
import type { LogRecord } from "../cloudfront/exchange";
import { bucketOfOrigin } from "../model/members";
import type { Registration } from "../model/registration";
import type { Bucket, Distribution, SiteModel } from "../model/siteModel";
import type { CloudWatch } from "./cloudWatch";

/** A canary of the site. */
export interface CanaryDefinition {
  /** At AWS: the dimension of its metrics. */
  readonly name: string;
  readonly region: string;
  readonly rateMinutes: number;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What CloudWatch is told of a rule's replication, by S3's own names. */
export interface ReplicationCounts {
  readonly SourceBucket: string;
  readonly DestinationBucket: string;
  readonly RuleId: string;
  readonly OperationsPendingReplication: number;
  readonly BytesPendingReplication: number;
  readonly ReplicationLatency: number;
  readonly OperationsFailedReplication: number;
}

/** Tells CloudWatch what happens to a site: as much as the program has asked AWS to tell. */
export class SiteMetrics {
  /** Names of metrics configurations by bucket (MO-2). */
  private readonly filters: ReadonlyMap<string, readonly string[]>;
  /** Failures that were told already, by rule. */
  private readonly failed = new Map<string, number>();

  constructor(
    private readonly cloudWatch: CloudWatch,
    private readonly model: SiteModel,
    private readonly distribution: Distribution,
    private readonly registrations: readonly Registration[],
  ) {
    const configurations = registrations.filter(({ type }) => type === "aws:s3/bucketMetric:BucketMetric");
    const names = (bucket: string) =>
      configurations.filter(({ inputs }) => inputs["bucket"] === bucket).map(({ inputs }) => String(inputs["name"]));
    this.filters = new Map(model.buckets.map(({ name }) => [name, names(name)]));
  }

  /** One request of a viewer, at its end. MO-1: CloudFront tells all of them, and in percent. */
  request(record: LogRecord): void {
    const at = record.timestamp + record["time-taken-ms"];
    const dimensions = distributionDimensions(this.distribution.id);
    const put = (metricName: string, value: number): void => {
      const metric = { namespace: metricNamespaces.cloudFront, metricName, dimensions };
      this.cloudWatch.put(cloudFrontMetricsRegion, metric, at, value);
    };
    const status = record["sc-status"];
    put("Requests", 1);
    put("4xxErrorRate", status >= 400 && status < 500 ? 100 : 0);
    put("5xxErrorRate", status >= 500 ? 100 : 0);
    this.readsOf(record);
  }

  /** The state of replication at the end of a minute. */
  replication(counts: readonly ReplicationCounts[], now: number): void {
    for (const count of counts) {
      const { SourceBucket, DestinationBucket, RuleId } = count;
      if (!this.hasReplicationMetrics(SourceBucket, RuleId)) continue;
      const dimensions = { SourceBucket, DestinationBucket, RuleId };
      const put = (bucket: string, metricName: keyof ReplicationCounts, value: number): void => {
        const metric = { namespace: metricNamespaces.s3, metricName, dimensions };
        this.cloudWatch.put(this.bucket(bucket)?.region ?? "", metric, now - 1, value);
      };
      // MO-3: one of them stands in the source's region.
      put(DestinationBucket, "ReplicationLatency", count.ReplicationLatency);
      put(DestinationBucket, "OperationsPendingReplication", count.OperationsPendingReplication);
      put(DestinationBucket, "BytesPendingReplication", count.BytesPendingReplication);
      const key = JSON.stringify(dimensions);
      put(SourceBucket, "OperationsFailedReplication", count.OperationsFailedReplication - (this.failed.get(key) ?? 0));
      this.failed.set(key, count.OperationsFailedReplication);
    }
  }

  /** The end of a canary's run (MO-4). */
  canaryRun({ name, region }: Pick<CanaryDefinition, "name" | "region">, succeeded: boolean, at: number): void {
    const metric = {
      namespace: metricNamespaces.synthetics,
      metricName: "SuccessPercent",
      dimensions: { CanaryName: name },
    };
    this.cloudWatch.put(region, metric, at, succeeded ? 100 : 0);
  }

  /** What the buckets count of a request: an exchange that S3 answered, or whose answer did not arrive (OB-4). */
  private readsOf(record: LogRecord): void {
    for (const { origin, status, endMs } of record.exchanges) {
      if (status === undefined) continue;
      const found = this.distribution.config.Origins.Items?.find(({ Id }) => Id === origin);
      const bucket = found === undefined ? undefined : bucketOfOrigin(this.model, found);
      for (const filter of bucket === undefined ? [] : (this.filters.get(bucket.name) ?? [])) {
        const dimensions = { BucketName: bucket?.name ?? "", FilterId: filter };
        const put = (metricName: string, value: number): void => {
          const metric = { namespace: metricNamespaces.s3, metricName, dimensions };
          this.cloudWatch.put(bucket?.region ?? "", metric, record.timestamp + endMs, value);
        };
        put(record["cs-method"] === "HEAD" ? "HeadRequests" : "GetRequests", 1);
        put("4xxErrors", status >= 400 && status < 500 ? 1 : 0);
        put("5xxErrors", status >= 500 ? 1 : 0);
      }
    }
  }

  private hasReplicationMetrics(bucket: string, ruleId: string): boolean {
    return this.registrations
      .filter(({ type, inputs }) => type.startsWith("aws:s3/bucketReplicationConfig:") && inputs["bucket"] === bucket)
      .flatMap(({ inputs }) =>
        Array.isArray(inputs["rules"]) ? (inputs["rules"] as readonly ReplicationRuleInputs[]) : [],
      )
      .some(({ id, destination }) => id === ruleId && destination?.metrics?.status === "Enabled");
  }

  private bucket(name: string): Bucket | undefined {
    return this.model.buckets.find((one) => one.name === name);
  }
}

interface ReplicationRuleInputs {
  readonly id?: string;
  readonly destination?: { readonly metrics?: { readonly status?: string } };
}
