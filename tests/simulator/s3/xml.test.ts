import { expect } from "chai";
import { XMLParser } from "fast-xml-parser";
import fc from "fast-check";
import { xmlDocument } from "../../../simulator/s3/xml";

const parser = new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false, htmlEntities: true });

/** The texts of the root's elements, in their order. */
function textsOf(document: Uint8Array): readonly (readonly [string, string])[] {
  type Node = Readonly<Record<string, readonly Node[] | string>>;
  const [, root] = parser.parse(Buffer.from(document)) as readonly Node[];
  const elements = root?.["R"];
  if (!Array.isArray(elements)) return [];
  return (elements as readonly Node[]).flatMap((node) =>
    Object.entries(node).map(([name, content]): readonly [string, string] => {
      const [text] = Array.isArray(content) ? (content as readonly Node[]) : [];
      const value = text?.["#text"];
      return [name, typeof value === "string" ? value : ""];
    }),
  );
}

describe("a document of S3's", () => {
  it("keeps whatever stands in a text, a carriage return too", () => {
    const unit = fc.constantFrom("a", " ", "<", ">", "&", '"', "'", "\r", "\n", "\t", "é", "]]>", "💡");
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1 }), (text) => {
        expect(textsOf(xmlDocument("R", { K: text }))).to.deep.equal([["K", text]]);
      }),
    );
  });

  it("refers to characters that XML cannot hold, as S3 does", () => {
    expect(Buffer.from(xmlDocument("R", { K: "a\u0001b\rc" })).toString()).to.contain("<K>a&#x1;b&#xd;c</K>");
  });

  it("has groups of elements one behind the other, in their order", () => {
    const groups = [{ A: "1" }, { B: "2" }, { A: ["3", "4"] }, {}];
    expect(textsOf(xmlDocument("R", groups, "urn:x"))).to.deep.equal([
      ["A", "1"],
      ["B", "2"],
      ["A", "3"],
      ["A", "4"],
    ]);
    expect(Buffer.from(xmlDocument("R", [], "urn:x")).toString()).to.contain('<R xmlns="urn:x"></R>');
  });
});
