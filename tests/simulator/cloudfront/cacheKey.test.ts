import { expect } from "chai";
import fc from "fast-check";
import { cacheKeyOf, headKey, partKey } from "../../../simulator/cloudfront/cacheKey";
import { compileDistribution } from "../../../simulator/cloudfront/compile";
import { defaultSwitches, type Switches } from "../../../simulator/cloudfront/switches";
import { viewerRequestOf } from "../../../simulator/cloudfront/viewerRequest";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { CachePolicy } from "../../../simulator/model/policies";
import { cachingOptimized, distributionId, siteModel, viewerRequest } from "../../support/edge";

const custom: CachePolicy = {
  Id: "custom",
  Name: "custom",
  MinTTL: 0,
  DefaultTTL: 60,
  MaxTTL: 600,
  ParametersInCacheKeyAndForwardedToOrigin: {
    EnableAcceptEncodingGzip: false,
    EnableAcceptEncodingBrotli: false,
    HeadersConfig: { HeaderBehavior: "whitelist", Headers: toItems(["X-B", "x-a", "CloudFront-Forwarded-Proto"]) },
    CookiesConfig: { CookieBehavior: "whitelist", Cookies: toItems(["lang"]) },
    QueryStringsConfig: { QueryStringBehavior: "whitelist", QueryStrings: toItems(["q"]) },
  },
};

function keyer(
  policy: string,
): (path: string, request?: Parameters<typeof viewerRequest>[1], switches?: Partial<Switches>) => string {
  const model = siteModel({ behavior: { CachePolicyId: policy }, model: { cachePolicies: [custom] } });
  const { defaultBehavior } = compileDistribution(model, distributionId);
  return (path, request, switches = {}) =>
    cacheKeyOf(defaultBehavior, viewerRequestOf(viewerRequest(path, request)), { ...defaultSwitches, ...switches })
      .text;
}

describe("the cache key", () => {
  const optimized = keyer(cachingOptimized);
  const listed = keyer("custom");

  it("is the path alone with CachingOptimized: no query, header or cookie (CA-1)", () => {
    const headers = { cookie: "a=1", "x-a": "1", "cache-control": "no-cache", pragma: "no-cache", "user-agent": "x" };
    expect(optimized("/a?q=1", { headers })).to.equal(optimized("/a"));
    expect(optimized("/a")).to.not.equal(optimized("/A"));
  });

  it("tells codings apart, and not how they were asked for (HD-9)", () => {
    const key = (encoding: string, httpVersion = "2"): string =>
      optimized("/a", { httpVersion, headers: { "accept-encoding": encoding } });
    expect(key("gzip, br")).to.equal(key("br;q=1, gzip, deflate"));
    expect(new Set([key("gzip"), key("br"), key("gzip, br"), optimized("/a")]).size).to.equal(4);
    expect(key("gzip", "1.0")).to.equal(optimized("/a"));
  });

  it("is shared by GET and HEAD, not by OPTIONS (CA-1)", () => {
    expect(optimized("/a", { method: "HEAD" })).to.equal(optimized("/a"));
    expect(optimized("/a", { method: "OPTIONS" })).to.not.equal(optimized("/a"));
  });

  it("has what the policy lists of query, headers and cookies (HD-21..25)", () => {
    const base = listed("/a");
    expect(listed("/a?q=1")).to.not.equal(base);
    expect(listed("/a?other=1")).to.equal(base);
    expect(listed("/a?q=1&q=2")).to.not.equal(listed("/a?q=2&q=1"));
    expect(listed("/a", { headers: { cookie: "lang=de; session=9" } })).to.equal(
      listed("/a", { headers: { cookie: "lang=de" } }),
    );
    expect(listed("/a", { headers: { "x-a": "1", "x-b": "2" } })).to.equal(
      listed("/a", { headers: { "x-b": "2", "x-a": "1" } }),
    );
    expect(listed("/a", { headers: { "x-a": "v" } })).to.not.equal(listed("/a", { headers: { "x-a": "V" } }));
  });

  it("has CloudFront's own headers as the edge makes them, never the viewer's (HD-19)", () => {
    const forged = { "cloudfront-forwarded-proto": "http" };
    expect(listed("/a", { headers: forged })).to.equal(listed("/a"));
    expect(listed("/a", { scheme: "http" })).to.not.equal(listed("/a"));
  });

  it("has the raw path unless SIM-20 says otherwise (HD-72)", () => {
    expect(optimized("/%41")).to.not.equal(optimized("/A"));
    expect(optimized("/%41", {}, { "key-path": "normalised" })).to.equal(optimized("/A"));
  });

  it("differs whenever a part that counts differs", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "=", ":", ";", " "), maxLength: 4 });
    const visible = text.map((value) => value.trim());
    const request = fc.record({
      path: text.map((value) => value.replace(/ /g, "%20")),
      q: text,
      a: visible,
      b: visible,
    });
    fc.assert(
      fc.property(request, request, (one, other) => {
        const key = ({ path, q, a, b }: typeof one): string =>
          listed(`/${path}?q=${q}`, { headers: { "x-a": a, "x-b": b } });
        expect(key(one) === key(other)).to.equal(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it("of a part or of a head is none of a whole object's", () => {
    const key = optimized("/a");
    expect(new Set([key, headKey(key), partKey(key, "bytes=0-1"), partKey(key, "bytes=1-2")]).size).to.equal(4);
  });
});
