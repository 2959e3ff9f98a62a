import { expect } from "chai";
import fc from "fast-check";
import { TransientMap } from "../../simulator/transientMap";

describe("a map of what comes and goes", () => {
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
        const transient = new TransientMap<number, number>();
        const map = new Map<number, number>();
        for (const step of each) {
          if ("set" in step) {
            transient.set(step.set, step.to);
            map.set(step.set, step.to);
          } else {
            transient.delete(step.delete);
            map.delete(step.delete);
          }
          grown = Math.max(grown, map.size);
          expect([...transient]).to.deep.equal([...map]);
          expect(transient.size).to.equal(map.size);
          expect(transient.values()).to.deep.equal([...map.values()]);
        }
        for (let one = 0; one <= 20; one++) expect(transient.get(one)).to.equal(map.get(one));
      }),
    );
    expect(grown).to.be.above(8);
  });

  for (const size of [3, 30]) {
    it(`of ${size} entries has none once it is cleared`, () => {
      const transient = new TransientMap<number, string>();
      for (let one = 0; one < size; one++) transient.set(one, "x");
      transient.clear();
      expect([transient.size, transient.get(1), transient.values()]).to.deep.equal([0, undefined, []]);
    });

    it(`of ${size} entries loses all of them to whoever goes through it and deletes`, () => {
      const transient = new TransientMap<number, string>();
      for (let one = 0; one < size; one++) transient.set(one, "x");
      for (const [one] of transient) transient.delete(one);
      expect([...transient]).to.deep.equal([]);
      transient.set(1, "y");
      expect(transient.get(1)).to.equal("y");
    });
  }
});
