import { expect } from "chai";
import * as fc from "fast-check";
import { explained, maxCodeBytes, refusal } from "../../../simulator/functions/code";

describe("a function's code, before it is tried", () => {
  it("may have 10 KB, counted in bytes (CF-8)", () => {
    const code = "function handler(event) { return event.request; } //";
    const full = code + "x".repeat(maxCodeBytes - code.length);
    expect(refusal(full)).to.equal(undefined);
    expect(refusal(`${full}x`))
      .to.include("10241 bytes")
      .and.to.include("CF-8");
    expect(refusal(`${full.slice(0, -1)}é`), "one letter, two bytes").to.include("10241 bytes");
  });

  it("may not import what is not modelled, and is told what it imports", () => {
    for (const code of [
      "import cf from 'cloudfront';\nasync function handler() {}",
      'var a = 1;\n  import { kvs } from "cloudfront"',
      "import 'cloudfront'",
    ]) {
      expect(refusal(code)).to.equal("it imports cloudfront, which is not modelled yet");
    }
  });

  it("may speak of imports", () => {
    for (const code of [
      "// import cf from 'x'",
      "var imports = ['x']",
      "/*\nimport cf from 'x'\n*/",
      "f(important, 'x')",
    ]) {
      expect(refusal(code), code).to.equal(undefined);
    }
  });

  it("is never refused for names that only contain the word (property)", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_$]{1,5}$/), (more) => {
        expect(refusal(`import${more}('x')`)).to.equal(undefined);
      }),
    );
  });
});

describe("a function's failure", () => {
  it("says so when the function asks for what the runtime has and this one has not", () => {
    expect(explained("ReferenceError: Buffer is not defined")).to.equal(
      "ReferenceError: Buffer is not defined: it is not modelled yet",
    );
  });

  it("is told as it is otherwise", () => {
    for (const message of ["ReferenceError: nothing is not defined", "TypeError: Buffer is not defined", ""]) {
      expect(explained(message)).to.equal(message);
    }
  });
});
