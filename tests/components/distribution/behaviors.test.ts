import { expect } from "chai";
import { patternSlug } from "../../../components/distribution/cachePolicies";
import { inputsOf, runSite } from "../../support/pulumiSite";

const ids = { cache: "11111111-2222-3333-4444-555555555555", headers: "66666666-7777-8888-9999-000000000000" };

interface Written {
  readonly pathPattern?: string;
  readonly targetOriginId: string;
  readonly functionAssociations: unknown;
  readonly [property: string]: unknown;
}

async function written(behaviors: NonNullable<Parameters<typeof runSite>[0]>["behaviors"] = []) {
  const { resources } = await runSite({ behaviors });
  const { defaultCacheBehavior, orderedCacheBehaviors } = inputsOf(resources, "Distribution");
  return { whole: defaultCacheBehavior as Written, ordered: (orderedCacheBehaviors ?? []) as Written[], resources };
}

describe("behaviors", () => {
  it("are none by default", async () => {
    const { resources } = await runSite();
    expect(inputsOf(resources, "Distribution")).not.to.have.property("orderedCacheBehaviors");
  });

  it("are the site's own for other paths: on the group, with its methods and functions (FO-2, FO-8, FO-9)", async () => {
    const { whole, ordered } = await written([{ pathPattern: "/assets/*" }]);
    expect(ordered).to.deep.equal([{ ...whole, pathPattern: "/assets/*" }]);
    expect(whole.targetOriginId).to.equal("site");
  });

  it("stand in the order in which they are given: CloudFront takes the first that matches (PL-3)", async () => {
    const { ordered } = await written([{ pathPattern: "/b/*" }, { pathPattern: "/a/*" }]);
    expect(ordered.map(({ pathPattern }) => pathPattern)).to.deep.equal(["/b/*", "/a/*"]);
  });

  it("have a cache and a headers policy of their own, compress and answer plain http as they are told", async () => {
    const { ordered } = await written([
      {
        pathPattern: "*.zip",
        cachePolicyId: ids.cache,
        responseHeadersPolicyId: ids.headers,
        compress: false,
        httpsOnly: true,
      },
    ]);
    expect(ordered[0]).to.include({
      cachePolicyId: ids.cache,
      responseHeadersPolicyId: ids.headers,
      compress: false,
      viewerProtocolPolicy: "https-only",
    });
  });

  it("make a cache policy where they describe one, named for the pattern and not for its place", async () => {
    const { ordered, resources } = await written([
      { pathPattern: "/api/*" },
      { pathPattern: "/img/*", cachePolicy: { maxTtlSeconds: 60, queryStrings: ["w"], headers: ["Accept"] } },
    ]);
    const name = `site-cache-${patternSlug("img/*")}`;
    expect(inputsOf(resources, "CachePolicy")).to.deep.include({ minTtl: 1, defaultTtl: 60, maxTtl: 60 });
    expect(inputsOf(resources, "CachePolicy", name).parametersInCacheKeyAndForwardedToOrigin).to.deep.equal({
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      headersConfig: { headerBehavior: "whitelist", headers: { items: ["Accept"] } },
      cookiesConfig: { cookieBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "whitelist", queryStrings: { items: ["w"] } },
    });
    expect(ordered[1]?.cachePolicyId).to.equal(`${name}-id`);
  });
});

describe("the site's cache policy", () => {
  it("is one that exists where cachePolicyId names it", async () => {
    const { resources } = await runSite({ cachePolicyId: ids.cache, behaviors: [{ pathPattern: "/a" }] });
    const { defaultCacheBehavior, orderedCacheBehaviors } = inputsOf(resources, "Distribution");
    for (const behavior of [defaultCacheBehavior, ...(orderedCacheBehaviors as object[])]) {
      expect(behavior).to.include({ cachePolicyId: ids.cache });
    }
  });

  it("is made from cachePolicy, with CachingOptimized's times by default (CA-3)", async () => {
    const { resources } = await runSite({ cachePolicy: { cookies: ["lang"] } });
    expect(inputsOf(resources, "CachePolicy", "site-cache")).to.include({
      minTtl: 1,
      defaultTtl: 86_400,
      maxTtl: 31_536_000,
    });
    expect(inputsOf(resources, "Distribution").defaultCacheBehavior).to.include({ cachePolicyId: "site-cache-id" });
  });
});
