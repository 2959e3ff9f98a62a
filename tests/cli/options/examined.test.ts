import { Command } from "commander";
import { expect } from "chai";
import { parseCriteria, withExamined } from "../../../cli/options/examined";
import { refusalOf } from "../../support/refusal";

describe("the options of examine", () => {
  it("take failover codes with commas between, each once (FO-5)", () => {
    expect(parseCriteria("500, 503,504,500")).to.deep.equal([500, 503, 504]);
  });

  for (const text of ["", ",", "500,,503", "501", "505", "200", "5xx", "500;503", "0500"]) {
    it(`take no other codes: ${JSON.stringify(text)} (FO-5, FO-6)`, async () => {
      const refusal = await refusalOf(() => parseCriteria(text));
      expect([refusal.code, refusal.path]).to.deep.equal(["E_CRITERIA_CODE", "--criteria"]);
      expect(refusal.sentence).to.match(/^--criteria must be some of 400, 403, .*; supply the origin group's codes$/);
    });
  }

  const wrong: readonly (readonly string[])[] = [
    ["--event", "request"],
    ["--runtime", "python"],
    ["--format", "html"],
  ];
  for (const [option = "", value = ""] of wrong) {
    it(`take no ${option} ${value}`, () => {
      const command = withExamined(new Command())
        .exitOverride()
        .configureOutput({ writeErr: () => undefined });
      expect(() => command.parse(["a.js", option, value], { from: "user" })).to.throw(/Allowed choices are/);
    });
  }
});
