import type { Bucket } from "../picture/buckets";
import type { Value } from "../picture/value";
import { eachMember } from "./pairs";
import { type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-S3-07",
  title: "Both buckets expire old versions and give up unfinished uploads",
  level: "advisory",
  severity: "low",
  on: "stack",
  what:
    "An enabled lifecycle rule of each bucket behind an origin group expires non-current versions, and one aborts multipart " +
    "uploads.",
  why:
    "Replication needs versioning, and versioning keeps everything: every deployment of the site stays in two regions, and " +
    "is paid for, for ever. Lifecycle rules are not replicated.",
  remediation:
    "Give both buckets a lifecycle rule with noncurrentVersionExpiration and abortIncompleteMultipartUpload.",
  failing: 'new aws.s3.BucketLifecycleConfiguration("primary", …) // and none for the replica',
  passing: "for (const bucket of [primary, replica]) new aws.s3.BucketLifecycleConfiguration(…)",
  check: (picture) =>
    eachMember(picture, (bucket, role) => {
      // Of a bucket from elsewhere they are its owner's.
      if (!bucket.isOwn && bucket.side("lifecycle") === undefined) return [];
      const rules = rulesOf(bucket);
      const lacking = [
        ...(rules.some(expires) ? [] : ["expires no non-current versions"]),
        ...(rules.some(aborts) ? [] : ["aborts no unfinished uploads"]),
      ];
      return when(lacking.length > 0, () =>
        violation(
          bucket.urn,
          `${bucket.label}, the ${role}, ${lacking.join(" and ")}; supply a lifecycle rule that does`,
        ),
      );
    }),
};

function rulesOf(bucket: Bucket): readonly Value[] {
  const rules = bucket.side("lifecycle")?.at("rules").list ?? [];
  return rules.filter((one) => one.at("status").text === "Enabled");
}

function expires(rule: Value): boolean {
  return rule.at("noncurrentVersionExpiration", "noncurrentDays").number !== undefined;
}

function aborts(rule: Value): boolean {
  return rule.at("abortIncompleteMultipartUpload", "daysAfterInitiation").number !== undefined;
}
