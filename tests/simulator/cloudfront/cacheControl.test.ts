import { expect } from "chai";
import fc from "fast-check";
import { cacheControlOf, lifetimeOf, parseCacheControl } from "../../../simulator/cloudfront/cacheControl";

describe("Cache-Control", () => {
  it("gives its directives whatever their case and spacing", () => {
    const parsed = parseCacheControl('Public ,MAX-AGE = 60,s-maxage="120", stale-if-error=5,Stale-While-Revalidate=7');
    expect(parsed).to.deep.equal({
      maxAge: 60,
      sMaxage: 120,
      staleIfError: 5,
      staleWhileRevalidate: 7,
      noStore: false,
      noCache: false,
      private: false,
    });
  });

  it("means single fields when no-cache and private have a list (HD-24)", () => {
    const parsed = parseCacheControl('no-cache="Set-Cookie, X-Other", private="X", max-age=9');
    expect([parsed.noCache, parsed.private, parsed.maxAge]).to.deep.equal([false, false, 9]);
  });

  it("leaves out what is no number, and takes the first of two", () => {
    expect(parseCacheControl("max-age=abc").maxAge).to.equal(undefined);
    expect(parseCacheControl("max-age=-1").maxAge).to.equal(undefined);
    expect(parseCacheControl("max-age=1, max-age=2").maxAge).to.equal(1);
    expect(parseCacheControl(`max-age=${"9".repeat(30)}`).maxAge).to.equal(2 ** 31);
  });

  it("reads several header lines as one", () => {
    expect(cacheControlOf({ "cache-control": ["max-age=5", "no-store"] })).to.include({ maxAge: 5, noStore: true });
  });

  it("can be read whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const { maxAge } = parseCacheControl(header);
        expect(maxAge === undefined || (Number.isInteger(maxAge) && maxAge >= 0)).to.equal(true);
      }),
    );
  });

  it("survives being written and read", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.boolean(), (age, shared, store) => {
        const parsed = parseCacheControl(
          [`max-age=${age}`, `s-maxage=${shared}`, ...(store ? [] : ["no-store"])].join(", "),
        );
        expect(parsed).to.include({ maxAge: age, sMaxage: shared, noStore: !store });
      }),
    );
  });
});

describe("the lifetime that an origin gives (CA-3)", () => {
  const now = Date.UTC(2026, 0, 1);
  const lifetime = (headers: Record<string, string>): number | undefined =>
    lifetimeOf(cacheControlOf(headers), headers, now);

  it("is s-maxage, else max-age, else Expires, else none", () => {
    const expires = new Date(now + 30_000).toUTCString();
    expect(lifetime({ "cache-control": "max-age=60, s-maxage=120", expires })).to.equal(120);
    expect(lifetime({ "cache-control": "max-age=60", expires })).to.equal(60);
    expect(lifetime({ expires })).to.equal(30);
    expect(lifetime({ expires, date: new Date(now + 10_000).toUTCString() })).to.equal(20);
    expect(lifetime({})).to.equal(undefined);
  });

  it("is over for an Expires that JavaScript takes for a date and HTTP does not (CA-3)", () => {
    const past = { date: "Thu, 18 Aug 2050 02:00:00 GMT" };
    for (const expires of [
      "Thu, 18 Aug 2050 02:01:18 UTC",
      "Thu 18 Aug 2050 02:01:18 GMT",
      "Thu, 18-Aug-2050 02:01:18 GMT",
    ]) {
      expect(lifetime({ ...past, expires }), expires).to.equal(0);
    }
    expect(lifetime({ ...past, expires: "Thu, 18 Aug 2050 02:01:18 GMT" })).to.equal(78);
  });

  it("is over for an Expires that is past or no date", () => {
    expect(lifetime({ expires: "0" })).to.equal(0);
    expect(lifetime({ expires: new Date(now - 1000).toUTCString() })).to.equal(0);
  });
});
