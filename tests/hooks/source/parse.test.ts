import { expect } from "chai";
import { parseFile } from "../../../hooks/source";

describe("reading a hook's text", () => {
  it("reads CommonJS and ES modules by what stands in them", () => {
    const common = parseFile("a.js", "exports.handler = () => 1;");
    const module = parseFile("a.js", "export const handler = () => 1;");
    expect(common.kind === "file" && common.file.isModule).to.equal(false);
    expect(module.kind === "file" && module.file.isModule).to.equal(true);
  });

  it("takes top-level await for a module and a top-level return for a script", () => {
    expect(parseFile("a.js", "const x = await import('x');").kind).to.equal("file");
    expect(parseFile("a.js", "if (1) return; exports.handler = 1;").kind).to.equal("file");
  });

  it("erases the types of TypeScript and keeps places", () => {
    const parsed = parseFile("a.ts", "const a: number = 1;\nexport const handler = (event: Event): void => {};");
    expect(parsed.kind === "file" && parsed.file.text.indexOf("handler")).to.equal(34);
  });

  it("rewrites what of TypeScript is more than types", () => {
    expect(parseFile("a.ts", "enum Code { Ok = 200 }\nexport const handler = () => Code.Ok;").kind).to.equal("file");
  });

  it("names the place where a text stops being JavaScript", () => {
    const parsed = parseFile("a.js", "const a = 1;\nconst = 2;");
    expect(parsed).to.deep.equal({
      kind: "fault",
      reason: {
        kind: "syntax",
        message: "a.js is not JavaScript: Unexpected token",
        position: { line: 2, column: 7 },
      },
    });
  });
});
