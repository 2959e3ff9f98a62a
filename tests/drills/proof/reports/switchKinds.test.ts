import { expect } from "chai";
import { switchKinds } from "../../../../drills/proof/reports/switchKinds";
import { finding } from "./support";

describe("what hangs on a point that AWS does not document", () => {
  it("is told once for a promise and a switch, by its first case and how many others there are (D13)", () => {
    const one = { switch: "SIM-5=before", promise: "failover", case: finding().case, metByDefault: true } as const;
    const other = { ...one, promise: "options" } as const;
    const contrary = { ...one, metByDefault: false };
    expect(switchKinds([one, other, one, contrary, one])).to.deep.equal([
      { first: one, more: 2 },
      { first: other, more: 0 },
      { first: contrary, more: 0 },
    ]);
  });
});
