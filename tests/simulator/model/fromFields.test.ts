import { expect } from "chai";
import * as fc from "fast-check";
import { Fields, given } from "../../../simulator/model/fromFields";

describe("the properties of a resource, read by name", () => {
  it("are absent alike when they are undefined, null or not there, on whatever value", () => {
    for (const value of [{ a: null }, { a: undefined }, {}, undefined, null, "text", 7]) {
      const fields = new Fields(value, "p");
      expect(fields.has("a")).to.equal(false);
      expect(fields.optionalText("a")).to.equal(undefined);
      expect(fields.optionalNumber("a")).to.equal(undefined);
      expect(fields.list("a")).to.deep.equal([]);
      expect(fields.flag("a", true)).to.equal(true);
      expect(fields.child("a").child("b").exists).to.equal(false);
    }
  });

  it("are only the object's own, never what every object has", () => {
    expect(new Fields({}, "p").has("constructor")).to.equal(false);
    expect(new Fields([], "p").has("map")).to.equal(false);
  });

  it("are refused by their path, with the value got (InvalidArgument)", () => {
    const item = new Fields({ rules: [{ status: "On" }] }, "bucket").list("rules")[0];
    expect(() => item?.oneOf("status", ["Enabled", "Disabled"]))
      .to.throw('bucket.rules[0].status must be one of Enabled, Disabled, got "On"')
      .with.property("path", "bucket.rules[0].status");
    expect(() => new Fields({ n: "" }, "").optionalNumber("n")).to.throw('n must be a number, got ""');
    expect(() => new Fields({}, "a").text("b")).to.throw("a.b must be a string, got nothing");
    expect(() => new Fields({ f: 1 }, "a").flag("f")).to.throw("a.f must be true or false, got 1");
    expect(() => new Fields({ t: [1] }, "a").texts("t")).to.throw("a.t[0] must be a string, got 1");
  });

  it("may have numbers and flags as text (property)", () => {
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (number, flag) => {
        const fields = new Fields({ number: String(number), numbers: [String(number)], flag: String(flag) }, "p");
        expect(fields.optionalNumber("number")).to.equal(number);
        expect(fields.numbers("numbers")).to.deep.equal([number]);
        expect(fields.flag("flag")).to.equal(flag);
      }),
    );
  });

  it("are left out where there is no value, and kept where it is empty", () => {
    expect(given("a", undefined)).to.deep.equal({});
    expect(given("a", "")).to.deep.equal({ a: "" });
    expect(given("a", 0)).to.deep.equal({ a: 0 });
  });
});
