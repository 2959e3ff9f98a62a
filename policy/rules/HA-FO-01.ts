import { s3HostOfOrigin } from "../picture/picture";
import { type DistributionRule, each, violation } from "./rule";

export const rule: DistributionRule = {
  id: "HA-FO-01",
  title: "Every cache behavior that serves site content targets an origin group",
  level: "mandatory",
  severity: "critical",
  on: "distribution",
  what:
    "The default cache behavior, and every other one that targets an S3 origin, must name an origin group as its " +
    "target (FO-2). A behavior whose path pattern is in the setting `exempt` is left out; so is one with another kind " +
    "of origin, such as an API.",
  why:
    "A group that no behavior targets does nothing: the distribution has an origin group, scanners that look for one are " +
    "content, and on the day the region fails the behavior still asks the one bucket that its target names.",
  remediation: "Set targetOriginId of the behavior to the origin group's originId.",
  failing: 'originGroups: [{ originId: "site", … }],\ndefaultCacheBehavior: { targetOriginId: "primary", … }',
  passing: 'originGroups: [{ originId: "site", … }],\ndefaultCacheBehavior: { targetOriginId: "site", … }',
  settings: ["exempt"],
  check: (distribution, { exempt }) =>
    each(
      distribution.urn,
      () => distribution.behaviors,
      (behavior) => {
        if (!behavior.isDefault && exempt.includes(behavior.value.at("pathPattern").text ?? "")) return [];
        const target = distribution.targetOf(behavior);
        if (target.kind === "group") return [];
        if (target.kind === "origin" && !behavior.isDefault) {
          const isS3 = !target.origin.at("customOriginConfig").exists || s3HostOfOrigin(target.origin) !== undefined;
          if (!isS3) return [];
        }
        const targeted = target.kind === "origin" ? (target.origin.at("originId").text ?? "") : target.id;
        return [
          violation(
            distribution.urn,
            `${behavior.label} targets ${targeted === "" ? "nothing" : `the ${target.kind === "origin" ? "single origin" : "id"} ${targeted}`}, ` +
              "so that nothing takes over when it fails (FO-2); set its targetOriginId to an origin group's originId",
          ),
        ];
      },
    ),
};
