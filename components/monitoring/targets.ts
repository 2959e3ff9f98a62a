import type * as pulumi from "@pulumi/pulumi";
import type { SiteBucket } from "../storage/buckets";
import { replicationRuleId } from "../storage/replicationDocuments";

/** What is watched of a site. */
export interface MonitoredSite {
  /** `https://` and the site's host. */
  readonly url: pulumi.Output<string>;
  readonly distributionId: pulumi.Output<string>;
  readonly distributionArn: pulumi.Output<string>;
  readonly primary: Pick<SiteBucket, "bucketName" | "region">;
  readonly replica: Pick<SiteBucket, "bucketName" | "region">;
  /** Whether the site replicates itself: where somebody else does, the rule and its metrics are not known. */
  readonly replicates: boolean;
}

/** A canary, by the region that it runs in. */
export interface SiteCanary {
  readonly region: string;
  readonly name: pulumi.Output<string>;
}

/** The name of the buckets' metrics configurations, which is the `FilterId` of their request metrics (MO-2). */
export const requestMetricsFilter = "static-site-ha";

/** The dimensions of a bucket's request metrics (MO-2). */
export function requestDimensions(bucketName: pulumi.Input<string>) {
  return { BucketName: bucketName, FilterId: requestMetricsFilter };
}

/** The dimensions of the metrics of the site's replication rule (MO-3). */
export function replicationDimensions({ primary, replica }: Pick<MonitoredSite, "primary" | "replica">) {
  return { SourceBucket: primary.bucketName, DestinationBucket: replica.bucketName, RuleId: replicationRuleId };
}
