import { type DistributionRule, each, violation, when } from "./rule";

export const rule: DistributionRule = {
  id: "HA-CF-01",
  title: "The distribution has a default root object",
  level: "mandatory",
  severity: "medium",
  on: "distribution",
  what: "`defaultRootObject` must be set.",
  why:
    "Without it a request for `/` reaches the bucket as such: S3 answers with the list of the objects or, without the " +
    "right to list, with 403, which is a failover criterion, so that the front page is the page that never works.",
  remediation: "Set defaultRootObject, mostly to index.html.",
  failing: 'new aws.cloudfront.Distribution("site", { origins: […], … })',
  passing: 'new aws.cloudfront.Distribution("site", { defaultRootObject: "index.html", origins: […], … })',
  check: (distribution) =>
    each(
      distribution.urn,
      () => [distribution.value.at("defaultRootObject")],
      (value) =>
        when(!value.isGiven, () =>
          violation(
            distribution.urn,
            `defaultRootObject of ${distribution.name} must be set, got nothing: a request for / would be one for the ` +
              "bucket itself; supply index.html or another object of the site",
          ),
        ),
    ),
};
