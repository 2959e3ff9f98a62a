import { expect } from "chai";
import { CodedError } from "../../../aws/codedError";
import type { Registration } from "../../../simulator/model/registration";
import { CloudWatch, watchOf } from "../../../simulator/metrics";

const alarm = {
  comparisonOperator: "GreaterThanThreshold",
  threshold: 5,
  evaluationPeriods: 1,
  namespace: "AWS/CloudFront",
  metricName: "5xxErrorRate",
  statistic: "Average",
  period: 60,
  dimensions: { DistributionId: "E1", Region: "Global" },
};

function registered(type: string, inputs: Readonly<Record<string, unknown>>, region = "us-east-1"): Registration {
  const common = { urn: "", name: "it", custom: true, parent: "", id: "", dependencies: [], protect: false };
  return { ...common, type, inputs, outputs: { name: "it-1234567" }, region };
}

const alarmOf = (inputs: Readonly<Record<string, unknown>>, region?: string) =>
  registered("aws:cloudwatch/metricAlarm:MetricAlarm", inputs, region);

describe("what watches a site on the embedded cloud", () => {
  it("sees metrics of its own region only (MO-9)", () => {
    for (const [region, state] of [
      ["us-east-1", "ALARM"],
      ["eu-west-1", "INSUFFICIENT_DATA"],
    ] as const) {
      const { alarms, objectives } = watchOf([alarmOf(alarm, region)]);
      const cloudWatch = new CloudWatch({ alarms, objectives });
      const { namespace, metricName, dimensions } = alarm;
      cloudWatch.put("us-east-1", { namespace, metricName, dimensions }, 30_000, 100);
      expect(cloudWatch.evaluate(60_000).get("it")).to.equal(state);
    }
  });

  it("burns the budget by the share of bad requests within the window, over what the goal leaves (MO-5)", () => {
    const query = (id: string, metricName: string, stat: string, returnData: boolean) => ({
      id,
      returnData,
      metricStat: {
        period: 60,
        stat,
        metric: { namespace: "AWS/CloudFront", metricName, dimensions: [{ name: "DistributionId", value: "E1" }] },
      },
    });
    const objective = registered("aws-native:applicationsignals:ServiceLevelObjective", {
      goal: { attainmentGoal: 99 },
      burnRateConfigurations: [{ lookBackWindowMinutes: 2 }],
      requestBasedSli: {
        requestBasedSliMetric: {
          totalRequestCountMetric: [query("all", "Requests", "Sum", true)],
          monitoredRequestCountMetric: {
            badCountMetric: [
              query("all", "Requests", "Sum", false),
              query("rate", "5xxErrorRate", "Average", false),
              { id: "bad", expression: "all * rate / 100", returnData: true },
            ],
          },
        },
      },
    });
    const burn = { ...alarm, namespace: "AWS/ApplicationSignals", metricName: "BurnRate", statistic: "Maximum" };
    const dimensions = { SloName: "it-1234567", BurnRateWindowMinutes: "2" };
    // Of 8 requests 2 are bad: 25 % is 25 times the 1 % that the goal leaves.
    for (const [threshold, state] of [
      [24.9, "ALARM"],
      [25.1, "OK"],
    ] as const) {
      const { alarms, objectives } = watchOf([alarmOf({ ...burn, threshold, dimensions }), objective]);
      const cloudWatch = new CloudWatch({ alarms, objectives });
      const put = (metricName: string, at: number, value: number) => {
        cloudWatch.put(
          "us-east-1",
          { namespace: "AWS/CloudFront", metricName, dimensions: { DistributionId: "E1" } },
          at,
          value,
        );
      };
      for (let request = 0; request < 8; request++) {
        const at = request < 4 ? 30_000 : 90_000;
        put("Requests", at, 1);
        put("5xxErrorRate", at, request < 2 ? 100 : 0);
      }
      expect(cloudWatch.evaluate(120_000).get("it")).to.equal(state);
    }
  });

  const refused: readonly (readonly [string, Registration, string])[] = [
    ["an anomaly alarm", alarmOf({ ...alarm, thresholdMetricId: "band" }), "thresholdMetricId of it must be absent"],
    ["a percentile", alarmOf({ ...alarm, statistic: undefined, extendedStatistic: "p99" }), "extendedStatistic"],
    [
      "a comparison with a band",
      alarmOf({ ...alarm, comparisonOperator: "GreaterThanUpperThreshold" }),
      "comparisonOperator",
    ],
    ["another word for missing data", alarmOf({ ...alarm, treatMissingData: "maybe" }), "be one of missing, ignore"],
    ["an alarm without a statistic", alarmOf({ ...alarm, statistic: undefined }), "one of the statistics"],
    [
      "an objective by periods",
      registered("aws-native:applicationsignals:ServiceLevelObjective", { goal: { attainmentGoal: 99 }, sli: {} }),
      "count bad requests",
    ],
    [
      "a canary whose script is elsewhere",
      registered("aws-native:synthetics:Canary", {
        code: { s3Bucket: "b" },
        schedule: { expression: "rate(1 minute)" },
      }),
      "must have a script",
    ],
  ];
  for (const [title, registration, sentence] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => watchOf([registration]))
        .to.throw(CodedError, sentence)
        .with.property("code", "E_ALARM");
    });
  }
});
