import { CodedError } from "../../aws/codedError";
import type { Registration } from "../model/registration";
import { type AlarmRule, missingData } from "./alarmState";
import { type MetricId, type Statistic, statistics } from "./series";

/** A metric, or an expression over metrics, of an alarm or an objective. */
export interface MetricQuery {
  readonly id: string;
  readonly metric?: MetricId & { readonly periodSeconds: number; readonly statistic: Statistic };
  readonly expression?: string;
  readonly returnData: boolean;
}

/** An alarm as it is registered. */
export interface AlarmDefinition {
  /** In the program. */
  readonly name: string;
  readonly region: string;
  readonly queries: readonly MetricQuery[];
  readonly rule: AlarmRule;
}

/** An objective of Application Signals that counts requests. */
export interface ObjectiveDefinition {
  /** At AWS: the dimension of its burn rates. */
  readonly name: string;
  readonly region: string;
  readonly goalPercent: number;
  readonly lookBackMinutes: readonly number[];
  readonly total: readonly MetricQuery[];
  readonly bad: readonly MetricQuery[];
}

type Fields = Readonly<Record<string, unknown>>;

const breaches: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Properties that change what an alarm does, and that are not evaluated here. */
const notEvaluated = [
  "extendedStatistic",
  "thresholdMetricId",
  "evaluateLowSampleCountPercentiles",
  "evaluationCriteria",
];

/** Reads an alarm. Throws `E_ALARM` for one that is not evaluated here. */
export function alarmOf({ name, region = "", inputs }: Registration): AlarmDefinition {
  const refuse = (property: string, takes: string): never => {
    throw new CodedError(
      "E_ALARM",
      `${property} of ${name} must ${takes}, got ${JSON.stringify(inputs[property])}`,
      property,
    );
  };
  for (const property of notEvaluated)
    if (inputs[property] !== undefined) refuse(property, "be absent: it is not evaluated here");
  const isBreaching =
    breaches[String(inputs["comparisonOperator"])] ?? refuse("comparisonOperator", "compare with a threshold");
  const threshold = numberOf(inputs["threshold"]) ?? refuse("threshold", "be a number");
  const evaluationPeriods = numberOf(inputs["evaluationPeriods"]) ?? refuse("evaluationPeriods", "be a number");
  const treatMissingData = inputs["treatMissingData"] ?? "missing";
  const treat =
    missingData.find((one) => one === treatMissingData) ??
    refuse("treatMissingData", `be one of ${missingData.join(", ")}`);
  const own = listOf(inputs["metricQueries"]);
  return {
    name,
    region,
    queries: own.length > 0 ? own.map(alarmQuery) : [{ id: "metric", returnData: true, metric: metricOf(inputs) }],
    rule: {
      evaluationPeriods,
      datapointsToAlarm: numberOf(inputs["datapointsToAlarm"]) ?? evaluationPeriods,
      treatMissingData: treat,
      isBreaching: (value) => isBreaching(value, threshold),
    },
  };
}

/** Reads an objective that counts bad requests. Throws `E_ALARM` for another one. */
export function objectiveOf({ name, region = "", inputs, outputs }: Registration): ObjectiveDefinition {
  const metric = fieldsOf(fieldsOf(inputs["requestBasedSli"])["requestBasedSliMetric"]);
  const bad = listOf(fieldsOf(metric["monitoredRequestCountMetric"])["badCountMetric"]);
  const goalPercent = numberOf(fieldsOf(inputs["goal"])["attainmentGoal"]);
  if (bad.length === 0 || goalPercent === undefined) {
    const got = JSON.stringify(inputs["requestBasedSli"] ?? null);
    throw new CodedError(
      "E_ALARM",
      `the objective ${name} must have a goal and count bad requests, got ${got}`,
      "requestBasedSli",
    );
  }
  return {
    name: String(outputs["name"]),
    region,
    goalPercent,
    lookBackMinutes: listOf(inputs["burnRateConfigurations"]).flatMap(
      (one) => numberOf(one["lookBackWindowMinutes"]) ?? [],
    ),
    total: listOf(metric["totalRequestCountMetric"]).map(objectiveQuery),
    bad: bad.map(objectiveQuery),
  };
}

/** As `@pulumi/aws` writes it. */
function alarmQuery(query: Fields): MetricQuery {
  const { metric, expression } = query;
  return {
    id: String(query["id"]),
    returnData: query["returnData"] === true,
    ...(metric === undefined ? {} : { metric: metricOf({ ...fieldsOf(metric), statistic: fieldsOf(metric)["stat"] }) }),
    ...(typeof expression === "string" ? { expression } : {}),
  };
}

/** As CloudFormation and `@pulumi/aws-native` write it: dimensions are a list there. */
function objectiveQuery(query: Fields): MetricQuery {
  const { expression } = query;
  const stat = query["metricStat"] === undefined ? undefined : fieldsOf(query["metricStat"]);
  const metric = fieldsOf(stat?.["metric"]);
  const dimensions = Object.fromEntries(listOf(metric["dimensions"]).map((one) => [String(one["name"]), one["value"]]));
  return {
    id: String(query["id"]),
    returnData: query["returnData"] === true,
    ...(stat === undefined
      ? {}
      : { metric: metricOf({ ...metric, dimensions, period: stat["period"], statistic: stat["stat"] }) }),
    ...(typeof expression === "string" ? { expression } : {}),
  };
}

function metricOf(fields: Fields): NonNullable<MetricQuery["metric"]> {
  const statistic = statistics.find((one) => one === fields["statistic"]);
  const periodSeconds = numberOf(fields["period"]);
  if (statistic === undefined || periodSeconds === undefined) {
    throw new CodedError(
      "E_ALARM",
      `a metric must have a period and one of the statistics ${statistics.join(", ")}, got ${JSON.stringify(fields)}`,
      "statistic",
    );
  }
  return {
    namespace: String(fields["namespace"]),
    metricName: String(fields["metricName"]),
    dimensions: Object.fromEntries(
      Object.entries(fieldsOf(fields["dimensions"])).map(([key, value]) => [key, String(value)]),
    ),
    periodSeconds,
    statistic,
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
