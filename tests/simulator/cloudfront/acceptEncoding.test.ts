import { expect } from "chai";
import fc from "fast-check";
import { normalisedEncoding, preferredCoding } from "../../../simulator/cloudfront/acceptEncoding";

const both = { gzip: true, brotli: true };

describe("the normalised Accept-Encoding", () => {
  const cases: readonly [header: string | undefined, both: string | undefined, gzipOnly: string | undefined][] = [
    ["gzip, deflate, br", "br,gzip", "gzip"],
    ["br;q=1.0, GZIP;q=0.5", "br,gzip", "gzip"],
    ["gzip", "gzip", "gzip"],
    ["br", "br", undefined],
    ["deflate, identity", undefined, undefined],
    ["x-gzip", undefined, undefined],
    ["", undefined, undefined],
    [undefined, undefined, undefined],
  ];
  for (const [header, withBoth, gzipOnly] of cases) {
    it(`is ${withBoth ?? "nothing"} for ${header ?? "no header"} (HD-9..11)`, () => {
      expect(normalisedEncoding(header, both, "lenient")).to.equal(withBoth);
      expect(normalisedEncoding(header, { gzip: true, brotli: false }, "lenient")).to.equal(gzipOnly);
      expect(normalisedEncoding(header, { gzip: false, brotli: false }, "lenient")).to.equal(undefined);
    });
  }

  it("counts gzip;q=0 as support unless SIM-29 is strict", () => {
    expect(normalisedEncoding("gzip;q=0, br", both, "lenient")).to.equal("br,gzip");
    expect(normalisedEncoding("gzip;q=0, br", both, "strict")).to.equal("br");
    expect(normalisedEncoding("gzip; q=0.000", both, "strict")).to.equal(undefined);
    expect(normalisedEncoding("gzip;q=0.1", both, "strict")).to.equal("gzip");
  });

  it("does not depend on order, case, weights or other codings", () => {
    const coding = fc.constantFrom("gzip", "br", "deflate", "zstd", "*");
    fc.assert(
      fc.property(fc.uniqueArray(coding), fc.boolean(), (codings, loud) => {
        const header = codings.map((one) => (loud ? one.toUpperCase() : `${one};q=0.3`)).join(" , ");
        const expected = codings.includes("br") ? (codings.includes("gzip") ? "br,gzip" : "br") : undefined;
        expect(normalisedEncoding(header, both, "lenient")).to.equal(
          expected ?? (codings.includes("gzip") ? "gzip" : undefined),
        );
      }),
    );
  });

  it("prefers Brotli (CA-20)", () => {
    expect(preferredCoding("br,gzip")).to.equal("br");
    expect(preferredCoding("gzip")).to.equal("gzip");
    expect(preferredCoding(undefined)).to.equal(undefined);
  });
});
