import { rulesToReplica } from "../picture/replication";
import { eachPair } from "./pairs";
import { type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-S3-02",
  title: "Whether deletions are replicated is said, not left to a default",
  level: "mandatory",
  severity: "high",
  on: "stack",
  what: "Every replication rule from a primary to its replica sets `deleteMarkerReplication` (RP-3).",
  why:
    "The default differs between the two versions of S3's replication rules. Where deletions are not copied and 404 is a " +
    "criterion, a page that was taken down is served by the replica, with 200, for as long as the bucket exists (RP-15).",
  remediation: 'Set deleteMarkerReplication to { status: "Enabled" }, or to "Disabled" on purpose.',
  failing: 'rules: [{ filter: { prefix: "" }, destination: … }]',
  passing: 'rules: [{ filter: { prefix: "" }, deleteMarkerReplication: { status: "Enabled" }, destination: … }]',
  check: (picture) =>
    eachPair(picture, (pair) =>
      rulesToReplica(pair).flatMap((one) =>
        when(!one.at("deleteMarkerReplication", "status").isGiven, () =>
          violation(
            pair.primary.urn,
            `a replication rule of ${pair.primary.label} does not say whether delete markers are copied (RP-3); set ` +
              'deleteMarkerReplication of the rule to { status: "Enabled" }, or to "Disabled" on purpose',
          ),
        ),
      ),
    ),
};
