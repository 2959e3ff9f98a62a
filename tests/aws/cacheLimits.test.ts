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
      expect(cacheKeyNameFault("headers", name)).to.equal("switched");
    }
  });

  it("holds no header that CloudFront removes or sets itself (header table, HD-19)", () => {
    const never =
      "Connection TE Trailer Transfer-Encoding Proxy-Authenticate Proxy-Authorization Proxy-Connection X-Edge-Location " +
      "X-Forwarded-Proto X-Real-IP Upgrade Content-Length Cache-Control Pragma Max-Forwards Request-Range X-Amz-Cf-Id " +
      "CloudFront-Viewer-Address CloudFront-Viewer-TLS";
    for (const name of never.split(" ")) {
      expect(cacheKeyNameFault("headers", name), name).to.equal("not-in-a-cache-key");
      expect(cacheKeyNameFault("headers", name.toLowerCase()), name).to.equal("not-in-a-cache-key");
    }
    for (const name of ["Via", "User-Agent", "X-Forwarded-For", "Authorization", "Expect", "If-Match", "Origin"]) {
      expect(cacheKeyNameFault("headers", name), name).to.equal(undefined);
    }
  });

  it("holds names without spaces, separators and wildcards", () => {
    for (const name of ["", "a b", "a:b", "*", "é", 7, undefined]) {
      expect(cacheKeyNameFault("headers", name), String(name)).to.equal("malformed");
    }
    for (const name of ["*", "a*"]) expect(cacheKeyNameFault("cookies", name)).to.equal("malformed");
    for (const name of ["a&b", "a=b", "a#b", "a*"])
      expect(cacheKeyNameFault("queryStrings", name)).to.equal("malformed");
    expect(cacheKeyNameFault("queryStrings", "a[b]")).to.equal(undefined);
    expect(cacheKeyNameFault("headers", "Accept-Language")).to.equal(undefined);
  });

  it("has by default the times of CachingOptimized (CA-3)", () => {
    const { MinTTL, DefaultTTL, MaxTTL } = managedCachePolicies.find(({ Id }) => Id === cachingOptimizedId) ?? {};
    expect(optimizedTtlSeconds).to.deep.equal({ minimum: MinTTL, default: DefaultTTL, maximum: MaxTTL });
  });
});
