import type { Bucket } from "../picture/buckets";
import { conditionValues, type Statement, statementsOf } from "../picture/policyDocument";
import { eachMember } from "./pairs";
import { advice, type Finding, type StackRule, violation, when } from "./rule";

const blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const rule: StackRule = {
  id: "HA-S3-04",
  title: "Both buckets are private, encrypted, owned by their account and read over TLS alone",
  level: "mandatory",
  severity: "high",
  on: "stack",
  advises: true,
  what:
    "Both buckets behind an origin group set all four public access blocks and the object ownership BucketOwnerEnforced, and " +
    "deny requests without TLS. Encryption is judged where the stack sets it: S3 encrypts everything by itself.",
  why: "The primary is hardened, and the replica was made a year later in a hurry. It holds the same content.",
  remediation: "Give both buckets the same BucketPublicAccessBlock, BucketOwnershipControls and TLS statement.",
  failing: 'new aws.s3.BucketPublicAccessBlock("primary", { bucket: primary.id, … }) // and none for the replica',
  passing: "for (const bucket of [primary, replica]) new aws.s3.BucketPublicAccessBlock(…)",
  check: (picture) =>
    eachMember(picture, (bucket, role): readonly Finding[] => {
      // What nobody here sets of a bucket from elsewhere is its owner's.
      const isTold = (side: keyof typeof names) => bucket.isOwn || bucket.side(side) !== undefined;
      const untold = (["publicAccessBlock", "ownershipControls", "policy"] as const).filter((side) => !isTold(side));
      return [
        ...when(untold.length > 0, () =>
          advice(
            bucket.urn,
            `${untold.map((side) => names[side]).join(", ")} of ${bucket.label}, the ${role}, are set elsewhere: nothing here tells ` +
              "whether it is private and read over TLS alone; see that it is",
          ),
        ),
        ...(isTold("publicAccessBlock") ? openBlocks(bucket) : []).map((block) =>
          violation(
            bucket.urn,
            `${block} of ${bucket.label}, the ${role}, must be true; supply a BucketPublicAccessBlock with it`,
          ),
        ),
        ...when(isTold("ownershipControls") && ownershipOf(bucket) !== "BucketOwnerEnforced", () =>
          violation(
            bucket.urn,
            `the object ownership of ${bucket.label}, the ${role}, must be BucketOwnerEnforced, got ` +
              `${ownershipOf(bucket) ?? "nothing"}; supply BucketOwnershipControls with it`,
          ),
        ),
        ...when(isTold("policy") && !policyOf(bucket).some(deniesPlainHttp), () =>
          violation(
            bucket.urn,
            `the policy of ${bucket.label}, the ${role}, must deny requests without TLS; supply a Deny on aws:SecureTransport false`,
          ),
        ),
      ];
    }),
};

const names = {
  publicAccessBlock: "the public access blocks",
  ownershipControls: "the object ownership",
  policy: "the bucket policy",
} as const;

function openBlocks(bucket: Bucket): readonly string[] {
  const side = bucket.side("publicAccessBlock");
  return blocks.filter((block) => side?.at(block).flag !== true);
}

function ownershipOf(bucket: Bucket): string | undefined {
  return bucket.side("ownershipControls")?.at("rule", "objectOwnership").text;
}

function policyOf(bucket: Bucket): readonly Statement[] {
  const side = bucket.side("policy");
  if (side === undefined) return [];
  return statementsOf(side.at("policy"));
}

function deniesPlainHttp(statement: Statement): boolean {
  return statement.Effect === "Deny" && conditionValues(statement, "aws:SecureTransport").includes("false");
}
