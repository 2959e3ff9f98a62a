import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../../aws/codedError";
import { argsFromConfig } from "../../../components/config";
import { behaviorsOf, cachePolicyOf, errorPagesOf } from "../../../components/distribution/configEntries";

const policyId = "11111111-2222-3333-4444-555555555555";
const regions = { "static-site-ha:primaryRegion": "us-east-1", "static-site-ha:replicaRegion": "us-west-2" };

function read(values: Readonly<Record<string, unknown>>) {
  const texts = Object.entries(values).map(([key, value]) => [
    `static-site-ha:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return argsFromConfig({ ...regions, ...(Object.fromEntries(texts) as Record<string, string>) });
}

describe("the stack's configuration of the distribution and of failover", () => {
  it("has every argument under its own name, structured ones as JSON", () => {
    const values = {
      errorPages: [{ statusCode: 503, path: "/503.html", errorCachingMinTtlSeconds: 5 }],
      behaviors: [
        {
          pathPattern: "/a/*",
          cachePolicyId: policyId,
          responseHeadersPolicyId: policyId,
          compress: false,
          httpsOnly: true,
        },
        { pathPattern: "/b/*", cachePolicy: { maxTtlSeconds: 60, headers: ["Accept"] } },
      ],
      cachePolicy: { minTtlSeconds: 0, defaultTtlSeconds: 5, maxTtlSeconds: 60, queryStrings: ["v"], cookies: ["c"] },
      primaryOriginShieldRegion: "us-east-1",
      replicaOriginShieldRegion: "us-west-2",
      geoRestrictionType: "whitelist",
      geoRestrictionLocations: ["DE"],
      webAclId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/a1b2c3d4-5678-90ab-cdef-111122223333",
      accessLogs: true,
      accessLogRetentionDays: 30,
      httpVersion: "http2",
      waitForDeployment: false,
      staging: "prepared",
      stagingHeaderName: "aws-cf-cd-a",
      stagingHeaderValue: "b",
      failoverBudgetSeconds: 40,
    };
    expect(read(values)).to.deep.include(values);
    const timeouts = { primaryResponseCompletionTimeoutSeconds: 60, replicaResponseCompletionTimeoutSeconds: 90 };
    expect(read(timeouts)).to.deep.include(timeouts);
    expect(read({ cachePolicyId: policyId })).to.include({ cachePolicyId: policyId });
  });

  const refused: readonly (readonly [title: string, values: Readonly<Record<string, unknown>>, key: string])[] = [
    ["behaviors that are no list", { behaviors: { pathPattern: "/a" } }, "behaviors"],
    ["a behavior without a pattern", { behaviors: [{ compress: true }] }, "behaviors"],
    ["a behavior with a flag as text", { behaviors: [{ pathPattern: "/a", compress: "yes" }] }, "behaviors"],
    ["a misspelt field of a behavior", { behaviors: [{ pathPattern: "/a", httpOnly: true }] }, "behaviors"],
    [
      "a misspelt field of its cache policy",
      { behaviors: [{ pathPattern: "/a", cachePolicy: { ttl: 1 } }] },
      "behaviors",
    ],
    ["a status as text", { errorPages: [{ statusCode: "503", path: "/a" }] }, "errorPages"],
    ["a cache policy that is a list", { cachePolicy: [] }, "cachePolicy"],
    ["what the component refuses", { behaviors: [{ pathPattern: "/*" }] }, "behaviors"],
    ["a budget that is too small", { failoverBudgetSeconds: 10 }, "failoverBudgetSeconds"],
  ];
  for (const [title, values, key] of refused) {
    it(`refuses ${title}, and names the key`, () => {
      expect(() => read(values))
        .to.throw(CodedError, `static-site-ha:${key}`)
        .that.includes({ path: `static-site-ha:${key}` });
    });
  }

  it("is read or not, and never half", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const parse of [behaviorsOf, errorPagesOf, cachePolicyOf]) {
          const parsed: unknown = parse(value);
          if (parsed !== undefined) expect(parsed).to.deep.equal(value);
        }
      }),
    );
  });
});
