import { lambdaEdgeServices } from "../../aws/edgeFunctions";
import type { Distribution } from "../picture/distribution";
import { type Association, associationsOf } from "../picture/functions";
import { linksTo, type StackPicture, valueOf } from "../picture/picture";
import { principalsOf, statementsOf } from "../picture/policyDocument";
import type { StackResource } from "../picture/stackResource";
import { eachHook } from "./hooks";
import { each, eachDistribution, type Finding, type StackRule, violation, when } from "./rule";

/** What Lambda@Edge does not take (LE-20), as properties of the function. */
const unsupported = ["vpcConfig", "layers", "environment", "deadLetterConfig", "kmsKeyArn", "fileSystemConfig"];

export const rule: StackRule = {
  id: "HA-EDGE-06",
  title: "Functions are tied to events as CloudFront takes them",
  level: "mandatory",
  severity: "high",
  on: "stack",
  what:
    "One function for each event of a behavior; CloudFront Functions on viewer events alone, and not together with a " +
    "Lambda@Edge function on viewer events; Lambda@Edge by the ARN of a numbered version in us-east-1, with a role that " +
    "trusts both services (LE-19), without VPC, layers, environment, tracing or dead-letter queue (LE-20).",
  why:
    "AWS refuses each of these when the distribution is updated, which is after the buckets, the policies and the functions: " +
    "the deployment stops halfway.",
  remediation: "Publish the function in us-east-1 and name its qualifiedArn.",
  failing: 'lambdaFunctionAssociations: [{ eventType: "origin-response", lambdaArn: hook.arn }]',
  passing: 'lambdaFunctionAssociations: [{ eventType: "origin-response", lambdaArn: hook.qualifiedArn }]',
  check: (picture) => [
    ...eachDistribution(picture, (distribution) => each(distribution.urn, () => [distribution], combinations)),
    ...eachDistribution(picture, (distribution) =>
      each(
        distribution.urn,
        () => associationsOf(distribution).filter(({ runtime }) => runtime === "lambda"),
        (association) => versionFaults(association),
      ),
    ),
    ...eachHook(picture, (hook, { runtime }) => (runtime === "lambda" ? lambdaFaults(picture, hook) : [])),
  ],
};

function combinations(distribution: Distribution): readonly Finding[] {
  const all = associationsOf(distribution);
  return distribution.behaviors.flatMap((behavior) => {
    const own = all.filter((one) => one.behavior.label === behavior.label);
    const events = own.map(({ event }) => event);
    const twice = events.filter((event, index) => events.indexOf(event) !== index);
    const viewer = own.filter(({ event }) => event.startsWith("viewer-")).map(({ runtime }) => runtime);
    return [
      ...twice.map((event) =>
        violation(
          distribution.urn,
          `${behavior.label} has two functions on ${event}; CloudFront takes one: make one of them`,
        ),
      ),
      ...when(new Set(viewer).size > 1, () =>
        violation(
          distribution.urn,
          `${behavior.label} has a CloudFront Function and a Lambda@Edge function on its viewer events; CloudFront takes one kind; make both of the same`,
        ),
      ),
    ];
  });
}

function versionFaults({ distribution, event, arn }: Association): readonly Finding[] {
  const text = arn.text ?? "";
  return [
    ...when(!/:\d+$/.test(text), () =>
      violation(
        distribution.urn,
        `the function on ${event} must be a numbered version (LE-19), got ${text === "" ? "nothing" : text}; supply the ` +
          "qualifiedArn of a function with publish: true",
      ),
    ),
    ...when(/^arn:[^:]*:lambda:/.test(text) && !text.includes(":lambda:us-east-1:"), () =>
      violation(
        distribution.urn,
        `the function on ${event} must stand in us-east-1 (LE-19), got ${text}; make it there`,
      ),
    ),
  ];
}

function lambdaFaults(picture: StackPicture, hook: StackResource): readonly Finding[] {
  const value = valueOf(hook);
  const given = unsupported.filter((property) => isSet(value.at(property).raw));
  const traced = value.at("tracingConfig", "mode").text === "Active";
  return [
    ...when(given.length > 0 || traced, () =>
      violation(
        hook.urn,
        `${hook.name} has ${[...given, ...(traced ? ["tracingConfig"] : [])].join(", ")}, which Lambda@Edge does not take (LE-20); ` +
          "leave it out",
      ),
    ),
    ...each(
      hook.urn,
      () => picture.resources.filter((one) => one.type === "aws:iam/role:Role" && linksTo(hook, ["role"], one, "arn")),
      (role) => {
        const trusted = statementsOf(valueOf(role).at("assumeRolePolicy")).flatMap((one) =>
          principalsOf(one, "Service"),
        );
        const missing = lambdaEdgeServices.filter((service) => !trusted.includes(service));
        return when(missing.length > 0, () =>
          violation(
            role.urn,
            `the role ${role.name} of ${hook.name} must trust ${missing.join(" and ")} (LE-19); add that to its assumeRolePolicy`,
          ),
        );
      },
    ),
  ];
}

/** The provider's outputs have empty lists and texts for what nobody has set. */
function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.values(value).some(isSet);
  return value !== undefined && value !== null && value !== "" && value !== false;
}
