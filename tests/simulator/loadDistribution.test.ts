import { expect } from "chai";
import { loadDistribution } from "../../simulator/loadDistribution";
import { changed, distributionJson, noSupplies } from "../support/distributions";
import { refusalOf } from "../support/refusal";

const docs = distributionJson("docs");
const shop = distributionJson("shop");
const at = "Distribution.DistributionConfig";
const arn = "arn:aws:cloudfront::123456789012:function/rewrite";

describe("a distribution that is loaded from a file", () => {
  it("has the buckets of its S3 origins in the regions of their names, with versions (D9, S3-11)", () => {
    const { model } = loadDistribution(docs, noSupplies);
    expect(model.buckets.map(({ name, region, versioning }) => [name, region, versioning])).to.deep.equal([
      ["docs-east", "us-east-1", "Enabled"],
      ["docs-west", "us-west-2", "Enabled"],
    ]);
  });

  it("lets into a bucket whom its origin signs as: an identity (S3-2), or the distribution (S3-1)", () => {
    const [east, west] = loadDistribution(docs, noSupplies).model.buckets;
    expect(east?.policy?.Statement.map(({ Principal, Action }) => [Principal, Action])).to.deep.equal([
      [{ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2EXAMPLE1" }, "s3:GetObject"],
      [{ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2EXAMPLE1" }, "s3:ListBucket"],
    ]);
    expect(west?.policy?.Statement[0]?.Condition).to.deep.equal({
      StringEquals: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/E1EXAMPLEDOCS00" },
    });
    expect([east?.publicAccessBlock.blockPublicPolicy, west?.publicAccessBlock.blockPublicPolicy]).to.deep.equal([
      true,
      true,
    ]);
  });

  it("has a public bucket behind an origin that signs as nobody, and says so", () => {
    const bare = changed(docs, `${at}.Origins.Items.0.S3OriginConfig.OriginAccessIdentity`, "");
    const { model, madeUp } = loadDistribution(bare, noSupplies);
    expect(model.buckets[0]?.policy?.Statement[0]?.Principal).to.equal("*");
    expect(madeUp).to.deep.equal([
      "the bucket docs-east in us-east-1 keeps versions and is public: its origin signs as nobody",
      "the bucket docs-west in us-west-2 keeps versions and is read by this distribution alone",
    ]);
  });

  it("takes a bucket of the global endpoint as one of us-east-1 unless another origin names its region (S3-11)", () => {
    const global = changed(docs, `${at}.Origins.Items.0.DomainName`, "docs-west.s3.amazonaws.com");
    const { model } = loadDistribution(global, noSupplies);
    expect(model.buckets.map(({ name, region }) => [name, region])).to.deep.equal([["docs-west", "us-west-2"]]);
    const alone = changed(docs, `${at}.Origins.Items.0.DomainName`, "docs-east.s3.amazonaws.com");
    expect(loadDistribution(alone, noSupplies).model.buckets.map(({ region }) => region)).to.deep.equal([
      "us-east-1",
      "us-west-2",
    ]);
  });

  it("is refused with writes on an origin group in the API's own words (V10, FO-9)", async () => {
    const methods = Reflect.get(distributionJson("shop")["DistributionConfig"] as object, "CacheBehaviors") as {
      Items: { AllowedMethods: unknown }[];
    };
    const writes = changed(
      shop,
      "DistributionConfig.DefaultCacheBehavior.AllowedMethods",
      methods.Items[0]?.AllowedMethods,
    );
    const refusal = await refusalOf(() => loadDistribution(writes, noSupplies));
    expect([refusal.code, refusal.path]).to.deep.equal(["InvalidArgument", "DefaultCacheBehavior.AllowedMethods"]);
    expect(refusal.sentence).to.equal(
      "The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group.",
    );
  });

  it("is refused for a target and for policies that do not exist, by the API's codes", async () => {
    const cases: readonly [member: string, code: string][] = [
      ["TargetOriginId", "NoSuchOrigin"],
      ["CachePolicyId", "NoSuchCachePolicy"],
      ["OriginRequestPolicyId", "NoSuchOriginRequestPolicy"],
      ["ResponseHeadersPolicyId", "NoSuchResponseHeadersPolicy"],
    ];
    for (const [member, code] of cases) {
      const file = changed(docs, `${at}.DefaultCacheBehavior.${member}`, "nobody");
      const refusal = await refusalOf(() => loadDistribution(file, noSupplies));
      expect([refusal.code, refusal.path]).to.deep.equal([code, `DefaultCacheBehavior.${member}`]);
    }
  });

  it("lists a function whose code is not supplied, and runs one whose code is", () => {
    const associations = { Quantity: 1, Items: [{ EventType: "viewer-request", FunctionARN: arn }] };
    const file = changed(docs, `${at}.DefaultCacheBehavior.FunctionAssociations`, associations);
    const without = loadDistribution(file, noSupplies);
    expect(without.notModelled.join("\n")).to.contain(
      `behavior *: the CloudFront Function on viewer-request does not run: the code of ${arn} is not known`,
    );
    expect(without.model.distributions[0]?.config.DefaultCacheBehavior.FunctionAssociations?.Quantity).to.equal(0);
    const functions = [{ arn, name: "rewrite", runtime: "cloudfront-js-2.0", code: "function handler(e){}" }];
    const withCode = loadDistribution(file, { ...noSupplies, functions });
    expect(withCode.notModelled.join("\n")).to.not.contain(arn);
    expect(withCode.model.distributions[0]?.config.DefaultCacheBehavior.FunctionAssociations?.Quantity).to.equal(1);
  });

  describe("with a staging distribution (DR-3)", () => {
    const bare = changed(docs, `${at}.HttpVersion`, "http2");
    const continuousDeployment = {
      ContinuousDeploymentPolicy: {
        Id: "p",
        ContinuousDeploymentPolicyConfig: {
          Enabled: true,
          StagingDistributionDnsNames: { Quantity: 1, Items: ["d2staging.cloudfront.net"] },
          TrafficConfig: { Type: "SingleHeader", SingleHeaderConfig: { Header: "aws-cf-cd-drill", Value: "yes" } },
        },
      },
    };
    const stagingConfig = Reflect.get(bare["Distribution"] as object, "DistributionConfig") as Record<string, unknown>;
    const staging = { distribution: stagingConfig, continuousDeployment };

    it("has both, the staging one by the name that the policy has for it, and lets both into the buckets (S3-1)", () => {
      const { model, madeUp, notModelled, ...more } = loadDistribution(bare, noSupplies, staging);
      const names = model.distributions.map(({ domainName, config }) => [domainName, config.Staging === true]);
      expect(names).to.deep.equal([
        ["d1exampledocs00.cloudfront.net", false],
        ["d2staging.cloudfront.net", true],
      ]);
      const [production, other] = model.distributions.map(({ arn: one }) => one);
      const sources = model.buckets[1]?.policy?.Statement.map(({ Condition }) => Condition?.["StringEquals"]);
      expect(JSON.stringify(sources)).to.contain(production).and.to.contain(other);
      expect(madeUp[0]).to.match(/^the staging distribution's id, E/);
      expect(notModelled.join()).to.not.contain("continuous deployment");
      expect(more.continuousDeployment?.Enabled).to.equal(true);
    });

    it("is refused with HTTP/3, with a completion timeout (FO-23), and for a policy of another distribution", async () => {
      const http3 = await refusalOf(() => loadDistribution(docs, noSupplies, staging));
      expect([http3.code, http3.path]).to.deep.equal(["InvalidArgument", "HttpVersion"]);
      const cap = changed(bare, `${at}.Origins.Items.1.ResponseCompletionTimeout`, 60);
      const capped = await refusalOf(() => loadDistribution(cap, noSupplies, staging));
      expect(capped.path).to.equal("Origins.Items[1].ResponseCompletionTimeout");
      const another = await refusalOf(() => loadDistribution(bare, noSupplies, { ...staging, distribution: bare }));
      expect(another.sentence).to.match(/must name d1exampledocs00\.cloudfront\.net, got d2staging/);
    });
  });
});
