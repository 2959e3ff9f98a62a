import { expect } from "chai";
import { threadsFor } from "../../../drills/proof/threads";

describe("the threads of a proof", () => {
  it("are one for a site of ordinary size, however many processors there are", () => {
    expect([0, 1, 2, 25, 31].map((behaviors) => threadsFor(behaviors, 64))).to.deep.equal([1, 1, 1, 1, 1]);
  });

  it("are as many as there are processors where each has enough to do, and eight at most", () => {
    expect([32, 48, 75, 200].map((behaviors) => threadsFor(behaviors, 4))).to.deep.equal([2, 3, 4, 4]);
    expect(threadsFor(1000, 64)).to.equal(8);
    expect(threadsFor(1000, 1)).to.equal(1);
  });
});
