import { type DistributionRule, each, type Finding, violation, when } from "./rule";

const accepted: ReadonlySet<string> = new Set(["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"]);

export const rule: DistributionRule = {
  id: "HA-CF-03",
  title: "A distribution with names of its own speaks TLS 1.2 of 2021 or newer, by SNI",
  level: "mandatory",
  severity: "high",
  on: "distribution",
  what:
    "Where `aliases` are set, `viewerCertificate.minimumProtocolVersion` is TLSv1.2_2021 or newer and `sslSupportMethod` is " +
    "sni-only.",
  why:
    "The API's default for a certificate is far older, and takes TLS 1.0 and broken ciphers. Another support method than " +
    "SNI costs 600 dollars a month for each certificate.",
  remediation: "Set minimumProtocolVersion to TLSv1.2_2021 and sslSupportMethod to sni-only.",
  failing: 'aliases: ["www.example.com"], viewerCertificate: { acmCertificateArn, minimumProtocolVersion: "TLSv1" }',
  passing:
    'aliases: ["www.example.com"],\nviewerCertificate: { acmCertificateArn, minimumProtocolVersion: "TLSv1.2_2021", ' +
    'sslSupportMethod: "sni-only" }',
  check: (distribution) =>
    each(
      distribution.urn,
      () => [distribution.value.at("viewerCertificate")],
      (certificate): readonly Finding[] => {
        if (!distribution.value.at("aliases").isGiven) return [];
        const version = certificate.at("minimumProtocolVersion").text;
        const method = certificate.at("sslSupportMethod").text;
        return [
          ...when(version === undefined || !accepted.has(version), () =>
            violation(
              distribution.urn,
              `minimumProtocolVersion of ${distribution.name} must be TLSv1.2_2021 or newer, got ${version ?? "nothing"}; supply ` +
                "TLSv1.2_2021",
            ),
          ),
          ...when(method !== "sni-only", () =>
            violation(
              distribution.urn,
              `sslSupportMethod of ${distribution.name} must be sni-only, got ${method ?? "nothing"}; supply sni-only`,
            ),
          ),
        ];
      },
    ),
};
