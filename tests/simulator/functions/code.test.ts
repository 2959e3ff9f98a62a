import { expect } from "chai";
import { checkFunctionCode, faultMessage, maxCodeBytes, sizeFault } from "../../../simulator/functions/code";
import { refusalOf } from "../../support/refusal";

describe("a function's code, before it is tried", () => {
  it("may have 10 KB, counted in bytes (CF-8)", () => {
    const code = "function handler(event) { return event.request; } //";
    const full = code + "x".repeat(maxCodeBytes - code.length);
    expect(sizeFault(full)).to.equal(undefined);
    expect(sizeFault(`${full}x`))
      .to.include("10241 bytes")
      .and.to.include("CF-8");
    expect(sizeFault(`${full.slice(0, -1)}é`), "one letter, two bytes").to.include("10241 bytes");
  });

  it("is refused where it is loaded, with its name, the line and the construct (CF-10, E_FUNCTION_SYNTAX)", async () => {
    const named = { name: "site", runtime: "cloudfront-js-2.0" };
    await checkFunctionCode({ ...named, code: "function handler(event) { return event.request; }" });
    const refusal = await refusalOf(
      checkFunctionCode({ ...named, code: "function handler(e) {\n  return e?.uri;\n}" }),
    );
    expect([refusal.code, refusal.path]).to.deep.equal(["E_FUNCTION_SYNTAX", "site"]);
    expect(refusal.sentence).to.include("cloudfront-js-2.0 (CF-10), got optional chaining at 2:10");
    const large = await refusalOf(checkFunctionCode({ ...named, code: " ".repeat(maxCodeBytes + 1) }));
    expect([large.code, large.path]).to.deep.equal(["E_FUNCTION_SIZE", "site"]);
  });

  it("tells a mistake in the text from what the runtime lacks", () => {
    expect(faultMessage({ line: 1, column: 2, construct: "SyntaxError: Unexpected token" })).to.equal(
      "SyntaxError: Unexpected token at 1:2",
    );
    expect(faultMessage({ line: 3, column: 1, construct: "a class" })).to.equal(
      "SyntaxError: its runtime does not take a class at 3:1 (CF-10)",
    );
  });
});
