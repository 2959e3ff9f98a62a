import type { DistributionArgs } from "@pulumi/aws/cloudfront";
import { expect } from "chai";
import fc from "fast-check";
import { legalFailoverCodes } from "../../../aws/failoverCodes";
import { identityRegions } from "../../../aws/regions";
import type { StaticSiteHAArgs } from "../../../components";
import { distributionArgs } from "../../../components/distribution/distribution";
import { resolveSettings } from "../../../components/settings";
import { parts } from "./support";

describe("the distribution", () => {
  const args = written({ primaryRegion: "us-east-1", replicaRegion: "us-west-2" });

  it("has one behavior, whose target is the group and not an origin (FO-2)", () => {
    expect(args.defaultCacheBehavior.targetOriginId).to.equal("site");
    expect(args).not.to.have.property("orderedCacheBehaviors");
  });

  it("allows and caches GET, HEAD and OPTIONS, and nothing else (FO-8, FO-9)", () => {
    const methods = ["GET", "HEAD", "OPTIONS"];
    expect(args.defaultCacheBehavior).to.deep.include({ allowedMethods: methods, cachedMethods: methods });
  });

  it("sends viewers to https, compresses, and speaks HTTP/2, HTTP/3 and IPv6", () => {
    expect(args.defaultCacheBehavior).to.include({ viewerProtocolPolicy: "redirect-to-https", compress: true });
    expect(args).to.include({ httpVersion: "http2and3", isIpv6Enabled: true, enabled: true });
  });

  it("caches with CachingOptimized and forwards nothing, no Host above all (S3-14)", () => {
    expect(args.defaultCacheBehavior).to.include({ cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6" });
    expect(args.defaultCacheBehavior).not.to.have.property("originRequestPolicyId");
  });

  it("runs the edge header function on viewer-response only", () => {
    expect(args.defaultCacheBehavior.functionAssociations).to.deep.equal([
      { eventType: "viewer-response", functionArn: "function" },
    ]);
    expect(args.defaultCacheBehavior).not.to.have.property("lambdaFunctionAssociations");
  });

  it("has a group that fails over, whatever arguments are accepted", () => {
    fc.assert(
      fc.property(anySite, (site) => {
        const { originGroups, origins, defaultCacheBehavior, defaultRootObject, customErrorResponses } = written(site);
        const [group] = originGroups;
        expect(originGroups).to.have.lengthOf(1);
        expect(group?.failoverCriteria.statusCodes).to.include.members([503, 504]);
        expect(group?.failoverCriteria.statusCodes.every((code) => legalFailoverCodes.includes(code))).to.equal(true);
        expect(group?.members.map(({ originId }) => originId)).to.deep.equal(["primary", "replica"]);
        expect(group?.originId).to.equal(defaultCacheBehavior.targetOriginId);
        expect(origins.map(({ originId }) => originId)).to.deep.equal(["primary", "replica"]);
        expect(defaultRootObject)
          .to.be.a("string")
          .that.does.not.match(/^\/|^$/);
        for (const { errorCode, responseCode } of customErrorResponses) {
          expect(responseCode ?? errorCode, "an error keeps its status (CE-10)").to.equal(errorCode);
        }
      }),
    );
  });
});

const anySite: fc.Arbitrary<StaticSiteHAArgs> = fc
  .record(
    {
      regions: fc.uniqueArray(fc.constantFrom(...identityRegions), { minLength: 2, maxLength: 2 }),
      failoverStatusCodes: fc.subarray([...legalFailoverCodes]).map((codes) => [...new Set([504, ...codes, 503])]),
      primaryConnectionAttempts: fc.integer({ min: 1, max: 3 }),
      replicaConnectionTimeoutSeconds: fc.integer({ min: 1, max: 10 }),
      defaultRootObject: fc.stringMatching(/^[a-z0-9][a-z0-9/.]{0,20}$/),
      errorPage: fc.stringMatching(/^\/[a-z0-9/.]{0,20}$/),
    },
    { requiredKeys: ["regions"] },
  )
  .map(({ regions: [primaryRegion = "", replicaRegion = ""], ...rest }) => ({
    primaryRegion,
    replicaRegion,
    failoverBudgetSeconds: 120,
    ...rest,
  }));

/** Distribution arguments without outputs. */
interface PlainDistribution {
  defaultCacheBehavior: { targetOriginId: string; functionAssociations: unknown };
  defaultRootObject: string;
  origins: { originId: string }[];
  originGroups: { originId: string; failoverCriteria: { statusCodes: number[] }; members: { originId: string }[] }[];
  customErrorResponses: { errorCode: number; responseCode?: number }[];
}

function written(site: StaticSiteHAArgs): PlainDistribution {
  const args: DistributionArgs = distributionArgs("site", resolveSettings(site), parts);
  return JSON.parse(JSON.stringify(args)) as PlainDistribution;
}
