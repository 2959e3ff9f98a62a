import { expect } from "chai";
import { casesOf, type ProofCase } from "../../../drills/proof/matrix";
import { isVacuous } from "../../../drills/proof/vacuity";

const [first] = casesOf("*");

function judged(discriminates: boolean | undefined, more: Partial<ProofCase> = {}) {
  if (first === undefined) throw new Error("the matrix is empty");
  return {
    promise: "failover" as const,
    met: true,
    one: { ...first, ...more },
    ...(discriminates === undefined ? {} : { discriminates }),
  };
}

describe("a promise that was kept by nothing (D15)", () => {
  it("is one of whose controls none went wrong, or that has none", () => {
    expect(isVacuous([])).to.equal(true);
    expect(isVacuous([judged(undefined)])).to.equal(true);
    expect(isVacuous([judged(false)])).to.equal(true);
    expect(isVacuous([judged(true)])).to.equal(false);
  });

  it("is told by behavior and fault: a control that goes wrong elsewhere is no help", () => {
    const down = judged(true, { fault: "down" });
    expect(isVacuous([down, judged(false, { fault: "dns" })])).to.equal(true);
    expect(isVacuous([down, judged(false, { fault: "down", behavior: "/img/*" })])).to.equal(true);
    expect(isVacuous([down, judged(false, { fault: "down", cache: "expired" })])).to.equal(false);
    expect(isVacuous([down, judged(undefined, { fault: "dns" })])).to.equal(false);
  });
});
