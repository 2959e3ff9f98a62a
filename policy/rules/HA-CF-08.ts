import { type DistributionRule, each, violation, when } from "./rule";

export const rule: DistributionRule = {
  id: "HA-CF-08",
  title: "A production stack has a web ACL",
  level: "advisory",
  severity: "medium",
  on: "distribution",
  what: "In the stacks of the setting `productionStacks`, `webAclId` is set.",
  why:
    "Without rate limits a flood of misses reaches the buckets: S3 then answers 503 Slow Down, which fails over to a " +
    "replica that gets the same flood.",
  remediation: "Set webAclId to the ARN of a web ACL (WAFv2, scope CLOUDFRONT, in us-east-1).",
  failing: 'new aws.cloudfront.Distribution("site", { … }) // in the stack prod',
  passing: 'new aws.cloudfront.Distribution("site", { webAclId: acl.arn, … })',
  settings: ["productionStacks"],
  check: (distribution, { productionStacks }) =>
    each(
      distribution.urn,
      () => [distribution.value.at("webAclId")],
      (acl) => {
        // urn:pulumi:STACK::PROJECT::TYPE::NAME
        const stack = /^urn:pulumi:([^:]*)::/.exec(distribution.urn)?.[1] ?? "";
        return when(productionStacks.includes(stack) && acl.isKnown && !acl.isGiven, () =>
          violation(distribution.urn, `${distribution.name} has no web ACL in the stack ${stack}; supply a webAclId`),
        );
      },
    ),
};
