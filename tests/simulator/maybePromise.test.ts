import { expect } from "chai";
import { andThen } from "../../simulator/maybePromise";

describe("a value that may have to be waited for", () => {
  it("is gone on with at once where it is there", () => {
    expect(andThen(1, (one) => one + 1)).to.equal(2);
  });

  it("is gone on with later where it is to come", async () => {
    const later = andThen(Promise.resolve(1), (one) => one + 1);
    expect(later).to.be.instanceOf(Promise);
    expect(await later).to.equal(2);
  });
});
