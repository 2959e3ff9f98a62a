import { expect } from "chai";
import fc from "fast-check";
import { cacheKeyNameFault, optimizedTtlSeconds } from "../../aws/cacheLimits";
import { cachingOptimizedId, managedCachePolicies } from "../../aws/managedPolicies";

describe("the cache key in front of a bucket", () => {
  it("never holds Host: S3 would look for a bucket of that name (HD-4)", () => {
    fc.assert(
      fc.property(fc.mixedCase(fc.constant("host")), (name) => {
        expect(cacheKeyNameFault("headers", name)).to.equal("host");
      }),
    );
    expect(cacheKeyNameFault("queryStrings", "host")).to.equal(undefined);
    expect(cacheKeyNameFault("cookies", "host")).to.equal(undefined);
  });

  it("has switches of their own for cookies and encodings", () => {
    for (const name of ["Cookie", "accept-encoding"]) {
      expect(cacheKeyNameFault("headers", name)).to.equal("not-in-a-cache-key");
    }
  });

  it("holds names without spaces, separators and wildcards", () => {
    for (const name of ["", "a b", "a:b", "*", "é", 7, undefined]) {
      expect(cacheKeyNameFault("headers", name), String(name)).to.equal("malformed");
    }
    for (const name of ["a&b", "a=b", "a#b"]) expect(cacheKeyNameFault("queryStrings", name)).to.equal("malformed");
    expect(cacheKeyNameFault("queryStrings", "a[b]")).to.equal(undefined);
    expect(cacheKeyNameFault("headers", "Accept-Language")).to.equal(undefined);
  });

  it("has by default the times of CachingOptimized (CA-3)", () => {
    const { MinTTL, DefaultTTL, MaxTTL } = managedCachePolicies.find(({ Id }) => Id === cachingOptimizedId) ?? {};
    expect(optimizedTtlSeconds).to.deep.equal({ minimum: MinTTL, default: DefaultTTL, maximum: MaxTTL });
  });
});
