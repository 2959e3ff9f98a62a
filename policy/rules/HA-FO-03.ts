import { s3HostOfOrigin } from "../picture/picture";
import { type DistributionRule, each, type Finding, violation } from "./rule";

export const rule: DistributionRule = {
  id: "HA-FO-03",
  title: "Both members of an origin group exist, differ, and are in different regions",
  level: "mandatory",
  severity: "critical",
  on: "distribution",
  what:
    "Every origin group that a behavior targets has two members that are origins of the distribution (FO-1), lead to two " +
    "different hosts and, where both are S3 endpoints, to two regions.",
  why:
    "Two origins with two ids and one bucket, or two buckets in one region, count as two members. The loss of the region " +
    "takes both.",
  remediation: "Let the second member be an origin on a bucket in another region.",
  failing:
    'origins: [\n  { originId: "primary", domainName: "site.s3.us-east-1.amazonaws.com", … },\n' +
    '  { originId: "replica", domainName: "site.s3.us-east-1.amazonaws.com", … },\n]',
  passing:
    'origins: [\n  { originId: "primary", domainName: "site.s3.us-east-1.amazonaws.com", … },\n' +
    '  { originId: "replica", domainName: "site-copy.s3.us-west-2.amazonaws.com", … },\n]',
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.usedGroups,
      (group): readonly Finding[] => {
        const say = (sentence: string) => [violation(distribution.urn, `the origin group ${group.id} ${sentence}`)];
        if (group.members.length !== 2) return say(`must have two members, got ${group.members.length}; supply two`);
        const missing = group.members.find(({ origin }) => origin === undefined);
        if (missing !== undefined)
          return say(`has the member ${missing.id}, which is no origin; supply the originId of one`);
        const [primary, replica] = group.members.flatMap(({ origin }) => (origin === undefined ? [] : [origin]));
        if (primary === undefined || replica === undefined) return [];
        const another = `set domainName of the origin ${group.members[1]?.id ?? ""} to that of a bucket in another region`;
        const hosts = [primary, replica].map((origin) => origin.at("domainName").text?.toLowerCase() ?? "");
        const [first, second] = [primary, replica].map(s3HostOfOrigin);
        if (group.members[0]?.id === group.members[1]?.id || hosts[0] === hosts[1]) {
          return say(`has ${hosts[0] ?? ""} as both members: when it fails, so does what takes over; ${another}`);
        }
        if (first === undefined || second === undefined) return [];
        if (first.bucket === second.bucket) {
          return say(
            `has the bucket ${first.bucket} as both members: when it fails, so does what takes over; ${another}`,
          );
        }
        if (first.kind === "global" || second.kind === "global" || first.region !== second.region) return [];
        return say(`has both members in ${first.region}: its loss takes both; ${another}`);
      },
    ),
};
