import { expect } from "chai";
import fc from "fast-check";
import {
  selectCookies,
  selectionOf,
  selectQuery,
  selects,
  unionOf,
  type PolicySelection,
} from "../../../simulator/cloudfront/selection";

const name = fc.constantFrom("a", "b", "c", "d");
const selection: fc.Arbitrary<PolicySelection> = fc
  .tuple(fc.constantFrom("none", "all", "whitelist", "allExcept"), fc.uniqueArray(name))
  .map(([behavior, names]) => selectionOf(behavior, names));

describe("what policies select", () => {
  it("is sent when either policy lists it, and an allow list beats a block list (HD-2)", () => {
    fc.assert(
      fc.property(selection, selection, name, (one, other, tried) => {
        const sent = selects(unionOf(one, other), tried);
        const either = selects(one, tried) || selects(other, tried);
        const bothBlock = one.kind === "except" && other.kind === "except";
        expect(sent).to.equal(bothBlock ? selects(one, tried) && selects(other, tried) : either);
        expect(sent).to.equal(selects(unionOf(other, one), tried));
      }),
    );
  });

  it("keeps order, case and repetition of a query (HD-21, HD-22)", () => {
    const query = "b=2&A=x&a=1&a=3&c";
    expect(selectQuery(query, selectionOf("whitelist", ["a", "c"]))).to.equal("a=1&a=3&c");
    expect(selectQuery(query, selectionOf("allExcept", ["a", "c"]))).to.equal("b=2&A=x");
    expect(selectQuery(query, selectionOf("all", []))).to.equal(query);
    expect(selectQuery(query, selectionOf("none", []))).to.equal("");
  });

  it("sorts cookies by name, and drops what starts with $ or is no pair (HD-23)", () => {
    const header = "z=1; $Version=1; a=2; odd; b=3=4";
    expect(selectCookies(header, selectionOf("all", []))).to.equal("a=2; b=3=4; z=1");
    expect(selectCookies(header, selectionOf("whitelist", ["b"]))).to.equal("b=3=4");
    expect(selectCookies(undefined, selectionOf("all", []))).to.equal("");
  });
});
