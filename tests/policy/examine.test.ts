import { expect } from "chai";
import { createExamine } from "../../policy/examine";
import { verdict } from "./support/verdicts";

describe("the examiner of the policy pack (HA-EDGE-01)", () => {
  it("examines the same code with the same question once, and anew for another one", () => {
    const asked: string[] = [];
    const examine = createExamine((source, options = {}) => {
      asked.push(`${source.text} ${options.event ?? ""}`);
      return verdict(source, options);
    });
    const source = { name: "hook", text: "a" };
    const [first] = examine(source, { event: "origin-response" });
    const [again] = examine({ ...source }, { event: "origin-response" });
    expect(again).to.equal(first);
    examine(source, { event: "viewer-response" });
    examine({ ...source, text: "b" }, { event: "origin-response" });
    expect(asked).to.deep.equal(["a origin-response", "a viewer-response", "b origin-response"]);
  });
});
