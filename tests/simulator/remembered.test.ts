import { expect } from "chai";
import { remembered } from "../../simulator/remembered";

describe("what is remembered", () => {
  it("is made once, undefined as well, and anew once too much was to be remembered", () => {
    const made: string[] = [];
    const upper = remembered(2, (text: string) => {
      made.push(text);
      return text === "none" ? undefined : text.toUpperCase();
    });
    expect([upper("a"), upper("none"), upper("a"), upper("none")]).to.deep.equal(["A", undefined, "A", undefined]);
    expect(made).to.deep.equal(["a", "none"]);
    upper("c");
    expect(upper("a")).to.equal("A");
    expect(made).to.deep.equal(["a", "none", "c", "a"]);
  });
});
