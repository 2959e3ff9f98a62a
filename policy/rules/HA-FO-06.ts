import { type DistributionRule, each, type Finding, violation, when } from "./rule";

const legal = ["GET", "HEAD", "OPTIONS"];

export const rule: DistributionRule = {
  id: "HA-FO-06",
  title: "Behaviors with an origin group allow GET, HEAD and OPTIONS alone, and cache OPTIONS",
  level: "mandatory",
  severity: "high",
  on: "distribution",
  what:
    "A behavior that targets an origin group may allow GET, HEAD and OPTIONS (FO-3): CloudFront fails over for no other " +
    "method, and the API refuses them. Where OPTIONS is allowed, it must be among the cached methods.",
  why:
    "The API's refusal comes at the end of a deployment, when half of it is made. OPTIONS that is not cached makes every " +
    "preflight of every viewer one request more to a failing primary.",
  remediation: 'Set allowedMethods and cachedMethods to ["GET", "HEAD"] or ["GET", "HEAD", "OPTIONS"].',
  failing: 'allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT"], cachedMethods: ["GET", "HEAD"]',
  passing: 'allowedMethods: ["GET", "HEAD", "OPTIONS"], cachedMethods: ["GET", "HEAD", "OPTIONS"]',
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.behaviors,
      (behavior): readonly Finding[] => {
        if (distribution.targetOf(behavior).kind !== "group") return [];
        const allowed = behavior.value.at("allowedMethods").texts;
        const illegal = allowed.filter((method) => !legal.includes(method));
        const uncached = allowed.includes("OPTIONS") && !behavior.value.at("cachedMethods").texts.includes("OPTIONS");
        return [
          ...when(illegal.length > 0, () =>
            violation(
              distribution.urn,
              `${behavior.label} allows ${illegal.join(", ")} with an origin group, which fails over for GET, HEAD and OPTIONS ` +
                "alone (FO-3); leave them out of allowedMethods",
            ),
          ),
          ...when(uncached, () =>
            violation(
              distribution.urn,
              `${behavior.label} allows OPTIONS and does not cache it, so that every preflight asks a failing primary; add ` +
                "OPTIONS to cachedMethods",
            ),
          ),
        ];
      },
    ),
};
