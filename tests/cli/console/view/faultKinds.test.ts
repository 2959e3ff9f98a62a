import { expect } from "chai";
import { faultKinds, kindOf, quickFaults, usualAttributes } from "../../../../cli/console/view/faultKinds";
import { faultTypes, parseFault } from "../../../../drills";

describe("the faults that the console offers", () => {
  it("are all that there are", () => {
    expect(faultKinds.map(({ type }) => type).sort()).to.deep.equal([...faultTypes].sort());
  });

  for (const kind of faultKinds) {
    it(`${kind.type} can be set with its usual attributes, and has no others`, () => {
      const fault = parseFault({ type: kind.type, attributes: usualAttributes(kind) });
      expect(Object.keys(fault.attributes).sort()).to.deep.equal(kind.fields.map(({ name }) => name).sort());
    });
  }

  it("are known by their names, those at hand too", () => {
    expect(quickFaults.map((type) => kindOf(type)?.type)).to.deep.equal(quickFaults);
    expect(kindOf("x")).to.equal(undefined);
  });
});
