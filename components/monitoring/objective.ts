import type * as pulumi from "@pulumi/pulumi";
import { burnRateThreshold } from "../../aws/burnRate";
import { distributionDimensions, metricNamespaces, metricPeriodSeconds } from "../../aws/metrics";
import type { MetricDataQuery, ObjectiveArgs } from "./native";
import type { MonitoringSettings } from "./settings";

/** An alarm on how fast the error budget burns. */
export interface BurnRateAlarm {
  readonly name: string;
  /** The window that says that it matters. */
  readonly longMinutes: number;
  /** The window that says that it still goes on, a twelfth of the long one. */
  readonly shortMinutes: number;
  /** In both windows. */
  readonly threshold: number;
  /** What the threshold means. */
  readonly meaning: string;
}

/**
 * Two alarms: 2 % of the budget within an hour is for now, 5 % within six hours for today. Each looks at a short window
 * too, so that it ends soon after the errors do.
 */
export function burnRateAlarms(intervalDays: number): readonly BurnRateAlarm[] {
  return [
    {
      name: "fast-burn",
      longMinutes: 60,
      shortMinutes: 5,
      threshold: burnRateThreshold(0.02, intervalDays, 1),
      meaning: "2 % of the error budget is used up within an hour",
    },
    {
      name: "slow-burn",
      longMinutes: 360,
      shortMinutes: 30,
      threshold: burnRateThreshold(0.05, intervalDays, 6),
      meaning: "5 % of the error budget is used up within six hours",
    },
  ];
}

/** The look-back windows of the alarms, the shortest first. */
export function lookBackMinutes(intervalDays: number): readonly number[] {
  const all = burnRateAlarms(intervalDays).flatMap(({ shortMinutes, longMinutes }) => [shortMinutes, longMinutes]);
  return all.sort((one, other) => one - other);
}

/** Availability as viewers have it: the share of requests to CloudFront that do not end in a 5xx (MO-1, MO-5). */
export function objectiveArgs(
  siteName: string,
  distributionId: pulumi.Input<string>,
  { goalPercent, intervalDays }: Pick<MonitoringSettings, "goalPercent" | "intervalDays">,
): ObjectiveArgs {
  const requests = query("requests", "Requests", "Sum", distributionId, false);
  const errorRate = query("errorRate", "5xxErrorRate", "Average", distributionId, false);
  return {
    description: `${siteName}: requests that do not end in a 5xx`,
    goal: {
      attainmentGoal: goalPercent,
      interval: { rollingInterval: { duration: intervalDays, durationUnit: "DAY" } },
    },
    requestBasedSli: {
      requestBasedSliMetric: {
        totalRequestCountMetric: [{ ...requests, returnData: true }],
        monitoredRequestCountMetric: {
          badCountMetric: [
            requests,
            errorRate,
            { id: "badRequests", expression: "requests * errorRate / 100", returnData: true },
          ],
        },
      },
    },
    burnRateConfigurations: lookBackMinutes(intervalDays).map((minutes) => ({ lookBackWindowMinutes: minutes })),
  };
}

function query(
  id: string,
  metricName: string,
  stat: string,
  distributionId: pulumi.Input<string>,
  returnData: boolean,
): MetricDataQuery {
  const dimensions = Object.entries(distributionDimensions(distributionId)).map(([name, value]) => ({ name, value }));
  const metric = { namespace: metricNamespaces.cloudFront, metricName, dimensions };
  return { id, metricStat: { metric, period: metricPeriodSeconds, stat }, returnData };
}
