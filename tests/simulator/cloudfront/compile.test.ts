import { expect } from "chai";
import { compileDistribution } from "../../../simulator/cloudfront/compile";
import { toItems } from "../../../simulator/model/distributionConfig";
import { distributionId, siteModel, type SiteSettings } from "../../support/edge";
import { refusalOf } from "../../support/refusal";

describe("a compiled distribution", () => {
  it("has CloudFront's defaults where the configuration is silent (FO-20..22, PL-1)", () => {
    const { defaultBehavior } = compileDistribution(siteModel({ criteria: null }), distributionId);
    expect(defaultBehavior.target).to.deep.include({ kind: "origin" });
    if (defaultBehavior.target.kind !== "origin") throw new Error("not an origin");
    expect(defaultBehavior.target.origin).to.include({
      connectionAttempts: 3,
      connectTimeoutMs: 10_000,
      readTimeoutMs: 30_000,
    });
    expect([...defaultBehavior.allowedMethods]).to.deep.equal(["GET", "HEAD"]);
  });

  it("answers to its domain and its aliases (HD-99)", () => {
    const { hosts } = compileDistribution(
      siteModel({ config: { Aliases: toItems(["www.example.com"]) } }),
      distributionId,
    );
    expect(hosts).to.deep.equal(["d111111abcdef8.cloudfront.net", "www.example.com"]);
  });

  const dangling: readonly [code: string, settings: SiteSettings][] = [
    ["NoSuchOrigin", { behavior: { TargetOriginId: "nobody" } }],
    ["NoSuchCachePolicy", { behavior: { CachePolicyId: "none" } }],
    ["NoSuchOriginRequestPolicy", { behavior: { OriginRequestPolicyId: "none" } }],
    ["NoSuchResponseHeadersPolicy", { behavior: { ResponseHeadersPolicyId: "none" } }],
    [
      "NoSuchFunctionExists",
      { behavior: { FunctionAssociations: toItems([{ EventType: "viewer-request", FunctionARN: "arn:none" }]) } },
    ],
  ];
  for (const [code, settings] of dangling) {
    it(`is refused with ${code} for a reference that leads nowhere`, async () => {
      const refusal = await refusalOf(() => compileDistribution(siteModel(settings), distributionId));
      expect(refusal.code).to.equal(code);
      expect(refusal.path).to.match(/^DefaultCacheBehavior/);
    });
  }

  it("is refused for a distribution that the model does not have", async () => {
    const refusal = await refusalOf(() => compileDistribution(siteModel(), "EOTHER"));
    expect([refusal.code, refusal.sentence]).to.deep.equal([
      "E_NO_DISTRIBUTION",
      "distributionId must be one of the model's (EDFDVBD6EXAMPLE), got EOTHER",
    ]);
  });
});
