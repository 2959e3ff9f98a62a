import { expect } from "chai";
import fc from "fast-check";
import { validateHeaderValue } from "node:http";
import {
  headerValueFault,
  maximumCspLength,
  maximumCustomHeaderNameLength,
  maximumCustomHeadersLength,
  maximumCustomHeaderValueLength,
} from "../../aws/headerValues";

describe("a header's value", () => {
  it("is printable ASCII with spaces and tabs inside", () => {
    for (const value of ["a", "max-age=300; includeSubDomains", "a\tb", "~"]) {
      expect(headerValueFault(value), value).to.equal(undefined);
    }
  });

  it("has no line break, wherever it stands", () => {
    for (const value of ["a\r\nSet-Cookie: b", "a\nb", "a\r", "\n"]) {
      expect(headerValueFault(value)).to.equal("line-break");
    }
  });

  it("is not empty, has no other character, and no space around it", () => {
    expect(headerValueFault("")).to.equal("empty");
    expect(headerValueFault("  ")).to.equal("empty");
    expect(headerValueFault("é")).to.equal("illegal-character");
    expect(headerValueFault("a\u0000")).to.equal("illegal-character");
    expect(headerValueFault(" a")).to.equal("outer-space");
    expect(headerValueFault(["a"])).to.equal("not-a-string");
  });

  it("of a policy's own is one of at most five that can never come near the limit of all together (HD-15, RH-4)", () => {
    const longest = maximumCustomHeaderNameLength + Math.max(maximumCustomHeaderValueLength, maximumCspLength);
    expect(5 * longest).to.be.at.most(maximumCustomHeadersLength);
  });

  it("is accepted only when Node's own HTTP accepts it, and survives being trimmed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        if (headerValueFault(value) !== undefined) return;
        expect(value.trim()).to.equal(value);
        expect(() => {
          validateHeaderValue("name", value);
        }).not.to.throw();
      }),
    );
  });
});
