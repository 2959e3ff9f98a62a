import { type DistributionRule, each, violation, when } from "./rule";

export const rule: DistributionRule = {
  id: "HA-CF-06",
  title: "The distribution speaks HTTP/2 and HTTP/3",
  level: "advisory",
  severity: "low",
  on: "distribution",
  what: "`httpVersion` is http2and3.",
  why:
    "HTTP/3 opens a connection in one round trip and survives a change of network; the provider's default, http2, leaves it " +
    "off.",
  remediation: "Set httpVersion to http2and3.",
  failing: 'httpVersion: "http1.1"',
  passing: 'httpVersion: "http2and3"',
  check: (distribution) =>
    each(
      distribution.urn,
      () => [distribution.value.at("httpVersion")],
      (version) =>
        when(version.text !== "http2and3", () =>
          violation(
            distribution.urn,
            `httpVersion of ${distribution.name} is ${version.text ?? "not set, which means http2"}; supply http2and3`,
          ),
        ),
    ),
};
