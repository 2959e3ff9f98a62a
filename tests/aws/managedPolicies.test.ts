import { expect } from "chai";
import {
  cachingOptimizedId,
  managedCachePolicies,
  managedOriginRequestPolicies,
  managedResponseHeadersPolicies,
} from "../../aws/managedPolicies";
import { itemsOf } from "../../simulator/model/distributionConfig";
import type { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy } from "../../simulator/model/policies";

describe("AWS's managed policies", () => {
  // The assignments are the test: the shapes are the API's, as the model has them.
  const cache: readonly CachePolicy[] = managedCachePolicies;
  const originRequest: readonly OriginRequestPolicy[] = managedOriginRequestPolicies;
  const responseHeaders: readonly ResponseHeadersPolicy[] = managedResponseHeadersPolicies;

  it("have one id each, in the form of an id (HD 1.3, HD 1.4, RH-1, RH-2)", () => {
    const ids = [...cache, ...originRequest, ...responseHeaders].map((policy) => policy.Id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("cache a static site with CachingOptimized for 1 s, a day, a year and in both codings (HD 1.3)", () => {
    const policy = cache.find(({ Id }) => Id === cachingOptimizedId);
    expect(policy).to.include({ MinTTL: 1, DefaultTTL: 86_400, MaxTTL: 31_536_000 });
    expect(policy?.ParametersInCacheKeyAndForwardedToOrigin).to.deep.equal({
      EnableAcceptEncodingGzip: true,
      EnableAcceptEncodingBrotli: true,
      HeadersConfig: { HeaderBehavior: "none" },
      CookiesConfig: { CookieBehavior: "none" },
      QueryStringsConfig: { QueryStringBehavior: "none" },
    });
  });

  it("have their TTLs in order", () => {
    for (const { MinTTL, DefaultTTL, MaxTTL } of cache) {
      expect(MinTTL).to.be.at.most(DefaultTTL);
      expect(DefaultTTL).to.be.at.most(MaxTTL);
    }
  });

  it("name 21 CloudFront headers in AllViewerAndCloudFrontHeaders-2022-06 (HD 1.4)", () => {
    const policy = originRequest.find(({ Name }) => Name.includes("2022-06"));
    expect(itemsOf(policy?.HeadersConfig.Headers)).to.have.lengthOf(21);
  });

  it("carry no content security policy (RH-1)", () => {
    for (const policy of responseHeaders) {
      expect(policy.SecurityHeadersConfig ?? {}).not.to.have.property("ContentSecurityPolicy");
    }
  });

  it("let only nosniff override the origin (RH-1)", () => {
    const [security] = responseHeaders;
    const overriding = Object.entries(security?.SecurityHeadersConfig ?? {}).filter(([, { Override }]) => Override);
    expect(overriding.map(([name]) => name)).to.deep.equal(["ContentTypeOptions"]);
  });
});
