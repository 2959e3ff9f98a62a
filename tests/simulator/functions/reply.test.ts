import { expect } from "chai";
import * as fc from "fast-check";
import { replyOf } from "../../../simulator/functions/reply";

describe("a line of the process that runs the code", () => {
  it("is the sign that it has started, or the outcome of one run with what it logged", () => {
    expect(replyOf('["ready"]')).to.equal("ready");
    expect(replyOf('[7,{"kind":"returned","value":{"a":1},"log":["x"]}]')).to.deep.equal({
      id: 7,
      result: { kind: "returned", value: { a: 1 } },
      log: ["x"],
    });
    expect(replyOf('[8,{"kind":"failed","value":"Error: no","log":[]}]')).to.deep.equal({
      id: 8,
      result: { kind: "failed", message: "Error: no" },
      log: [],
    });
  });

  it("is a failure of the run that it names, whatever the function made of the outcome (property)", () => {
    const outcomes = fc.oneof(fc.string(), fc.json(), fc.constantFrom("", "null", '{"kind":"else","log":{"a":1}}'));
    fc.assert(
      fc.property(fc.nat(), outcomes, (id, outcome) => {
        const reply = replyOf(`[${id},${outcome}]`);
        expect(reply).to.deep.equal({ id, result: { kind: "failed", message: "it left no result" }, log: [] });
      }),
    );
  });
});
