import { expect } from "chai";
import fc from "fast-check";
import { distributionFileOf } from "../../../../simulator/model/file/distributionFile";
import { changed, distributionJson } from "../../../support/distributions";
import { refusalOf } from "../../../support/refusal";

describe("a file of a distribution", () => {
  const shop = distributionJson("shop");
  const docs = distributionJson("docs");

  it("is what get-distribution-config prints: what it does not name is made up, the same each time, and told (D12)", () => {
    const { distribution, madeUp, notModelled } = distributionFileOf(shop);
    expect(distribution.id).to.match(/^E[0-9A-Z]{13}$/);
    expect(distribution.domainName).to.equal(`d${distribution.id.slice(1).toLowerCase()}.cloudfront.net`);
    expect(distribution.arn).to.equal(`arn:aws:cloudfront::111122223333:distribution/${distribution.id}`);
    expect(madeUp).to.deep.equal([
      `the distribution's id, ${distribution.id}`,
      `the distribution's domain, ${distribution.domainName}`,
    ]);
    expect(notModelled).to.deep.equal([]);
    expect(distributionFileOf(structuredClone(shop)).distribution.id).to.equal(distribution.id);
  });

  it("is what get-distribution prints, with its id, domain and ARN", () => {
    const { distribution, madeUp } = distributionFileOf(docs);
    expect(distribution.id).to.equal("E1EXAMPLEDOCS00");
    expect(distribution.domainName).to.equal("d1exampledocs00.cloudfront.net");
    expect(distribution.arn).to.equal("arn:aws:cloudfront::123456789012:distribution/E1EXAMPLEDOCS00");
    expect(madeUp).to.deep.equal([]);
  });

  it("is a bare DistributionConfig", () => {
    const { distribution } = distributionFileOf(shop["DistributionConfig"]);
    expect(distribution.config.Comment).to.equal("A shop in two places");
  });

  it("keeps what the file says, in the API's own shape", () => {
    const { CacheBehaviors, CustomErrorResponses, HttpVersion } = distributionFileOf(shop).distribution.config;
    expect(CacheBehaviors?.Items?.map(({ PathPattern }) => PathPattern)).to.deep.equal(["/api/*", "/errors/*"]);
    expect(CustomErrorResponses?.Items?.[0]?.ErrorCachingMinTTL).to.equal(1);
    expect(HttpVersion).to.equal("http2");
  });

  it("reads the version of HTTP and a response code however the tool wrote them", () => {
    const upper = changed(shop, "DistributionConfig.HttpVersion", "HTTP2");
    const number = changed(upper, "DistributionConfig.CustomErrorResponses.Items.0.ResponseCode", 404);
    const { config } = distributionFileOf(number).distribution;
    expect([config.HttpVersion, config.CustomErrorResponses?.Items?.[0]?.ResponseCode]).to.deep.equal(["http2", "404"]);
  });

  it("takes an empty id of a policy as none", () => {
    const empty = changed(shop, "DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId", "");
    const { distribution, notModelled } = distributionFileOf(empty);
    expect(distribution.config.DefaultCacheBehavior.OriginRequestPolicyId).to.equal(undefined);
    expect(notModelled).to.deep.equal([]);
  });

  const at = "DistributionConfig";
  const refused: readonly [what: string, path: string, to: unknown, code: string, where: string, sentence: RegExp][] = [
    ["no origins", "Origins", undefined, "InvalidArgument", "Origins", /^Origins must be an object, got nothing$/],
    ["no Enabled", "Enabled", undefined, "InvalidArgument", "Enabled", /true or false, got nothing$/],
    [
      "a behavior without a target",
      "CacheBehaviors.Items.1.TargetOriginId",
      undefined,
      "InvalidArgument",
      "CacheBehaviors.Items[1].TargetOriginId",
      /^CacheBehaviors\.Items\[1\]\.TargetOriginId must be a string, got nothing$/,
    ],
    [
      "a port that is text",
      "Origins.Items.0.CustomOriginConfig.HTTPPort",
      "80",
      "InvalidArgument",
      "Origins.Items[0].CustomOriginConfig.HTTPPort",
      /must be a number, got "80"$/,
    ],
    [
      "a policy of viewers that is none",
      "DefaultCacheBehavior.ViewerProtocolPolicy",
      "http-only",
      "InvalidArgument",
      "DefaultCacheBehavior.ViewerProtocolPolicy",
      /one of allow-all, https-only, redirect-to-https, got "http-only"$/,
    ],
    [
      "a list that is shorter than it says",
      "Origins.Quantity",
      3,
      "InconsistentQuantities",
      "Origins",
      /^Origins\.Quantity must be the number of Items, 2, got 3$/,
    ],
    [
      "a nested list that is longer than it says",
      "DefaultCacheBehavior.AllowedMethods.CachedMethods.Quantity",
      1,
      "InconsistentQuantities",
      "DefaultCacheBehavior.AllowedMethods.CachedMethods",
      /2, got 1$/,
    ],
  ];
  for (const [what, path, to, code, where, sentence] of refused) {
    it(`is refused with ${what}, by the API's code and the place`, async () => {
      const refusal = await refusalOf(() => distributionFileOf(changed(shop, `${at}.${path}`, to)));
      expect([refusal.code, refusal.path]).to.deep.equal([code, where]);
      expect(refusal.sentence).to.match(sentence);
    });
  }

  for (const other of [null, 7, "text", [], {}, { Buckets: [] }]) {
    it(`is refused where it is ${JSON.stringify(other)}`, async () => {
      const refusal = await refusalOf(() => distributionFileOf(other));
      expect(refusal.code).to.equal("E_FILE");
      expect(refusal.sentence).to.contain("get-distribution-config");
    });
  }

  it("lists members that the API does not have and members that nothing acts on, and drops none in silence", () => {
    const strange = changed(shop, `${at}.Origins.Items.0.Colour`, "red");
    const vpc = changed(strange, `${at}.Origins.Items.1.VpcOriginConfig`, { VpcOriginId: "vo_1" });
    const field = changed(vpc, `${at}.DefaultCacheBehavior.FieldLevelEncryptionId`, "C1");
    const grpc = changed(field, `${at}.CacheBehaviors.Items.0.GrpcConfig`, { Enabled: true });
    expect(distributionFileOf(grpc).notModelled).to.deep.equal([
      "origin store-west: VpcOriginConfig",
      "behavior /api/*: GrpcConfig",
      "behavior *: FieldLevelEncryptionId",
      "Origins.Items[0].Colour: no member of the API that is known",
    ]);
  });

  it("is read or refused with a code whatever JSON it is", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom("Origins", "DefaultCacheBehavior", "CacheBehaviors"),
        (value, member) => {
          try {
            distributionFileOf(changed(shop, `${at}.${member}`, value));
          } catch (error) {
            expect(Reflect.get(error as object, "code")).to.match(
              /^(?:InvalidArgument|InconsistentQuantities|E_FILE)$/,
            );
          }
        },
      ),
    );
  });
});
