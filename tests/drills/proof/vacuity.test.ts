import { expect } from "chai";
import { casesOf, type ProofCase } from "../../../drills/proof/matrix";
import { shownNothing } from "../../../drills/proof/vacuity";

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
  const down = judged(true, { fault: "down" });

  it("is one of whose controls none went wrong, or that has none", () => {
    expect(shownNothing([])).to.deep.equal([]);
    expect(shownNothing([judged(undefined)])).to.deep.equal([]);
    expect(shownNothing([judged(false)])).to.deep.equal([{ behavior: "*", fault: "none" }]);
    expect(shownNothing([judged(true)])).to.equal(undefined);
  });

  it("is told by behavior and fault: a control that goes wrong elsewhere is no help", () => {
    expect(shownNothing([down, judged(false, { fault: "dns" })])).to.deep.equal([{ behavior: "*", fault: "dns" }]);
    expect(shownNothing([down, judged(false, { fault: "down", behavior: "/img/*" })])).to.deep.equal([
      { behavior: "/img/*", fault: "down" },
    ]);
    expect(shownNothing([down, judged(false, { fault: "down", cache: "expired" })])).to.equal(undefined);
    expect(shownNothing([down, judged(undefined, { fault: "dns" })])).to.equal(undefined);
  });
});
