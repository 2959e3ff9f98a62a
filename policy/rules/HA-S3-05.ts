import { isPublicStatement } from "../../aws/publicPolicy";
import { deniesReads } from "../../aws/readDenials";
import type { Bucket } from "../picture/buckets";
import type { Pair } from "../picture/picture";
import { allows, conditionValues, principalsOf, type Statement, statementsOf } from "../picture/policyDocument";
import type { Value } from "../picture/value";
import { eachMember } from "./pairs";
import { advice, type Finding, type StackRule, violation, when } from "./rule";

const service = "cloudfront.amazonaws.com";

export const rule: StackRule = {
  id: "HA-S3-05",
  title: "Both bucket policies let this distribution read, and nobody else in the world",
  level: "mandatory",
  severity: "critical",
  on: "stack",
  advises: true,
  what:
    "The policy of each bucket behind an origin group grants s3:GetObject to the identity that its origin names, or to " +
    "CloudFront for the ARN of this distribution (S3-1, S3-2); no statement denies CloudFront its reads, is public, or " +
    "admits every distribution of every account. Of a bucket whose policy is set elsewhere it advises that nothing can be told.",
  why:
    "The replica's policy is written once and never used. When it denies the identity, every test of the site passes, and on " +
    "the day of the failover every viewer gets 403.",
  remediation: "Write both policies with one function that takes the bucket.",
  failing: 'new aws.s3.BucketPolicy("replica", { bucket: replica.id, policy: denyEverything })',
  passing: "for (const bucket of [primary, replica]) new aws.s3.BucketPolicy(…, { policy: readBy(identity, bucket) })",
  check: (picture) =>
    eachMember(picture, (bucket, role, pair): readonly Finding[] => {
      const origin = pair.group.members[role === "primary" ? 0 : 1]?.origin;
      if (origin === undefined) return [];
      if (!bucket.isOwn && bucket.side("policy") === undefined) {
        return [
          advice(
            bucket.urn,
            `the policy of ${bucket.label}, the ${role}, is set elsewhere: nothing here tells whether it lets ${readerOf(origin)} ` +
              "read it; see that it does, and supply a BucketPolicy here if it does not",
          ),
        ];
      }
      const statements = policyOf(bucket);
      const say = (sentence: string) =>
        violation(bucket.urn, `the policy of ${bucket.label}, the ${role}, ${sentence}`);
      return [
        ...when(!statements.some((statement) => grantsTo(statement, origin, pair)), () =>
          say(`does not let ${readerOf(origin)} read it: every request is answered with 403; grant it s3:GetObject`),
        ),
        ...when(statements.some(deniesReads), () =>
          say("denies CloudFront its reads: every request is answered with 403; narrow the Deny"),
        ),
        ...when(statements.some(isPublicStatement), () => say("lets everybody in; name CloudFront alone")),
        ...when(statements.some(admitsEveryDistribution), () =>
          say(
            "admits the distributions of every account; add the condition aws:SourceArn with this distribution's ARN",
          ),
        ),
      ];
    }),
};

function policyOf(bucket: Bucket): readonly Statement[] {
  const side = bucket.side("policy");
  if (side === undefined) return [];
  return statementsOf(side.at("policy"));
}

function identityOf(origin: Value): string {
  return (origin.at("s3OriginConfig", "originAccessIdentity").text ?? "").split("/").at(-1) ?? "";
}

function readerOf(origin: Value): string {
  const identity = identityOf(origin);
  return identity === "" ? "this distribution" : `the identity ${identity}`;
}

function grantsTo(statement: Statement, origin: Value, { distribution }: Pair): boolean {
  if (!allows(statement, "s3:GetObject")) return false;
  const identity = identityOf(origin);
  // A canonical user is an identity by its other name, which the origin does not tell.
  if (identity !== "") {
    const named = principalsOf(statement, "AWS").some((name) => name === "*" || name.endsWith(` ${identity}`));
    return named || principalsOf(statement, "CanonicalUser").length > 0;
  }
  if (statement.Principal === "*") return true;
  const arns = conditionValues(statement, "aws:SourceArn");
  const own = distribution.value.at("arn").text ?? "";
  return (
    principalsOf(statement, "Service").includes(service) && (arns.length === 0 || arns.some((arn) => covers(arn, own)))
  );
}

function covers(pattern: string, arn: string): boolean {
  return pattern === arn || (pattern.endsWith("*") && arn.startsWith(pattern.slice(0, -1)));
}

function admitsEveryDistribution(statement: Statement): boolean {
  const isNarrow = ["aws:SourceArn", "aws:SourceAccount"].some((key) => conditionValues(statement, key).length > 0);
  return statement.Effect === "Allow" && principalsOf(statement, "Service").includes(service) && !isNarrow;
}
