import { expect } from "chai";
import fc from "fast-check";
import { plain, quoteOf } from "../../../hooks/report/quote";

const hook = (text: string, files?: Record<string, string>) => ({
  name: "hook.js",
  text,
  ...(files === undefined ? {} : { files }),
});

describe("a quoted line", () => {
  it("has its number, no indentation, and a caret at the column", () => {
    expect(quoteOf(hook("a\n    b = c;\n"), { line: 2, column: 9 })).to.deep.equal(["2 | b = c;", "  |     ^"]);
  });

  const marks: readonly (readonly [string, string])[] = [
    ['if (r.status === "503") r.status = "200";', "status"],
    ['return { ...r, status: "200" };', "status"],
    ['r["status"] ||= "200";', "status"],
    ["r.statusCode = 200;", "statusCode"],
    ['throw new Error("x");', 'throw new Error("x");'],
    ["if (r.status >= 500) fail();", "if (r.status >= 500) fail();"],
    ["x = status => status == 200;", "x = status => status == 200;"],
  ];
  for (const [line, marked] of marks) {
    it(`without a column is marked at what it writes: ${line}`, () => {
      const [shown = "", carets = ""] = quoteOf(hook(`  ${line}`), { line: 1 });
      const start = carets.indexOf("^");
      expect(shown.slice(start, carets.length)).to.equal(marked);
      expect(start - 4).to.equal(line.lastIndexOf(marked));
    });
  }

  it("is of another file where the position names one", () => {
    const source = hook("a", { "lib/b.js": "first\nsecond" });
    expect(quoteOf(source, { line: 2, column: 1, file: "lib/b.js" })[0]).to.equal("2 | second");
    expect(quoteOf(source, { line: 2, column: 1, file: "lib/c.js" })).to.deep.equal([]);
  });

  it("is none where the hook has no such line", () => {
    expect(quoteOf(hook("a"), { line: 7, column: 1 })).to.deep.equal([]);
  });

  it("of any length stays short and marks the same character", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 900 }), fc.nat(), (text, at) => {
        const line = text.replace(/[\s\p{C}]/gu, "_");
        const column = (at % line.length) + 1;
        const [shown = "", carets = ""] = quoteOf(hook(line), { line: 1, column });
        expect(shown.length).to.be.at.most(102);
        expect(shown[carets.length - 1]).to.equal(plain(line[column - 1] ?? ""));
      }),
    );
  });

  it("has no control character, which a terminal would obey, and does not turn about", () => {
    expect(quoteOf(hook("a\u001b[2J\tb\u202e"), { line: 1, column: 1 })[0]).to.equal("1 | a [2J b");
  });
});
