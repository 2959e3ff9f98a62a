import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../aws/codedError";
import { memberDelays } from "../../aws/failoverDelay";
import { StaticSiteHA, type StaticSiteHAArgs } from "../../components";
import { resolveSettings } from "../../components/settings";
import { type Captured, run } from "../support/pulumi";
import { inputsOf } from "../support/pulumiSite";
import { anySite } from "./siteArguments";

/** Runs of the whole component: few, since each registers some twenty-five resources. */
const numRuns = 25;

/** How many sites are resolved only. */
const manyRuns = 300;

interface Sample {
  readonly args: StaticSiteHAArgs;
  readonly resources: readonly Captured[];
}

describe("whatever arguments the constructor accepts,", () => {
  const samples: Sample[] = [];

  // Run once and judged by every test below: it is the running that takes time.
  before(async function () {
    this.timeout(60_000);
    for (const args of fc.sample(anySite.filter(isAccepted), numRuns)) {
      samples.push({ args, resources: (await run(() => new StaticSiteHA("site", args))).resources });
    }
  });

  function holds(title: string, judge: (resources: readonly Captured[]) => void): void {
    it(title, () => {
      expect(samples).to.have.lengthOf(numRuns);
      for (const { args, resources } of samples) {
        try {
          judge(resources);
        } catch (error) {
          throw new Error(`not for ${JSON.stringify(args)}`, { cause: error });
        }
      }
    });
  }

  it("enough of what is generated here is accepted, so that the rest says something", () => {
    const accepted = fc.sample(anySite, manyRuns).filter(isAccepted);
    expect(accepted.length).to.be.greaterThan(manyRuns / 5);
  });

  it("the two regions differ, and no failure of the primary is over the budget (FO-T1 to FO-T4)", () => {
    fc.assert(
      fc.property(anySite.filter(isAccepted), (args) => {
        const { storage, failover } = resolveSettings(args);
        expect(storage.primaryRegion).not.to.equal(storage.replicaRegion);
        const delays = memberDelays(failover.primary).map(({ seconds }) => seconds);
        expect(Math.max(...delays)).to.be.at.most(failover.budgetSeconds);
      }),
      { numRuns: manyRuns },
    );
  });

  holds("every behavior targets the group, whose criteria contain 503 and 504 (FO-11, FO-12)", (resources) => {
    for (const distribution of distributions(resources)) {
      const [group] = distribution.originGroups;
      expect(distribution.originGroups).to.have.lengthOf(1);
      expect(group?.failoverCriteria.statusCodes).to.include.members([503, 504]);
      expect(group?.members.map(({ originId }) => originId)).to.deep.equal(["primary", "replica"]);
      for (const { targetOriginId } of behaviors(distribution)) expect(targetOriginId).to.equal(group?.originId);
    }
  });

  holds("only GET, HEAD and OPTIONS are allowed, and OPTIONS is cached where it is (FO-8, FO-9)", (resources) => {
    for (const { allowedMethods, cachedMethods } of distributions(resources).flatMap(behaviors)) {
      expect(["GET", "HEAD", "OPTIONS"]).to.include.members(allowedMethods);
      if (allowedMethods.includes("OPTIONS")) expect(cachedMethods).to.include("OPTIONS");
    }
  });

  holds("every behavior is https-only or redirects to https", (resources) => {
    for (const { viewerProtocolPolicy } of distributions(resources).flatMap(behaviors)) {
      expect(viewerProtocolPolicy).to.be.oneOf(["https-only", "redirect-to-https"]);
    }
  });

  holds("every error keeps its status (CE-10)", (resources) => {
    for (const { errorCode, responseCode } of distributions(resources).flatMap((one) => one.customErrorResponses)) {
      expect(responseCode ?? errorCode).to.equal(errorCode);
    }
  });

  holds("an origin has an identity or an access control, never both (D3)", (resources) => {
    for (const { s3OriginConfig, originAccessControlId } of distributions(resources).flatMap(
      ({ origins }) => origins,
    )) {
      const identity = s3OriginConfig?.originAccessIdentity ?? "";
      expect([identity !== "", originAccessControlId !== undefined].filter(Boolean)).to.have.lengthOf(1);
    }
  });

  holds("every regional resource carries its region (D1)", (resources) => {
    for (const { type, name, inputs } of resources) {
      if (!/^aws:/.test(type) || /^aws:(?:cloudfront|iam|route53)\//.test(type)) continue;
      expect(inputs.region, `${type} ${name}`).to.match(/^[a-z]{2}-[a-z]+-[0-9]$/);
    }
  });

  holds("both buckets grant the same principals the same actions", (resources) => {
    const [primary, replica] = ["site-primary-policy", "site-replica-policy"].map((name) => grants(resources, name));
    expect(primary).to.have.length.greaterThan(0);
    expect(primary).to.deep.equal(replica);
  });
});

function isAccepted(args: StaticSiteHAArgs): boolean {
  try {
    resolveSettings(args);
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

interface Behavior {
  readonly targetOriginId: string;
  readonly viewerProtocolPolicy: string;
  readonly allowedMethods: readonly string[];
  readonly cachedMethods: readonly string[];
}

interface Distribution {
  readonly origins: readonly {
    readonly s3OriginConfig?: { readonly originAccessIdentity: string };
    readonly originAccessControlId?: string;
  }[];
  readonly originGroups: readonly {
    readonly originId: string;
    readonly failoverCriteria: { readonly statusCodes: readonly number[] };
    readonly members: readonly { readonly originId: string }[];
  }[];
  readonly defaultCacheBehavior: Behavior;
  readonly orderedCacheBehaviors?: readonly Behavior[];
  readonly customErrorResponses: readonly { readonly errorCode: number; readonly responseCode?: number }[];
}

/** The site's and its staging distribution. */
function distributions(resources: readonly Captured[]): readonly Distribution[] {
  const found = resources.filter(
    ({ type, name }) => type.endsWith(":Distribution") && /^site-(?:distribution|staging)$/.test(name),
  );
  expect(found).to.have.length.greaterThan(0);
  return found.map(({ inputs }) => inputs as unknown as Distribution);
}

function behaviors(distribution: Distribution): readonly Behavior[] {
  return [distribution.defaultCacheBehavior, ...(distribution.orderedCacheBehaviors ?? [])];
}

/** What a bucket's policy allows, whatever the bucket is called. */
function grants(resources: readonly Captured[], name: string): readonly string[] {
  const policy = inputsOf(resources, "BucketPolicy", name).policy as string;
  const { Statement } = JSON.parse(policy) as { Statement: { Effect: string; Principal: unknown; Action: unknown }[] };
  return Statement.filter(({ Effect }) => Effect === "Allow")
    .map(({ Principal, Action }) => JSON.stringify([Principal, Action]))
    .sort();
}
