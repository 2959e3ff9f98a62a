import { expect } from "chai";
import fc from "fast-check";
import { compilePathPattern, normalisePath } from "../../../simulator/cloudfront/pathPattern";

describe("path patterns", () => {
  const cases: readonly [pattern: string, path: string, matches: boolean][] = [
    ["*", "/", true],
    ["images/*", "/images/a/b.jpg", true],
    ["/images/*", "/images/", true],
    ["images/*", "/Images/a.jpg", false],
    ["*.jpg", "/a/b.jpg", true],
    ["*.jpg", "/a/b.jpg.png", false],
    ["a??.jpg", "/ant.jpg", true],
    ["a??.jpg", "/abjpg", false],
    ["/a", "/a/b", false],
    ["*a*b*", "/xaxxbx", true],
    ["images/*.jp*g", "/images/x.jpeg", true],
    ["a$.~", "/a$.~", true],
  ];
  for (const [pattern, path, matches] of cases) {
    it(`${pattern} ${matches ? "matches" : "does not match"} ${path} (HD-74)`, () => {
      expect(compilePathPattern(pattern)(path)).to.equal(matches);
    });
  }

  const part = fc.string({ unit: fc.constantFrom("a", "b", ".", "/"), maxLength: 8 });

  it("agree with the same pattern written as a regular expression (HD-74)", () => {
    const sign = fc.constantFrom("a", "b", ".", "/", "*", "?");
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 8 }), part, (pattern, path) => {
        const whole = pattern.startsWith("/") ? pattern : `/${pattern}`;
        const source = whole.replace(/\./g, "\\.").replace(/\*/g, ".*").replace(/\?/g, ".");
        expect(compilePathPattern(pattern)(`/${path}`)).to.equal(new RegExp(`^${source}$`).test(`/${path}`));
      }),
    );
  });

  it("take no longer for many stars", () => {
    expect(compilePathPattern(`${"*a".repeat(60)}b`)(`/${"a".repeat(8000)}`)).to.equal(false);
  });
});

describe("the path that patterns are matched against", () => {
  const cases: readonly [path: string, rfc3986: string, literal: string][] = [
    ["/a/b/..", "/a/", "/a/"],
    ["//a///x", "/a/x", "/a/x"],
    ["/a/./b/../c", "/a/c", "/a/c"],
    ["/../a", "/a", "/a"],
    ["/%41%2f%7e", "/A%2F~", "/%41%2f%7e"],
    ["/a/%2e%2e/b", "/b", "/a/%2e%2e/b"],
    ["/plain.html", "/plain.html", "/plain.html"],
  ];
  for (const [path, rfc3986, literal] of cases) {
    it(`is ${rfc3986} for ${path} (HD-70, HD-71, SIM-19)`, () => {
      expect(normalisePath(path, "rfc3986")).to.equal(rfc3986);
      expect(normalisePath(path, "literal")).to.equal(literal);
    });
  }

  it("is the same when it is normalised twice, and starts with one slash", () => {
    const segment = fc.constantFrom("a", "b", ".", "..", "", "%2E", "%41", "%2f", "é");
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), (segments) => {
        const once = normalisePath(`/${segments.join("/")}`, "rfc3986");
        expect(normalisePath(once, "rfc3986")).to.equal(once);
        expect(once).to.match(/^\/(?!\/)/);
        expect(once.split("/")).to.not.include.members([".."]);
      }),
    );
  });
});
