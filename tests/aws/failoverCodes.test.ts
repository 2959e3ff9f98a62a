import { expect } from "chai";
import fc from "fast-check";
import { defaultFailoverCodes, failoverCodesFault, legalFailoverCodes } from "../../aws/failoverCodes";

describe("failover criteria", () => {
  it("are 403 404 500 502 503 504 unless told otherwise", () => {
    expect(defaultFailoverCodes).to.deep.equal([403, 404, 500, 502, 503, 504]);
    expect(failoverCodesFault(defaultFailoverCodes)).to.equal(undefined);
  });

  it("may be every code that CloudFront permits, 416 and 429 among them (FO-5)", () => {
    expect(legalFailoverCodes).to.deep.equal([400, 403, 404, 416, 429, 500, 502, 503, 504]);
    expect(failoverCodesFault(legalFailoverCodes)).to.equal(undefined);
  });

  it("cannot be 501, 505, 2xx or 3xx (FO-6)", () => {
    for (const code of [200, 301, 307, 501, 505]) {
      expect(failoverCodesFault([503, 504, code])).to.deep.equal({ kind: "illegal-code", got: code });
    }
  });

  it("are numbers", () => {
    for (const code of ["503", NaN, 503.5, undefined, null]) {
      expect(failoverCodesFault([code, 503, 504])).to.deep.equal({ kind: "illegal-code", got: code });
    }
  });

  it("need 503 to fail over from an unreachable primary (FO-11)", () => {
    expect(failoverCodesFault([500, 504])).to.deep.equal({ kind: "without-503" });
    expect(failoverCodesFault([])).to.deep.equal({ kind: "without-503" });
  });

  it("need 504 to fail over from a primary that times out (FO-12)", () => {
    expect(failoverCodesFault([500, 503])).to.deep.equal({ kind: "without-504" });
  });

  it("hold each code once", () => {
    expect(failoverCodesFault([503, 504, 503])).to.deep.equal({ kind: "duplicate-code", got: 503 });
  });

  it("are accepted exactly when they are distinct legal codes with 503 and 504", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...legalFailoverCodes), fc.integer()), { maxLength: 10 }),
        (codes) => {
          const right =
            new Set(codes).size === codes.length &&
            codes.every((code) => legalFailoverCodes.includes(code)) &&
            codes.includes(503) &&
            codes.includes(504);
          expect(failoverCodesFault(codes) === undefined).to.equal(right);
        },
      ),
    );
  });
});
