import { expect } from "chai";
import { Vacuity, type Trial } from "../../../drills/proof/vacuity";

type Control = Trial & { readonly discriminates: boolean | undefined };

function judged(discriminates: boolean | undefined, more: Partial<Trial> = {}): Control {
  return { behavior: "*", fault: "none", discriminates, ...more };
}

function shownNothing(controls: readonly Control[]): readonly Trial[] | undefined {
  const vacuity = new Vacuity();
  for (const { discriminates, ...trial } of controls) vacuity.add(trial, discriminates);
  return vacuity.shownNothing;
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
    expect(shownNothing([down, judged(false, { fault: "down" })])).to.equal(undefined);
    expect(shownNothing([down, judged(undefined, { fault: "dns" })])).to.equal(undefined);
  });
});
