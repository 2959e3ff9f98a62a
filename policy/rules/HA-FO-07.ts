import { behaviorFor } from "../picture/route";
import { type DistributionRule, each, violation } from "./rule";

export const rule: DistributionRule = {
  id: "HA-FO-07",
  title: "Custom error pages come from an origin group",
  level: "mandatory",
  severity: "high",
  on: "distribution",
  what:
    "The path of every custom error page must be served by a behavior that targets an origin group (CE-1). That the page " +
    "exists in both buckets is what a drill proves.",
  why:
    "CloudFront fetches an error page like any object. With its own behavior on a single origin, mostly the primary, the " +
    "page for the outage is gone in the outage, and viewers see CloudFront's own.",
  remediation: "Let the behavior that matches responsePagePath target the origin group.",
  failing: 'orderedCacheBehaviors: [{ pathPattern: "/errors/*", targetOriginId: "primary", … }]',
  passing: 'orderedCacheBehaviors: [{ pathPattern: "/errors/*", targetOriginId: "site", … }]',
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.value.at("customErrorResponses").list,
      (response) => {
        const path = response.at("responsePagePath");
        if (!path.isGiven) return [];
        const behavior = behaviorFor(distribution, path.text ?? "");
        if (behavior === undefined || distribution.targetOf(behavior).kind === "group") return [];
        return [
          violation(
            distribution.urn,
            `the error page ${path.text ?? ""} is served by ${behavior.label}, which targets no origin group: it is gone when ` +
              "that origin is (CE-1); set targetOriginId of the behavior to the origin group's originId",
          ),
        ];
      },
    ),
};
