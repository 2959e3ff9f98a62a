import { expect } from "chai";
import { XMLParser } from "fast-xml-parser";
import fc from "fast-check";
import { h } from "../../../../../drills/proof/reports/html/element";
import { toHtml } from "../../../../../drills/proof/reports/html/toHtml";

const parser = new XMLParser({
  ignoreAttributes: false,
  trimValues: false,
  parseTagValue: false,
  attributeNamePrefix: "@",
});

describe("a piece of a page", () => {
  it("is written with its attributes and what it holds", () => {
    const list = h(
      "ul",
      { class: "a", hidden: true, id: undefined, open: false },
      [h("li", {}, 1), undefined, ""],
      "x",
    );
    expect(toHtml(list)).to.equal('<ul class="a" hidden=""><li>1</li>x</ul>');
  });

  it("has no end where HTML has none", () => {
    expect(toHtml(h("p", {}, "a", h("br"), "b"))).to.equal("<p>a<br>b</p>");
  });

  it("lets any text mean itself, in an element and in an attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = text.replace(/[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
        const written = toHtml(h("p", { title: text }, "|", text, "|"));
        expect(written.match(/[<>]/g)).to.deep.equal(["<", ">", "<", ">"]);
        const unescape = (one: string | undefined): string =>
          (one ?? "").replace(
            /&(lt|gt|quot|amp);/g,
            (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[String(name)] ?? "",
          );
        const [, title, inner] = /^<p title="([^"]*)">\|([^<]*)\|<\/p>$/.exec(written) ?? [];
        expect([unescape(title), unescape(inner)]).to.deep.equal([shown, shown]);
      }),
    );
  });

  it("is what an XML parser reads, too", () => {
    expect(parser.parse(toHtml(h("p", { title: '<"&' }, "a < b & c")))).to.deep.equal({
      p: { "@title": '<"&', "#text": "a < b & c" },
    });
  });

  it("takes no handler, no style and no name that is none", () => {
    for (const name of ["onclick", "OnLoad", "style", "a b", "x>", ""]) {
      expect(() => h("p", { [name]: "x" }), name).to.throw(TypeError);
    }
    expect(() => h("p><script")).to.throw(TypeError);
  });

  it("refuses a script that would end itself", () => {
    expect(() => toHtml(h("script", {}, "a</SCRIPT>"))).to.throw(TypeError);
    expect(() => toHtml(h("style", {}, "/* <!-- */"))).to.throw(TypeError);
    expect(toHtml(h("script", {}, "a<b"))).to.equal("<script>a<b</script>");
  });
});
