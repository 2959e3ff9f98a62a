import { expect } from "chai";
import fc from "fast-check";
import { canonicalPathPattern, pathPatternFault } from "../../aws/pathPatterns";
import { compilePathPattern } from "../../simulator/cloudfront/pathPattern";

describe("a path pattern", () => {
  it("holds letters, digits and a few signs (HD-75)", () => {
    for (const right of ["/a/*", "*.jpg", "a?c", "/~$\"'@:+&_-.", "a".repeat(255)]) {
      expect(pathPatternFault(right), right).to.equal(undefined);
    }
    for (const wrong of ["a b", "/50%", "#", "a,b", "(a)", "a!", "a=b", "é"]) {
      expect(pathPatternFault(wrong), wrong).to.equal("illegal-character");
    }
  });

  it("is text of 1 to 255 characters (HD-75)", () => {
    expect(pathPatternFault(7)).to.equal("not-a-string");
    expect(pathPatternFault("")).to.equal("empty");
    expect(pathPatternFault("a".repeat(256))).to.equal("too-long");
  });

  it("leaves something to the default behavior, whose pattern is fixed (HD-75)", () => {
    for (const all of ["*", "/*", "**", "/**"]) expect(pathPatternFault(all)).to.equal("everything");
    expect(pathPatternFault("/*.*")).to.equal(undefined);
  });

  it("has one spelling: CloudFront matches the same paths with it (HD-74)", () => {
    const signs = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "/"), maxLength: 6 });
    fc.assert(
      fc.property(signs, signs, (pattern, path) => {
        const [written, canonical] = [pattern, canonicalPathPattern(pattern)].map(compilePathPattern);
        expect(written?.(`/${path}`)).to.equal(canonical?.(`/${path}`));
        expect(canonicalPathPattern(canonicalPathPattern(pattern))).to.equal(canonicalPathPattern(pattern));
      }),
    );
  });
});
