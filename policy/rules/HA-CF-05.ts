import { type DistributionRule, each, violation, when } from "./rule";

export const rule: DistributionRule = {
  id: "HA-CF-05",
  title: "Cache behaviors compress",
  level: "advisory",
  severity: "low",
  on: "distribution",
  what: "`compress` is true on every behavior.",
  why: "Uncompressed pages are three to five times as large, and slowest where a failover has already cost the viewer time.",
  remediation: "Set compress to true, and use a cache policy that has gzip and Brotli in its key.",
  failing: "defaultCacheBehavior: { compress: false, … }",
  passing: "defaultCacheBehavior: { compress: true, … }",
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.behaviors,
      ({ label, value }) =>
        when(value.at("compress").flag !== true, () =>
          violation(distribution.urn, `${label} does not compress what it serves; set compress to true`),
        ),
    ),
};
