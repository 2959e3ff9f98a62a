import { criteriaOf } from "../picture/distribution";
import { bucketOfOrigin } from "../picture/picture";
import { allows, statementsOf } from "../picture/policyDocument";
import { each, eachDistribution, type StackRule, violation } from "./rule";

export const rule: StackRule = {
  id: "HA-FO-04",
  title: "The 4xx failover criteria agree with the right to list the bucket",
  level: "advisory",
  severity: "medium",
  on: "stack",
  what:
    "S3 answers a missing key with 404 to whoever may list the bucket, and with 403 to everybody else (S3-5, S3-6). Where " +
    "the criteria list one of the two alone, it must be the one that the primary's bucket policy makes S3 give.",
  why:
    "Criteria with 404 alone look as if a missing object fails over. Without s3:ListBucket the bucket never says 404, and " +
    "viewers get 403 for pages that the replica still has.",
  remediation: "List both 403 and 404 in failoverCriteria.statusCodes, or grant s3:ListBucket to CloudFront.",
  failing: "failoverCriteria: { statusCodes: [404, 503, 504] } // and a bucket policy with s3:GetObject alone",
  passing: "failoverCriteria: { statusCodes: [403, 404, 503, 504] }",
  check: (picture) =>
    eachDistribution(picture, (distribution) =>
      each(
        distribution.urn,
        () => distribution.usedGroups,
        (group) => {
          const criteria = criteriaOf(group);
          const [denied, missing] = [criteria.includes(403), criteria.includes(404)];
          const origin = group.members[0]?.origin;
          if (denied === missing || origin === undefined) return [];
          const bucket = bucketOfOrigin(picture, distribution, origin);
          const policy = bucket?.side("policy");
          if (bucket === undefined || policy === undefined) return [];
          const statements = statementsOf(policy.at("policy"));
          const mayList = statements.some((statement) => allows(statement, "s3:ListBucket"));
          if (mayList === missing) return [];
          const [listed, got] = mayList ? [403, 404] : [404, 403];
          return [
            violation(
              distribution.urn,
              `the failover criteria of ${group.id} list ${listed} and not ${got}, but ${bucket.label} answers a missing key ` +
                `with ${got}, since its policy ${mayList ? "grants" : "does not grant"} s3:ListBucket (S3-5, S3-6); add ${got} to failoverCriteria.statusCodes`,
            ),
          ];
        },
      ),
    ),
};
