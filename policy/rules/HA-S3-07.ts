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
  const side = bucket.side("lifecycle");
  if (side === undefined) return [];
  const rules = side.isInline ? side.value.list : side.value.at("rules").list;
  return rules.filter((one) => one.at("status").text === "Enabled" || one.at("enabled").flag === true);
}

function expires(rule: Value): boolean {
  return ["noncurrentDays", "days"].some((days) => rule.at("noncurrentVersionExpiration", days).number !== undefined);
}

/** The inline form of older programs has the days alone. */
function aborts(rule: Value): boolean {
  return (
    rule.at("abortIncompleteMultipartUpload", "daysAfterInitiation").number !== undefined ||
    rule.at("abortIncompleteMultipartUploadDays").number !== undefined
  );
}
