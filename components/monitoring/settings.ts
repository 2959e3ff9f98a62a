import type * as pulumi from "@pulumi/pulumi";
import { highestBurnRate } from "../../aws/burnRate";
import { cloudFrontMetricsRegion } from "../../aws/metrics";
import { pagePathFault } from "../../aws/pagePaths";
import { regionFault } from "../../aws/regions";
import { entryOf, fieldsOf } from "../entries";
import { integer, isOutput, pathReasons, refusal, textInput } from "../refusals";
import type { MonitoringArgs } from "./args";
import { burnRateAlarms } from "./objective";

/** `monitoring` with every default filled in and every value judged. */
export interface MonitoringSettings {
  readonly goalPercent: number;
  readonly intervalDays: number;
  readonly canaryRegions: readonly string[];
  readonly canaryPath: string;
  readonly canaryRateMinutes: number;
  readonly canaryRuntimeVersion: string;
  readonly errorRatePercent: number;
  readonly replicaRequestsPerMinute: number;
  readonly replicationLatencySeconds: number;
  /** By region; absent: the site makes its own. */
  readonly topicArns?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly email?: pulumi.Input<string>;
}

/** Where the site's buckets stand, and whether the site replicates between them. */
export interface MonitoredRegions {
  readonly primaryRegion: string;
  readonly replicaRegion: string;
  readonly replicates: boolean;
}

/** Every field of `monitoring`. */
export const monitoringFields = fieldsOf<MonitoringArgs>({
  availabilityGoalPercent: true,
  availabilityIntervalDays: true,
  canaryRegions: true,
  canaryPath: true,
  canaryRateMinutes: true,
  canaryRuntimeVersion: true,
  errorRatePercent: true,
  replicaRequestsPerMinute: true,
  replicationLatencySeconds: true,
  alarmTopicArns: true,
  alarmEmail: true,
});

const code = "E_MONITORING";
const defaultCanaryRegions: readonly string[] = ["us-east-1", "eu-west-1", "ap-southeast-1"];

/** The runtimes for Node.js without a browser whose library is `@aws/synthetics-core` (MO-4). */
const runtimeVersion = /^syn-nodejs-(?:3\.[1-9]|[4-9]\.\d+|[1-9]\d+\.\d+)$/;

/**
 * Judges `monitoring`; undefined where nothing is to be watched.
 *
 * @throws CodedError `E_MONITORING`, and `E_ARGUMENT` for a field that nobody knows.
 */
export function resolveMonitoring(
  given: MonitoringArgs | undefined,
  regions: MonitoredRegions,
): MonitoringSettings | undefined {
  if (given === undefined) return undefined;
  const args = entryOf("E_ARGUMENT", "monitoring", given, monitoringFields);
  const canaryRegions = resolveCanaryRegions(args.canaryRegions);
  const intervalDays = within("availabilityIntervalDays", args.availabilityIntervalDays, [1, 90], 28);
  const topicArns = resolveTopics(args, alarmRegions(canaryRegions, regions));
  return {
    goalPercent: resolveGoal(args.availabilityGoalPercent, intervalDays),
    intervalDays,
    canaryRegions,
    canaryPath: resolvePath(args.canaryPath),
    canaryRateMinutes: within("canaryRateMinutes", args.canaryRateMinutes, [1, 60], 5),
    canaryRuntimeVersion: resolveRuntime(args.canaryRuntimeVersion),
    errorRatePercent: percent("errorRatePercent", args.errorRatePercent, 5),
    replicaRequestsPerMinute: within(
      "replicaRequestsPerMinute",
      args.replicaRequestsPerMinute,
      [1, Number.MAX_SAFE_INTEGER],
      1,
    ),
    replicationLatencySeconds: within("replicationLatencySeconds", args.replicationLatencySeconds, [60, 86_400], 900),
    ...(topicArns === undefined ? {} : { topicArns }),
    ...(args.alarmEmail === undefined ? {} : { email: resolveEmail(args) }),
  };
}

/** Where alarms stand: each with its metric, since CloudWatch looks at no other region's (MO-1 to MO-4). */
export function alarmRegions(canaryRegions: readonly string[], regions: MonitoredRegions): readonly string[] {
  const { primaryRegion, replicaRegion, replicates } = regions;
  const all = [cloudFrontMetricsRegion, replicaRegion, ...(replicates ? [primaryRegion] : []), ...canaryRegions];
  return [...new Set(all)].sort();
}

function within(field: string, value: unknown, [minimum, maximum]: readonly [number, number], otherwise: number) {
  return integer(code, `monitoring.${field}`, value, { minimum, maximum, default: otherwise });
}

function percent(field: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === "number" && value > 0 && value <= 100) return value;
  throw refusal(code, `monitoring.${field}`, "be a number above 0 and at most 100", value);
}

function resolveGoal(value: unknown, intervalDays: number): number {
  const field = "monitoring.availabilityGoalPercent";
  const goal = value ?? 99.9;
  if (typeof goal !== "number" || !(goal >= 95 && goal <= 99.999)) {
    throw refusal(code, field, "be a number from 95 to 99.999", goal);
  }
  const highest = highestBurnRate(goal);
  const deaf = burnRateAlarms(intervalDays).find(({ threshold }) => threshold > highest);
  if (deaf === undefined) return goal;
  const reason =
    `with every request failing the budget burns at ${highest.toFixed(1)} times the rate, below the ${deaf.threshold.toFixed(1)} ` +
    "at which an alarm fires: supply a higher goal or fewer availabilityIntervalDays";
  throw refusal(code, field, "leave an alarm something to fire at", goal, reason);
}

function resolveCanaryRegions(value: unknown): readonly string[] {
  const field = "monitoring.canaryRegions";
  if (value === undefined) return defaultCanaryRegions;
  if (!Array.isArray(value)) throw refusal(code, field, "be a list of regions", value);
  const regions: readonly unknown[] = value;
  const names = Array.from(regions, (region, index) => {
    if (typeof region === "string" && regionFault(region, "control") === undefined) return region;
    throw refusal(code, `${field}[${index}]`, "name a region of the commercial partition", region);
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return names;
  throw refusal(code, field, "name each region once", names, `${twice} stands there twice`);
}

function resolvePath(value: unknown): string {
  if (value === undefined) return "/";
  const fault = pagePathFault(value);
  if (fault === undefined && typeof value === "string") return value;
  throw refusal(code, "monitoring.canaryPath", pathReasons[fault ?? "not-a-string"], value);
}

function resolveRuntime(value: unknown): string {
  if (value === undefined) return "syn-nodejs-5.2";
  if (typeof value === "string" && runtimeVersion.test(value)) return value;
  const takes = "be a runtime for Node.js without a browser, from syn-nodejs-3.1 on";
  throw refusal(code, "monitoring.canaryRuntimeVersion", takes, value);
}

function resolveTopics({ alarmTopicArns: given }: MonitoringArgs, needed: readonly string[]) {
  const field = "monitoring.alarmTopicArns";
  if (given === undefined) return undefined;
  const got: unknown = given;
  if (typeof got !== "object" || got === null || Array.isArray(got) || isOutput(got)) {
    throw refusal(code, field, "map regions to ARNs of topics", got);
  }
  const missing = needed.find((region) => given[region] === undefined);
  if (missing !== undefined) {
    const reason = `${missing} has alarms but no topic there: an alarm notifies topics of its own region only`;
    throw refusal(code, field, `have a topic for each of ${needed.join(", ")}`, Object.keys(given), reason);
  }
  const entries = Object.entries(given).map(([region, arn]) => {
    const takes = `be the ARN of an SNS topic in ${region}`;
    const isTopic = (text: string): boolean => new RegExp(`^arn:aws:sns:${region}:\\d{12}:[\\w-]{1,256}$`).test(text);
    if (!needed.includes(region)) {
      throw refusal(code, field, `name only regions with alarms: ${needed.join(", ")}`, region);
    }
    return [region, textInput(code, `${field}["${region}"]`, arn, takes, isTopic)] as const;
  });
  return Object.fromEntries(entries);
}

function resolveEmail({ alarmEmail, alarmTopicArns }: MonitoringArgs): pulumi.Input<string> {
  const field = "monitoring.alarmEmail";
  if (alarmTopicArns !== undefined) {
    throw refusal(code, field, "not come with alarmTopicArns", "both", "topics of yours have their own subscriptions");
  }
  return textInput(code, field, alarmEmail ?? "", "be an e-mail address", (text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  );
}
