import { expect } from "chai";
import { policyFileOf } from "../../../../simulator/model/file/policyFile";
import { refusalOf } from "../../../support/refusal";

const cachePolicyConfig = {
  Comment: "",
  Name: "by-colour",
  MinTTL: 0,
  DefaultTTL: 60,
  MaxTTL: 600,
  ParametersInCacheKeyAndForwardedToOrigin: {
    EnableAcceptEncodingGzip: true,
    EnableAcceptEncodingBrotli: true,
    HeadersConfig: { HeaderBehavior: "whitelist", Headers: { Quantity: 1, Items: ["X-Colour"] } },
    CookiesConfig: { CookieBehavior: "none" },
    QueryStringsConfig: { QueryStringBehavior: "all" },
  },
};

describe("a file of a policy", () => {
  it("is a cache policy as get-cache-policy prints it", () => {
    const file = {
      ETag: "E1",
      CachePolicy: { Id: "p-1", LastModifiedTime: "2026", CachePolicyConfig: cachePolicyConfig },
    };
    const { cachePolicies, originRequestPolicies } = policyFileOf(file);
    expect(cachePolicies).to.deep.equal([{ ...cachePolicyConfig, Id: "p-1" }]);
    expect(originRequestPolicies).to.deep.equal([]);
  });

  it("is an origin request policy", () => {
    const config = {
      Name: "all",
      HeadersConfig: { HeaderBehavior: "allViewer" },
      CookiesConfig: { CookieBehavior: "all" },
      QueryStringsConfig: { QueryStringBehavior: "all" },
    };
    const file = { OriginRequestPolicy: { Id: "p-2", OriginRequestPolicyConfig: config } };
    expect(policyFileOf(file).originRequestPolicies).to.deep.equal([{ ...config, Id: "p-2" }]);
  });

  it("is a response headers policy", () => {
    const config = {
      Name: "secure",
      SecurityHeadersConfig: { FrameOptions: { Override: true, FrameOption: "DENY" } },
      CustomHeadersConfig: { Quantity: 1, Items: [{ Header: "X-A", Value: "1", Override: false }] },
    };
    const file = { ResponseHeadersPolicy: { Id: "p-3", ResponseHeadersPolicyConfig: config } };
    expect(policyFileOf(file).responseHeadersPolicies).to.deep.equal([{ ...config, Id: "p-3" }]);
  });

  it("is refused without its id, and with a member that a policy does not have", async () => {
    const noId = await refusalOf(() => policyFileOf({ CachePolicy: { CachePolicyConfig: cachePolicyConfig } }));
    expect([noId.code, noId.path]).to.deep.equal(["InvalidArgument", "CachePolicy.Id"]);
    const more = { ...cachePolicyConfig, Colour: "red" };
    const strange = await refusalOf(() => policyFileOf({ CachePolicy: { Id: "p", CachePolicyConfig: more } }));
    expect(strange.path).to.equal("CachePolicy.CachePolicyConfig.Colour");
  });

  it("is refused where it is something else", async () => {
    for (const other of [null, [], { CachePolicyConfig: cachePolicyConfig }]) {
      expect((await refusalOf(() => policyFileOf(other))).code).to.equal("E_FILE");
    }
  });
});
