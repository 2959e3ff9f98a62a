/** CloudFront tells its metrics here alone, whatever a site's regions (MO-1), and an objective over them stands here too. */
export const cloudFrontMetricsRegion = "us-east-1";

/** The namespaces of CloudWatch that a site's metrics stand in. */
export const metricNamespaces = {
  /** MO-1. Dimensions `DistributionId`, and `Region`, which is always `Global`. */
  cloudFront: "AWS/CloudFront",
  /** MO-2 and MO-3. Dimensions `BucketName` and `FilterId`; of replication `SourceBucket`, `DestinationBucket`, `RuleId`. */
  s3: "AWS/S3",
  /** MO-4. Dimension `CanaryName`. */
  synthetics: "CloudWatchSynthetics",
  /** MO-5. Dimensions `SloName` and `BurnRateWindowMinutes`. */
  applicationSignals: "AWS/ApplicationSignals",
} as const;

/** Seconds between two data points of every metric here: the shortest of CloudFront's and S3's (MO-1, MO-2). */
export const metricPeriodSeconds = 60;

/** The dimensions of a distribution's metrics (MO-1). */
export function distributionDimensions<T>(distributionId: T): { DistributionId: T; Region: string } {
  return { DistributionId: distributionId, Region: "Global" };
}
