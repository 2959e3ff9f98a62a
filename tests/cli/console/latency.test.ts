import { expect } from "chai";
import fc from "fast-check";
import { bucketOf, endOfBucket, merged, quantile } from "../../../cli/console/latency";

describe("latencies by bucket", () => {
  it("are right to within a tenth", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), (milliseconds) => {
        const end = endOfBucket(bucketOf(milliseconds));
        expect(end).to.be.within(milliseconds * 0.999999, milliseconds * 1.100001);
      }),
    );
  });

  it("give the quantile that sorting all of them would give, to within a tenth", () => {
    const latency = fc.double({ min: 1, max: 60_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(latency, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const sorted = [...all].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(all.length * share)) - 1] ?? 0;
        const counts = merged(all.map((one) => [[bucketOf(one), 1]]));
        expect(quantile(counts, share)).to.be.within(exact * 0.999999, exact * 1.100001);
      }),
    );
  });

  it("give none where there was no request", () => {
    expect(quantile([], 0.5)).to.equal(undefined);
  });
});
