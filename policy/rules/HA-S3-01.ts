import { prefixOf, rulesToReplica } from "../picture/replication";
import { eachMember, eachPair } from "./pairs";
import { advice, type Finding, type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-S3-01",
  title: "Both buckets keep versions, and everything in the primary is replicated to the replica",
  level: "mandatory",
  severity: "critical",
  on: "stack",
  advises: true,
  what:
    "Versioning is enabled on both buckets behind an origin group, and the primary has an enabled replication rule without " +
    "a prefix whose destination is the replica (RP-1, RP-3). Of a bucket from elsewhere what the stack sets is judged; of the " +
    "rest it advises that nothing can be told.",
  why:
    "A rule that copies to some other bucket, or /assets/ alone, satisfies everything that looks for replication. The " +
    "failover then works and serves last year's pages, or none.",
  remediation:
    "Enable versioning on both, and let a rule with an empty filter name the replica's ARN as its destination.",
  failing: 'rules: [{ status: "Enabled", filter: { prefix: "assets/" }, destination: { bucket: backup.arn } }]',
  passing: 'rules: [{ status: "Enabled", filter: { prefix: "" }, destination: { bucket: replica.arn }, … }]',
  check: (picture) => [
    ...eachMember(picture, (bucket, role) => {
      const side = bucket.side("versioning");
      if (side === undefined && !bucket.isOwn) {
        return [
          advice(
            bucket.urn,
            `versioning of ${bucket.label}, the ${role}, is set elsewhere: nothing here tells whether it is Enabled; see that it ` +
              "is, for instance by aws.s3.BucketVersioning.get",
          ),
        ];
      }
      const status = side?.at("versioningConfiguration", "status").text;
      return when(status !== "Enabled", () =>
        violation(
          bucket.urn,
          `versioning of ${bucket.label}, the ${role}, must be Enabled, got ${status ?? "nothing"}: S3 replicates between ` +
            "versioned buckets alone; enable it",
        ),
      );
    }),
    ...eachPair(picture, (pair): readonly Finding[] => {
      const { primary, replica } = pair;
      if (!primary.isOwn && primary.side("replication") === undefined) {
        return [
          advice(
            primary.urn,
            `the replication of ${primary.label} is set elsewhere: nothing here tells whether ${replica.label} gets everything; ` +
              "see that a rule without a prefix names it",
          ),
        ];
      }
      const rules = rulesToReplica(pair);
      if (rules.length === 0) {
        return [
          violation(
            primary.urn,
            `${primary.label} has no enabled replication rule to ${replica.label}, which takes over when it fails; supply one ` +
              "whose destination is that bucket",
          ),
        ];
      }
      const prefixes = rules.map(prefixOf);
      return when(!prefixes.includes(""), () =>
        violation(
          primary.urn,
          `${primary.label} replicates ${prefixes.join(", ")} alone to ${replica.label}: everything else is missing after a ` +
            "failover; supply an empty prefix",
        ),
      );
    }),
  ],
};
