import { rulesToReplica } from "../picture/replication";
import { eachPair } from "./pairs";
import { type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-S3-03",
  title: "Replication is timed or measured",
  level: "advisory",
  severity: "medium",
  on: "stack",
  what: "A replication rule from a primary to its replica has replication time control or metrics enabled.",
  why:
    "Replication that has stopped, because of a role or a key, is seen by nobody: neither bucket says so, and the site is " +
    "served by the primary.",
  remediation: "Set destination.metrics, and better destination.replicationTime, to Enabled with 15 minutes.",
  failing: "destination: { bucket: replica.arn }",
  passing: 'destination: { bucket: replica.arn, metrics: { status: "Enabled", eventThreshold: { minutes: 15 } } }',
  check: (picture) =>
    eachPair(picture, (pair) => {
      const isOn = ["metrics", "replicationTime"];
      const rules = rulesToReplica(pair);
      const measured = rules.some((one) =>
        isOn.some((name) => one.at("destination", name, "status").text === "Enabled"),
      );
      return when(rules.length > 0 && !measured, () =>
        violation(
          pair.primary.urn,
          `nothing measures the replication from ${pair.primary.label} to ${pair.replica.label}: when it stops, nobody is ` +
            "told; enable destination.metrics",
        ),
      );
    }),
};
