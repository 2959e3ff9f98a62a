import { expect } from "chai";
import fc from "fast-check";
import { seededRandom } from "../../simulator/random";

describe("drawn numbers", () => {
  it("are the same for the same seed, others for another, and from 0 up to 1", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, two, other] = [seededRandom(seed), seededRandom(seed), seededRandom(seed + 1)];
        const drawn = Array.from({ length: 20 }, one);
        expect(Array.from({ length: 20 }, two)).to.deep.equal(drawn);
        expect(Array.from({ length: 20 }, other)).to.not.deep.equal(drawn);
        expect(drawn.every((value) => value >= 0 && value < 1)).to.equal(true);
      }),
    );
  });

  it("are spread evenly", () => {
    const random = seededRandom(7);
    const below = Array.from({ length: 10_000 }, random).filter((value) => value < 0.1);
    expect(below.length).to.be.within(900, 1_100);
  });
});
