import { CommanderError } from "commander";
import { expect } from "chai";
import { CodedError } from "../../aws/codedError";
import { exitCodeOf } from "../../cli/failure";
import { parsePort } from "../../cli/options/numbers";
import { refusalOf } from "../support/refusal";

describe("the exit code of a command that ends with an error", () => {
  const table: readonly (readonly [string, unknown, number])[] = [
    ["2 for input that is refused", new CodedError("E_CONTENT", "x"), 2],
    ["2 for wrong usage", new CommanderError(1, "commander.unknownOption", "x"), 2],
    ["0 for --help", new CommanderError(0, "commander.helpDisplayed", "x"), 0],
    ["130 for an interruption", new CodedError("E_INTERRUPTED", "x"), 130],
    ["2 for a fault of ours", new Error("x"), 2],
  ];
  for (const [what, error, code] of table) {
    it(`is ${what}`, () => {
      expect(exitCodeOf(error)).to.equal(code);
    });
  }
});

describe("a port on the command line", () => {
  it("is a number from 0 to 65535", () => {
    expect([parsePort("--port", "0"), parsePort("--port", "65535")]).to.deep.equal([0, 65535]);
  });

  for (const text of ["65536", "70000", "-1", "80a", "", "1.5"]) {
    it(`is not ${JSON.stringify(text)}`, async () => {
      const refusal = await refusalOf(() => parsePort("--port", text));
      expect([refusal.code, refusal.path]).to.deep.equal(["E_USAGE", "--port"]);
    });
  }
});
