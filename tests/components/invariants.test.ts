import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../aws/codedError";
import { memberDelays } from "../../aws/failoverDelay";
import {
  maximumCspLength,
  maximumCustomHeaders,
  maximumCustomHeadersLength,
  maximumCustomHeaderValueLength,
} from "../../aws/headerValues";
import { functionBytes, maximumFunctionBytes } from "../../aws/functionSize";
import {
  Encryption,
  ExistingReplication,
  HeadersDelivery,
  OriginAccess,
  SiteMode,
  Staging,
  StaticSiteHA,
  type StaticSiteHAArgs,
} from "../../components";
import { argumentNames } from "../../components/argumentNames";
import { edgeCodeOf } from "../../components/edgeCode/edgeCode";
import { headerFields } from "../../components/headers/settings";
import { resolveSettings } from "../../components/settings";
import { type Captured, run } from "../support/pulumi";
import { inputsOf } from "../support/pulumiSite";
import { anySite } from "./siteArguments";

/** Runs of the whole component: few, since each registers some twenty-five resources. */
const numRuns = 40;

/** How many sites are resolved only. */
const manyRuns = 300;

/** The share of what is generated that must be accepted, lest the rest say nothing. */
const acceptedShare = 0.8;

/** Settings of a key's end, which nothing here depends on. */
const notGenerated: ReadonlySet<string> = new Set(["kmsKeyDeletionWindowDays"]);

interface Sample {
  readonly args: StaticSiteHAArgs;
  readonly resources: readonly Captured[];
}

describe("whatever arguments the constructor accepts,", function () {
  this.timeout(60_000);
  const samples: Sample[] = [];

  // Run once and judged by every test below: it is the running that takes time.
  before(async () => {
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

  it("most of what is generated here is, with every topic and most values, so that the rest says something", () => {
    const accepted = fc.sample(anySite, manyRuns).filter(isAccepted);
    expect(accepted.length / manyRuns).to.be.at.least(acceptedShare);
    const given = new Set(accepted.flatMap((args) => [...Object.keys(args), ...Object.keys(args.headers ?? {})]));
    const never = [...argumentNames, ...headerFields].filter((name) => !given.has(name) && !notGenerated.has(name));
    expect(never).to.deep.equal([]);
    for (const choices of [OriginAccess, Encryption, Staging, SiteMode, ExistingReplication, HeadersDelivery]) {
      const text = JSON.stringify(accepted);
      for (const choice of Object.values(choices)) expect(text).to.include(`:"${choice}"`);
    }
  });

  it("the two regions differ, and no failure of the primary is over the budget (FO-T1 to FO-T4)", () => {
    let accepted = 0;
    fc.assert(
      fc.property(anySite, (args) => {
        if (!isAccepted(args)) return;
        accepted += 1;
        const { storage, failover } = resolveSettings(args);
        expect(storage.primaryRegion).not.to.equal(storage.replicaRegion);
        const delays = memberDelays(failover.primary).map(({ seconds }) => seconds);
        expect(Math.max(...delays)).to.be.at.most(failover.budgetSeconds);
      }),
      { numRuns: manyRuns },
    );
    expect(accepted / manyRuns).to.be.at.least(acceptedShare);
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

  holds(
    "every behavior runs the same functions, one of an event, and each is small enough (CF-1, CF-8)",
    (resources) => {
      for (const distribution of distributions(resources)) {
        const [first, ...others] = behaviors(distribution).map(functionsOf);
        for (const other of others) expect(other).to.deep.equal(first);
        const events = (first ?? []).map(({ eventType }) => eventType);
        expect(events).to.deep.equal([...new Set(events)]);
      }
      for (const { inputs } of resources.filter(({ type }) => type === "aws:cloudfront/function:Function")) {
        expect(functionBytes(inputs.code as string)).to.be.at.most(maximumFunctionBytes);
      }
    },
  );

  holds("a name of its own comes with a certificate of us-east-1 and TLSv1.2_2021, and belongs to one", (resources) => {
    const all = distributions(resources);
    for (const { aliases = [], viewerCertificate } of all) {
      if (aliases.length === 0) continue;
      expect(viewerCertificate.acmCertificateArn).to.include(":us-east-1:");
      expect(viewerCertificate.minimumProtocolVersion).to.equal("TLSv1.2_2021");
    }
    const names = all.flatMap(({ aliases = [] }) => aliases);
    expect(names).to.deep.equal([...new Set(names)]);
  });

  holds(
    "a headers policy's own headers stay within CloudFront's limits, alone and together (HD-15, RH-4)",
    (resources) => {
      for (const { inputs } of resources.filter(({ type }) => type.endsWith(":ResponseHeadersPolicy"))) {
        const { customHeadersConfig, securityHeadersConfig } = inputs as unknown as HeadersPolicy;
        const lengths = customHeadersConfig.items.map(({ header, value }) => header.length + value.length);
        expect(lengths.length).to.be.at.most(maximumCustomHeaders);
        expect(lengths.reduce((sum, length) => sum + length, 0)).to.be.at.most(maximumCustomHeadersLength);
        for (const { value } of customHeadersConfig.items) {
          expect(value.length).to.be.at.most(maximumCustomHeaderValueLength);
        }
        const csp = securityHeadersConfig.contentSecurityPolicy.contentSecurityPolicy;
        expect(csp.length).to.be.within(1, maximumCspLength);
      }
    },
  );

  holds("every Lambda function stands in us-east-1 and outlives the stack (LE-19, LE-23)", (resources) => {
    for (const { inputs } of resources.filter(({ type }) => type === "aws:lambda/function:Function")) {
      expect(inputs).to.include({ region: "us-east-1", publish: true, skipDestroy: true });
    }
  });

  holds(
    "the security headers are a policy that every path has, unless its behavior names another (D10)",
    (resources) => {
      for (const { defaultCacheBehavior } of distributions(resources)) {
        expect(defaultCacheBehavior.responseHeadersPolicyId).to.equal("11111111-2222-3333-4444-555555555555");
      }
    },
  );

  holds("both buckets grant the same principals the same actions", (resources) => {
    const [primary, replica] = ["site-primary-policy", "site-replica-policy"].map((name) => grants(resources, name));
    expect(primary).to.have.length.greaterThan(0);
    expect(primary).to.deep.equal(replica);
  });
});

/** As the constructor judges. */
function isAccepted(args: StaticSiteHAArgs): boolean {
  try {
    edgeCodeOf(resolveSettings(args));
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
  readonly responseHeadersPolicyId: string;
  readonly functionAssociations?: readonly Association[];
  readonly lambdaFunctionAssociations?: readonly Association[];
}

interface HeadersPolicy {
  readonly customHeadersConfig: { readonly items: readonly { readonly header: string; readonly value: string }[] };
  readonly securityHeadersConfig: {
    readonly contentSecurityPolicy: { readonly contentSecurityPolicy: string };
  };
}

interface Association {
  readonly eventType: string;
}

interface Distribution {
  readonly aliases?: readonly string[];
  readonly viewerCertificate: { readonly acmCertificateArn?: string; readonly minimumProtocolVersion?: string };
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

function functionsOf({ functionAssociations = [], lambdaFunctionAssociations = [] }: Behavior): readonly Association[] {
  return [...functionAssociations, ...lambdaFunctionAssociations];
}

/** What a bucket's policy allows CloudFront, whatever the bucket is called and whom else it admits. */
function grants(resources: readonly Captured[], name: string): readonly string[] {
  const policy = inputsOf(resources, "BucketPolicy", name).policy as string;
  const { Statement } = JSON.parse(policy) as { Statement: { Effect: string; Principal: unknown; Action: unknown }[] };
  return Statement.filter(
    ({ Effect, Principal }) => Effect === "Allow" && /cloudfront/i.test(JSON.stringify(Principal)),
  )
    .map(({ Principal, Action }) => JSON.stringify([Principal, Action]))
    .sort();
}
