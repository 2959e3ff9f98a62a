import { expect } from "chai";
import fc from "fast-check";
import { oddHook } from "./oddHooks";
import { read } from "./support";

describe("reading odd hooks", () => {
  it("has a doubt about every one that rewrites, however it does (HA-EDGE-01)", () => {
    fc.assert(
      fc.property(oddHook, ({ rewriting }) => {
        const { touchesResponse, writes, opaque } = read(rewriting);
        expect(touchesResponse, rewriting).to.equal(true);
        expect(opaque.length > 0 || writes.some(({ value }) => value !== "same"), rewriting).to.equal(true);
      }),
      { numRuns: 400 },
    );
  });

  it("does not take most of their harmless twins for rewrites (HA-EDGE-01)", () => {
    const twins = fc.sample(oddHook, { numRuns: 200, seed: 1 }).map(({ harmless }) => read(harmless));
    const doubted = twins.filter(({ writes }) =>
      writes.some(({ value, target }) => value !== "same" && target === "sure"),
    );
    expect(doubted.length).to.be.below(20);
  });
});
