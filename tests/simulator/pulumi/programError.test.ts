import { expect } from "chai";
import * as fc from "fast-check";
import { inspect } from "node:util";
import { ownRefusal, programMessage, withoutStack } from "../../../simulator/pulumi/programError";

/** As the SDK logs what a program threw. */
function logged(error: Error): string {
  return `Running program '/a b/index.ts' failed with an unhandled exception:\n${inspect(error, { colors: true })}`;
}

describe("what is told of a program that failed", () => {
  it("is the message alone: no stack, no colours, nothing of the SDK's", () => {
    expect(programMessage([logged(new Error("no such page"))], "", 1)).to.equal("no such page");
    expect(programMessage([logged(new TypeError("x is not a function"))], "", 1)).to.equal(
      "TypeError: x is not a function",
    );
  });

  it("puts a coded error first, wherever it was logged, and says every message once", () => {
    const messages = [
      "failed to register",
      logged(new Error("E_REGION: supply a region, got mars")),
      "failed to register",
    ];
    expect(programMessage(messages, "", 1)).to.equal("E_REGION: supply a region, got mars; failed to register");
  });

  it("falls back on the last lines of stderr, and then on the exit code", () => {
    const stderr = "(node:1) Warning: old\nit broke\n    at main (x.js:1:1)\n\nNode.js v24.0.0\n";
    expect(programMessage([], stderr, 1)).to.equal("it broke");
    expect(programMessage([], "", 7)).to.include("exit code 7");
  });

  it("never shows a line of a stack (property)", () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        expect(withoutStack(logged(new Error(message)))).not.to.match(/^\s+at .*\.ts:\d+:\d+/m);
      }),
    );
  });

  it("keeps the code and the path of a refusal of our own", () => {
    const refused =
      "E_REGION: primaryRegion must name a region, got mars (set by site:primaryRegion in the stack's configuration)";
    expect(ownRefusal(refused)).to.include({ code: "E_REGION", path: "site:primaryRegion" });
    expect(ownRefusal("E_CONFIG_MISSING: site:replicaRegion is missing; supply one")).to.include({
      path: "site:replicaRegion",
    });
    expect(ownRefusal("E_SOMEBODY_ELSES: no")).to.equal(undefined);
    expect(ownRefusal("boom")).to.equal(undefined);
  });
});
