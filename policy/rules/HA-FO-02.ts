import { criteriaOf } from "../picture/distribution";
import { advice, type DistributionRule, each, type Finding, violation } from "./rule";

const needed: Readonly<Record<number, string>> = {
  503: "nothing takes over when the primary cannot be reached (FO-11)",
  504: "nothing takes over when the primary times out (FO-12)",
};

const advised: Readonly<Record<number, string>> = {
  500: "an internal error of S3 reaches the viewer",
  502: "a primary that answers something that is no response reaches the viewer as an error",
};

export const rule: DistributionRule = {
  id: "HA-FO-02",
  title: "The failover criteria contain 503 and 504",
  level: "mandatory",
  severity: "critical",
  on: "distribution",
  advises: true,
  what:
    "The failover criteria of every origin group that a behavior targets must list 503, which stands for a primary that " +
    "cannot be reached (FO-11), and 504, which stands for one that times out (FO-12). Without 500 or 502 it advises.",
  why:
    "A group with the criteria 403 and 404 alone passes for failover, and does fail over in every test that deletes an " +
    "object. A region that is down refuses connections or falls silent: CloudFront then fails over only when 503 or 504 " +
    "is listed.",
  remediation: "Add 503 and 504, and better 500 and 502, to failoverCriteria.statusCodes.",
  failing: "failoverCriteria: { statusCodes: [403, 404] }",
  passing: "failoverCriteria: { statusCodes: [403, 404, 500, 502, 503, 504] }",
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.usedGroups,
      (group): readonly Finding[] => {
        const criteria = criteriaOf(group);
        const lacking = (codes: Readonly<Record<number, string>>) =>
          Object.entries(codes).filter(([code]) => !criteria.includes(Number(code)));
        const message = ([code, effect]: readonly [string, string]) =>
          `the failover criteria of the origin group ${group.id} lack ${code}, got ${criteria.join(", ") || "none"}: ` +
          `${effect}; add ${code} to failoverCriteria.statusCodes`;
        return [
          ...lacking(needed).map((one) => violation(distribution.urn, message(one))),
          ...lacking(advised).map((one) => advice(distribution.urn, message(one))),
        ];
      },
    ),
};
