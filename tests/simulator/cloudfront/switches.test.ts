import { expect } from "chai";
import { defaultSwitches, parseSwitch, switchTable } from "../../../simulator/cloudfront/switches";
import { refusalOf } from "../../support/refusal";

describe("the switches", () => {
  it("are numbered from SIM-1 on without a gap, each name once", () => {
    expect(switchTable.map(({ number }) => number)).to.deep.equal(switchTable.map((_, index) => index + 1));
    expect(new Set(switchTable.map(({ name }) => name)).size).to.equal(switchTable.length);
  });

  it("stand at their first value", () => {
    for (const { name, values } of switchTable) expect(defaultSwitches[name]).to.equal(values[0]);
  });

  it("are read by number or name", () => {
    expect(parseSwitch("SIM-5=before")).to.deep.equal({ "failover-status": "before" });
    expect(parseSwitch("connect-gate=lenient")).to.deep.equal({ "connect-gate": "lenient" });
    for (const { number, values } of switchTable) {
      for (const value of values) expect(() => parseSwitch(`SIM-${number}=${value}`)).to.not.throw();
    }
  });

  for (const text of ["SIM-99=yes", "SIM-1", "SIM-1=", "SIM-1=maybe", "", "toString=yes"]) {
    it(`refuse ${JSON.stringify(text)}`, async () => {
      expect((await refusalOf(() => parseSwitch(text))).code).to.equal("E_USAGE");
    });
  }
});
