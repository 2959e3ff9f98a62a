import { expect } from "chai";
import { Interned } from "../../../drills/proof/interned";

describe("what cases have in common", () => {
  it("is one value for all that read the same", () => {
    const interned = new Interned<readonly number[]>();
    const first = interned.of([1, 2]);
    expect(interned.of([1, 2])).to.equal(first);
    const other = [2, 1];
    expect(interned.of(other)).to.equal(other);
  });
});
