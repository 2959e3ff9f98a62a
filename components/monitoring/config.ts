import { type ConfigEntry, objectOf } from "../configEntry";
import type { ConfigReader } from "../configReader";
import type { MonitoringArgs, MonitoringTopicArgs } from "./args";

/** Reads what the stack's configuration says of watching the site. */
export function readMonitoring(read: ConfigReader): MonitoringTopicArgs {
  return {
    monitoring: read.structured(
      "monitoring",
      "be an object with availabilityGoalPercent, canaryRegions and the like, or {} for every default",
      (value) => objectOf(value, monitoringOf),
    ),
  };
}

function monitoringOf(entry: ConfigEntry): MonitoringArgs {
  return {
    ...entry.given("availabilityGoalPercent", entry.number("availabilityGoalPercent")),
    ...entry.given("availabilityIntervalDays", entry.number("availabilityIntervalDays")),
    ...entry.given("canaryRegions", entry.texts("canaryRegions")),
    ...entry.given("canaryPath", entry.text("canaryPath")),
    ...entry.given("canaryRateMinutes", entry.number("canaryRateMinutes")),
    ...entry.given("canaryRuntimeVersion", entry.text("canaryRuntimeVersion")),
    ...entry.given("errorRatePercent", entry.number("errorRatePercent")),
    ...entry.given("replicaRequestsPerMinute", entry.number("replicaRequestsPerMinute")),
    ...entry.given("replicationLatencySeconds", entry.number("replicationLatencySeconds")),
    ...entry.given("alarmTopicArns", entry.textMap("alarmTopicArns")),
    ...entry.given("alarmEmail", entry.text("alarmEmail")),
  };
}
