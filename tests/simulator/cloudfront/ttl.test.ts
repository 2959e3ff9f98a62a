import { expect } from "chai";
import fc from "fast-check";
import { errorLifetime, successLifetime, type TtlRange } from "../../../simulator/cloudfront/ttl";

const optimized = { min: 1, default: 86_400, max: 31_536_000 };
const useOrigin = { min: 0, default: 0, max: 31_536_000 };
const disabled = { min: 0, default: 0, max: 0 };

function fresh(cacheControl: string | undefined, ttl: TtlRange, status = 200): number | undefined {
  return successLifetime(status, cacheControl === undefined ? {} : { "cache-control": cacheControl }, ttl, 0)?.fresh;
}

describe("how long a response is kept", () => {
  const cases: readonly [what: string, got: () => number | undefined, expected: number | undefined][] = [
    ["a day when S3 says nothing (CA-5)", () => fresh(undefined, optimized), 86_400],
    ["what the origin says (CA-3)", () => fresh("max-age=60", optimized), 60],
    ["no less than the min TTL (CA-3)", () => fresh("max-age=0", optimized), 1],
    ["no more than the max TTL (CA-3)", () => fresh("max-age=99", { ...optimized, max: 50 }), 50],
    ["the min TTL for no-store where it is above 0 (CA-4)", () => fresh("no-store", optimized), 1],
    ["not at all for no-store with a min TTL of 0 (CA-4)", () => fresh("no-store", useOrigin), undefined],
    ["not at all for private with a min TTL of 0 (CA-4)", () => fresh("private, max-age=9", useOrigin), undefined],
    ["for no time, to be revalidated, for no-cache with a min TTL of 0 (CA-4)", () => fresh("no-cache", useOrigin), 0],
    ["not at all by CachingDisabled", () => fresh("max-age=60", disabled), undefined],
    ["a day for a redirect (HD-45)", () => fresh(undefined, optimized, 301), 86_400],
    ["not at all for a 307 without Cache-Control (HD-45)", () => fresh(undefined, optimized, 307), undefined],
    ["not at all for a 308 without Cache-Control (HD-45)", () => fresh(undefined, optimized, 308), undefined],
    ["as said for a 307 with one (HD-45)", () => fresh("max-age=5", optimized, 307), 5],
  ];
  for (const [what, got, expected] of cases) {
    it(`is ${what}`, () => {
      expect(got()).to.equal(expected);
    });
  }

  it("is stale-if-error within the max TTL, by default the max TTL (CA-11)", () => {
    const stale = (header: string): number | undefined =>
      successLifetime(200, { "cache-control": header }, { ...optimized, max: 100 }, 0)?.staleIfError;
    expect(stale("max-age=1")).to.equal(100);
    expect(stale("max-age=1, stale-if-error=7")).to.equal(7);
    expect(stale("max-age=1, stale-if-error=700")).to.equal(100);
    expect(stale("max-age=1, stale-if-error=0")).to.equal(0);
  });

  it("is stale-while-revalidate within the max TTL, by default for no time (CA-12)", () => {
    const stale = (header: string): number | undefined =>
      successLifetime(200, { "cache-control": header }, { ...optimized, max: 100 }, 0)?.staleWhileRevalidate;
    expect(stale("max-age=1")).to.equal(0);
    expect(stale("max-age=1, stale-while-revalidate=7")).to.equal(7);
    expect(stale("max-age=1, stale-while-revalidate=700")).to.equal(100);
  });

  it("is for no time with Vary: * and a min TTL of 0, and as ever with another (HD-51)", () => {
    const headers = { vary: "*", "cache-control": "max-age=60" };
    expect(successLifetime(200, headers, useOrigin, 0)?.fresh).to.equal(0);
    expect(successLifetime(200, headers, optimized, 0)?.fresh).to.equal(60);
    expect(successLifetime(200, { ...headers, vary: "Origin" }, useOrigin, 0)?.fresh).to.equal(60);
  });

  it("always lies between min and max TTL", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(1000), fc.nat(2000), fc.option(fc.nat(5000)), (min, more, most, age) => {
        const ttl = { min, default: min + more, max: min + more + most + 1 };
        const kept = fresh(age === null ? undefined : `max-age=${age}`, ttl) ?? -1;
        expect(kept).to.be.within(ttl.min, ttl.max);
      }),
    );
  });
});

describe("how long an error is kept", () => {
  const kept = (status: number, header?: string, minTtl?: number, s3 = false, ttl: TtlRange = optimized): number =>
    errorLifetime(status, header === undefined ? {} : { "cache-control": header }, { ttl, minTtl, s3, nowMs: 0 });

  const cases: readonly [what: string, got: () => number, expected: number][] = [
    ["10 s for a 404, a 500 and a 504 (CA-13, CA-14)", () => kept(404) + kept(500) + kept(504), 30],
    ["0 for a 403 without max-age (CA-16)", () => kept(403), 0],
    ["max(10, max-age) for a 403 with one (CA-14, CA-15)", () => kept(403, "max-age=60"), 60],
    ["10 s for a 403 with a short one (CA-15)", () => kept(403, "max-age=3"), 10],
    ["0 for a 416, whatever it says (CA-14)", () => kept(416, "max-age=60"), 0],
    ["0 for a 429", () => kept(429, "max-age=60"), 0],
    ["0 for a 404 with no-store (CA-15)", () => kept(404, "no-store"), 0],
    ["10 s for a 503 with no-store, which is not heard (CA-15)", () => kept(503, "no-store"), 10],
    ["0 where 0 is set for a custom origin (CA-13)", () => kept(404, undefined, 0), 0],
    ["1 s where 0 is set for an S3 origin (CA-13)", () => kept(404, undefined, 0, true), 1],
    ["0 by CachingDisabled (CA-14)", () => kept(404, "max-age=60", 60, true, disabled), 0],
    [
      "no more than the max TTL from the header (CA-15)",
      () => kept(404, "max-age=600", 5, false, { ...optimized, max: 50 }),
      50,
    ],
  ];
  for (const [what, got, expected] of cases) {
    it(`is ${what}`, () => {
      expect(got()).to.equal(expected);
    });
  }
});
