import { s3HostOfOrigin } from "../picture/picture";
import { type DistributionRule, each, type Finding, violation } from "./rule";

const faults = {
  global:
    "is the global endpoint: for a young bucket it answers 307, which is final (FO-14), and it stands on us-east-1 (S3-11)",
  website: "is a website endpoint: it is public, has no TLS and turns errors into its own pages",
} as const;

export const rule: DistributionRule = {
  id: "HA-FO-09",
  title: "S3 members are regional REST endpoints",
  level: "mandatory",
  severity: "high",
  on: "distribution",
  what:
    "The domain name of every S3 member of an origin group that a behavior targets is BUCKET.s3.REGION.amazonaws.com: " +
    "neither the global name BUCKET.s3.amazonaws.com nor a website endpoint.",
  why:
    "The global name of a young bucket answers 307 to the bucket's region for up to a day. CloudFront takes a redirect for " +
    "success (FO-14): no failover, and viewers are sent to a bucket that refuses them. The name also leads through " +
    "us-east-1, so that the loss of that region takes both members.",
  remediation: "Use bucketRegionalDomainName of the bucket as the origin's domainName.",
  failing: "domainName: bucket.bucketDomainName // or bucketWebsite.websiteEndpoint",
  passing: "domainName: bucket.bucketRegionalDomainName",
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.usedGroups,
      (group) =>
        each(
          distribution.urn,
          () => group.members,
          ({ id, origin }): readonly Finding[] => {
            const host = origin === undefined ? undefined : s3HostOfOrigin(origin);
            if (origin === undefined || host === undefined || host.kind === "regional") return [];
            const name = origin.at("domainName").text ?? "";
            return [
              violation(
                distribution.urn,
                `the domain name ${name} of the member ${id} ${faults[host.kind]}; supply ${host.bucket}.s3.REGION.amazonaws.com (bucketRegionalDomainName)`,
              ),
            ];
          },
        ),
    ),
};
