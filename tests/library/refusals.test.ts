import { expect } from "chai";
import { openSite, prove, serve, type Site } from "../../library/simulator";
import { refusalOf } from "../support/refusal";

describe("the functions that programs import", () => {
  const strange: Site = { source: "program", notModelled: [], madeUp: [], outputs: {}, buckets: [] };

  it("openSite takes one source", async () => {
    expect(await refusalOf(openSite({ distribution: "a.json", state: "b.json" }))).to.deep.include({
      code: "E_USAGE",
      message: "E_USAGE: one of distribution and state must be left out, got a.json and b.json",
    });
  });

  it("openSite says of which file it could make nothing", async () => {
    const { code, message } = await refusalOf(openSite({ distribution: "missing.json" }));
    expect(code).to.equal("E_FILE");
    expect(message).to.contain("missing.json");
  });

  for (const [name, use] of [
    ["prove", prove],
    ["serve", serve],
  ] as const) {
    it(`${name} takes what openSite gives and nothing else`, async () => {
      const { code, message } = await refusalOf(use(strange));
      expect({ code, message }).to.deep.equal({
        code: "E_USAGE",
        message: "E_USAGE: a site must come from openSite, got something else; supply what it resolves to",
      });
    });
  }

  for (const budgetSeconds of [0, 121, Number.NaN]) {
    it(`prove refuses a budget of ${budgetSeconds} seconds`, async () => {
      expect((await refusalOf(prove(strange, { budgetSeconds }))).message).to.equal(
        `E_USAGE: budgetSeconds must be a number from 1 to 120, got ${budgetSeconds}`,
      );
    });
  }

  for (const [option, value] of [
    ["port", -1],
    ["consolePort", 65_536],
    ["s3Port", 1.5],
    ["httpsPort", Number.NaN],
    ["timeScale", 0.5],
    ["timeScale", Number.NaN],
  ] as const) {
    it(`serve refuses ${value} as ${option} before anything is started`, async () => {
      const { code, message } = await refusalOf(serve(strange, { [option]: value }));
      expect(code).to.equal("E_USAGE");
      expect(message).to.contain(option).and.to.contain(String(value));
    });
  }
});
