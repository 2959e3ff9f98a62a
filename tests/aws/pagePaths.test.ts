import { expect } from "chai";
import fc from "fast-check";
import { canonicalPage, pagePathFault, rootObjectFault } from "../../aws/pagePaths";

describe("the path of a page", () => {
  it("begins with a slash and is percent-encoded", () => {
    for (const path of ["/", "/404.html", "/docs/a%20b.html", "/caf%C3%A9"]) {
      expect(pagePathFault(path), path).to.equal(undefined);
    }
    expect(pagePathFault("404.html")).to.equal("no-leading-slash");
    expect(pagePathFault("")).to.equal("no-leading-slash");
    expect(pagePathFault(404)).to.equal("not-a-string");
  });

  it("has no query, no fragment, no space and nothing beyond ASCII", () => {
    for (const path of ["/a?b", "/a#b", "/a b", "/é", "/a\n"]) {
      expect(pagePathFault(path), path).to.equal("illegal-character");
    }
  });

  it("has no escape that is not UTF-8", () => {
    for (const path of ["/%", "/%zz", "/%ff"]) expect(pagePathFault(path), path).to.equal("broken-escape");
  });
});

describe("the canonical page", () => {
  it("of / is the default root object (PL-4)", () => {
    expect(canonicalPage("/", "index.html")).to.equal("/index.html");
    expect(canonicalPage("/index.html", "index.html")).to.equal("/index.html");
    expect(canonicalPage("/docs/", "index.html")).to.equal("/docs/");
  });

  it("reads a plus as the space that S3 takes it for (HD-78)", () => {
    expect(canonicalPage("/a+b", "index.html")).to.equal(canonicalPage("/a%20b", "index.html"));
    expect(canonicalPage("/a%2Bb", "index.html")).to.equal("/a+b");
  });

  it("is the same for every spelling of a path", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        const path = `/${encodeURIComponent(text)}`;
        const shouted = path.replace(/%../g, (escape) => escape.toLowerCase());
        const spelled = `/${[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`;
        expect(canonicalPage(shouted, "i")).to.equal(canonicalPage(path, "i"));
        expect(canonicalPage(spelled, "i")).to.equal(canonicalPage(path, "i"));
      }),
    );
  });
});

describe("a default root object", () => {
  it("is a name without a leading slash (PL-4)", () => {
    expect(rootObjectFault("index.html")).to.equal(undefined);
    expect(rootObjectFault("site/index.html")).to.equal(undefined);
    expect(rootObjectFault("/index.html")).to.equal("leading-slash");
  });

  it("is never left out, because the bucket would list itself at / (S3-7)", () => {
    expect(rootObjectFault("")).to.equal("empty");
  });

  it("has at most 255 characters, none of them escaped", () => {
    expect(rootObjectFault("a".repeat(255))).to.equal(undefined);
    expect(rootObjectFault("a".repeat(256))).to.equal("too-long");
    for (const name of ["a b", "a%20b", "a?b", "é"]) expect(rootObjectFault(name), name).to.equal("illegal-character");
    expect(rootObjectFault(undefined)).to.equal("not-a-string");
  });
});
