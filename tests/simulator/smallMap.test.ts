import { expect } from "chai";
import fc from "fast-check";
import { SmallMap } from "../../simulator/smallMap";

describe("a small map", () => {
  const key = fc.integer({ min: 0, max: 20 });
  const steps = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ set: key, to: fc.integer() }) },
      { weight: 2, arbitrary: fc.record({ delete: key }) },
    ),
    { maxLength: 80, size: "max" },
  );

  it("holds what a Map does, in the same order, with few entries and with many", () => {
    let grown = 0;
    fc.assert(
      fc.property(steps, (each) => {
        const small = new SmallMap<number, number>();
        const map = new Map<number, number>();
        for (const step of each) {
          if ("set" in step) {
            small.set(step.set, step.to);
            map.set(step.set, step.to);
          } else {
            small.delete(step.delete);
            map.delete(step.delete);
          }
          grown = Math.max(grown, map.size);
          expect([...small]).to.deep.equal([...map]);
          expect(small.size).to.equal(map.size);
        }
        for (let one = 0; one <= 20; one++) expect(small.get(one)).to.equal(map.get(one));
      }),
    );
    expect(grown).to.be.above(8);
  });

  for (const size of [3, 30]) {
    it(`of ${size} entries loses all of them to whoever goes through it and deletes`, () => {
      const small = new SmallMap<number, string>();
      for (let one = 0; one < size; one++) small.set(one, "x");
      for (const [one] of small) small.delete(one);
      expect([...small]).to.deep.equal([]);
      small.set(1, "y");
      expect(small.get(1)).to.equal("y");
    });
  }
});
