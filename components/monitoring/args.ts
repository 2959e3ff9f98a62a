import type * as pulumi from "@pulumi/pulumi";

/**
 * What watches a site that is deployed: an availability objective, a canary in each of several regions, alarms that tell
 * a failover from an outage, and a dashboard. Needs the package `@pulumi/aws-native`. `docs/monitoring.md` tells what
 * fires when, and what it costs.
 */
export interface MonitoringArgs {
  /**
   * Percentage of requests that must not end in a 5xx, from 95 to 99.999. Defaults to 99.9. An objective of Application
   * Signals over CloudFront's own counts.
   */
  availabilityGoalPercent?: number;
  /** Days over which the objective is judged, 1 to 90. Defaults to 28. */
  availabilityIntervalDays?: number;
  /**
   * Regions from which a canary of Synthetics asks for the site, one canary each. An empty list makes none. Defaults to
   * us-east-1, eu-west-1 and ap-southeast-1.
   */
  canaryRegions?: string[];
  /** Path that the canaries ask for, as a viewer would. Defaults to `/`. */
  canaryPath?: string;
  /** Minutes between two runs of a canary, 1 to 60. Defaults to 5. */
  canaryRateMinutes?: number;
  /** Runtime of the canaries, one of those for Node.js without a browser. Defaults to `syn-nodejs-5.2`. */
  canaryRuntimeVersion?: string;
  /** Percentage of requests that may end in a 5xx, above 0 and at most 100, before the alarm fires. Defaults to 5. */
  errorRatePercent?: number;
  /**
   * Successful reads a minute from the replica's bucket, 1 or more, that say that it is serving: in two of five minutes
   * they fire the alarm. Defaults to 1.
   */
  replicaRequestsPerMinute?: number;
  /**
   * Seconds that the replica may be behind the primary before the alarm fires, 60 or more. Defaults to 900, within which
   * most objects are copied (RP-7).
   */
  replicationLatencySeconds?: number;
  /**
   * ARNs of SNS topics that the alarms notify, by region: an alarm notifies topics of its own region only. Every region
   * with an alarm needs one. Defaults to topics of the site's own.
   */
  alarmTopicArns?: Record<string, pulumi.Input<string>>;
  /**
   * Address that the site's own topics write to; whoever reads it has to confirm each of them once. Defaults to nobody:
   * the topics wait for subscriptions.
   */
  alarmEmail?: pulumi.Input<string>;
}

/** Arguments about watching the site. */
export interface MonitoringTopicArgs {
  /**
   * What watches the site once it is deployed; `{}` takes every default. Turns `replicationMetrics` on. Has no effect on
   * failover. Defaults to nothing: neither resources nor the package `@pulumi/aws-native` are needed then.
   */
  monitoring?: MonitoringArgs;
}
