import { type DistributionRule, each, violation, when } from "./rule";

export const rule: DistributionRule = {
  id: "HA-CF-02",
  title: "Every cache behavior is HTTPS only, or redirects to it",
  level: "mandatory",
  severity: "high",
  on: "distribution",
  what: "`viewerProtocolPolicy` of every behavior is `https-only` or `redirect-to-https`.",
  why:
    "With allow-all a page can be read and changed on its way to the viewer, security headers included: HSTS is not " +
    "heeded over plain HTTP.",
  remediation: "Set viewerProtocolPolicy to redirect-to-https.",
  failing: 'defaultCacheBehavior: { viewerProtocolPolicy: "allow-all", … }',
  passing: 'defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https", … }',
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.behaviors,
      ({ label, value }) => {
        const policy = value.at("viewerProtocolPolicy").text;
        return when(policy !== "https-only" && policy !== "redirect-to-https", () =>
          violation(
            distribution.urn,
            `viewerProtocolPolicy of ${label} must be https-only or redirect-to-https, got ${policy ?? "nothing"}; supply ` +
              "redirect-to-https",
          ),
        );
      },
    ),
};
