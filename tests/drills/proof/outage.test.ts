import { expect } from "chai";
import { outageOf } from "../../../drills/proof/outage";

const hang = {
  failure: "response-timeout",
  worstMs: 32_000,
  typicalMs: 30_000,
  because: "1 × (2 + 30) = 32 s",
} as const;

describe("what an outage costs a reader", () => {
  it("is paid for every page, as nothing is remembered of the page before (FO-16)", () => {
    const cold = outageOf([hang]).filter(({ cachedShare }) => cachedShare === 0);
    expect(cold.map(({ pages, misses, worstMs, typicalMs }) => ({ pages, misses, worstMs, typicalMs }))).to.deep.equal([
      { pages: 1, misses: 1, worstMs: 32_000, typicalMs: 30_000 },
      { pages: 5, misses: 5, worstMs: 160_000, typicalMs: 150_000 },
      { pages: 20, misses: 20, worstMs: 640_000, typicalMs: 600_000 },
    ]);
  });

  it("is less by the share of pages that the edge has (FO-17)", () => {
    const cached = outageOf([hang]).filter(({ cachedShare }) => cachedShare > 0);
    expect(
      cached.map(({ pages, cachedShare, misses, worstMs }) => [pages, cachedShare, misses, worstMs]),
    ).to.deep.equal([
      [1, 0.8, 0.2, 6_400],
      [5, 0.8, 1, 32_000],
      [20, 0.8, 4, 128_000],
    ]);
  });

  it("ends with the page where the replica has it, and with an error where both fail (FO-18)", () => {
    const both = { ...hang, failure: "both-response-timeout" } as const;
    expect(new Set(outageOf([hang]).map(({ ends }) => ends))).to.deep.equal(new Set(["page"]));
    expect(new Set(outageOf([both]).map(({ ends }) => ends))).to.deep.equal(new Set(["error"]));
  });

  it("has no typical figure where no case of the matrix had such a failure", () => {
    const { typicalMs, ...unseen } = hang;
    expect(typicalMs).to.equal(30_000);
    for (const cost of outageOf([unseen])) expect(cost).not.to.have.property("typicalMs");
  });
});
