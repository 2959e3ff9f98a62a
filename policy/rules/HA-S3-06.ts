import type { Bucket } from "../picture/buckets";
import { type StackPicture, valueOf } from "../picture/picture";
import { allows, principalsOf, statementsOf } from "../picture/policyDocument";
import type { StackResource } from "../picture/stackResource";
import { eachMember } from "./pairs";
import { advice, type Finding, type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-S3-06",
  title: "CloudFront can use the key of each bucket in its region",
  level: "mandatory",
  severity: "critical",
  on: "stack",
  advises: true,
  what:
    "Where a bucket behind an origin group is encrypted with a KMS key, the origin uses an access control, since an identity " +
    "cannot read what KMS encrypts (S3-4); the key stands in the bucket's region and its policy lets CloudFront decrypt. Of " +
    "a key from elsewhere it advises that nothing can be told.",
  why:
    "Replication encrypts the copies with the replica's key. When CloudFront may not use that one, the replica answers every " +
    "request with an error, and nobody asks it before the failover.",
  remediation: "Grant kms:Decrypt to cloudfront.amazonaws.com in the policies of both keys.",
  failing: 'new aws.kms.Key("replica", { region: "us-west-2" }) // whose policy admits the account alone',
  passing: 'new aws.kms.Key("replica", { region: "us-west-2", policy: decryptableByCloudFront })',
  check: (picture) =>
    eachMember(picture, (bucket, role, pair): readonly Finding[] => {
      const named = keyOf(bucket);
      if (named === undefined) return [];
      const origin = pair.group.members[role === "primary" ? 0 : 1]?.origin;
      const byIdentity = origin?.at("s3OriginConfig", "originAccessIdentity").isGiven === true;
      const key = picture.resources.find((one) => one.type === "aws:kms/key:Key" && isNamed(one, named));
      return [
        ...when(byIdentity, () =>
          violation(
            bucket.urn,
            `${bucket.label}, the ${role}, is encrypted with KMS and read by an identity, which cannot decrypt (S3-4); supply an ` +
              "origin access control",
          ),
        ),
        ...(key === undefined
          ? [
              advice(
                bucket.urn,
                `the key ${named} of ${bucket.label} is not in this stack: nothing tells whether CloudFront may use it; see that its policy grants kms:Decrypt to cloudfront.amazonaws.com`,
              ),
            ]
          : keyFaults(picture, key, bucket)),
      ];
    }),
};

/** The KMS key that a bucket encrypts with; undefined where S3 uses keys of its own. */
function keyOf(bucket: Bucket): string | undefined {
  const first = bucket.side("encryption")?.at("rules").list[0]?.at("applyServerSideEncryptionByDefault");
  if (first?.at("sseAlgorithm").text?.startsWith("aws:kms") !== true) return undefined;
  return first.at("kmsMasterKeyId").text ?? "alias/aws/s3";
}

function isNamed(key: StackResource, name: string): boolean {
  return ["arn", "keyId", "id"].some((output) => key.props[output] === name);
}

function keyFaults(picture: StackPicture, key: StackResource, bucket: Bucket): readonly Finding[] {
  const region = valueOf(key).at("region").text ?? key.providerRegion;
  const side = picture.resources.find(
    (one) => one.type === "aws:kms/keyPolicy:KeyPolicy" && isNamed(key, valueOf(one).at("keyId").text ?? ""),
  );
  const statements = statementsOf(valueOf(side ?? key).at("policy"));
  const usable = statements.some(
    (one) => allows(one, "kms:Decrypt") && principalsOf(one, "Service").includes("cloudfront.amazonaws.com"),
  );
  return [
    ...when(region !== undefined && bucket.region !== undefined && region !== bucket.region, () =>
      violation(
        key.urn,
        `the key ${key.name} stands in ${region ?? ""}, and ${bucket.label} in ${bucket.region ?? ""}; supply a key of that region`,
      ),
    ),
    ...when(!usable, () =>
      violation(
        key.urn,
        `the policy of the key ${key.name} does not let CloudFront decrypt what ${bucket.label} holds; grant kms:Decrypt to ` +
          "cloudfront.amazonaws.com",
      ),
    ),
  ];
}
