import { expect } from "chai";
import { type LanguageLevel, prepareCode } from "../../../simulator/functions/languageLevel";

async function found(code: string, level: LanguageLevel = "specified", runtime = "cloudfront-js-2.0"): Promise<string> {
  const prepared = await prepareCode(code, runtime, level);
  if (prepared.kind === "code") return "";
  const { line, column, construct } = prepared.fault;
  return `${line}:${column} ${construct}`;
}

describe("the language of a CloudFront Function", () => {
  it("has what AWS lists: const, let, arrows, rest parameters, templates, **, async and await (CF-10)", async () => {
    const code = `
      const a = (...rest) => \`\${rest.length}\`;
      let b = 2 ** 3;
      outer: for (var key in { a: 1 }) { continue outer; }
      var named = /(?<year>\\d{4})/;
      async function handler(event) { try { return await a(b); } catch (error) { return event.request; } }`;
    expect(await found(code)).to.equal("");
    expect(await found(code, "listed")).to.equal("");
  });

  const lacking: Readonly<Record<string, string>> = {
    "for (const a of b) {}": "1:1 for-of",
    "class A {}": "1:1 a class",
    "var A = class {};": "1:9 a class",
    "const { a } = b;": "1:7 destructuring",
    "function f([a]) {}": "1:12 destructuring",
    "f(...a);": "1:3 a spread",
    "var o = {\n ...a };": "2:2 a spread",
    "a?.b;": "1:1 optional chaining",
    "a ?? b;": "1:1 the operator ??",
    "a ??= b;": "1:1 the operator ??=",
    "a ||= b;": "1:1 the operator ||=",
    "try {} catch {}": "1:8 catch without a binding",
    "function* f() {}": "1:1 a generator",
    "var n = 1n;": "1:9 a BigInt",
    "import('crypto');": "1:1 import()",
    "export function handler() {}": "1:1 an export",
    "import fs from 'fs';": "1:1 an import of fs, which the runtime does not have",
    "import { createHash } from 'crypto';": "1:1 an import of names from crypto",
  };
  for (const [code, fault] of Object.entries(lacking)) {
    it(`does not have ${JSON.stringify(code)} (CF-10)`, async () => {
      expect(await found(code)).to.satisfy((text: string) => text.startsWith(fault));
    });
  }

  it("names the first of several, and the place of a mistake in the text", async () => {
    expect(await found("var a = 1;\nclass B {}\nclass C {}")).to.equal("2:1 a class");
    expect(await found("var a = ;")).to.equal("1:9 SyntaxError: Unexpected token");
  });

  it("may also be judged by nothing but the list, which knows no default values and no shorthands", async () => {
    const unlisted = ["function f(a = 1) {}", "var o = { a };", "var o = { f() {} };", "var o = { [a]: 1 };", "f`a`;"];
    for (const code of unlisted) {
      expect(await found(code), code).to.equal("");
      expect(await found(code, "listed"), code).to.not.equal("");
      expect(await found(code.replace("a", "a"), "any"), code).to.equal("");
    }
    expect(await found("class A {}", "any")).to.equal("");
  });

  it("is without const, let, async and imports in runtime 1.0", async () => {
    const old = (code: string): Promise<string> => found(code, "specified", "cloudfront-js-1.0");
    expect(await old("var a = () => 1;")).to.equal("");
    expect(await old("const a = 1;")).to.equal("1:1 const, which runtime 1.0 lacks");
    expect(await old("async function handler() {}")).to.equal("1:1 async and await, which runtime 1.0 lacks");
    expect(await old("import cf from 'cloudfront';")).to.equal("1:1 an import, which runtime 1.0 does not have");
  });

  it("keeps every line where it was when imports become calls (CF-14)", async () => {
    const code = "import cf\n  from 'cloudfront';\nimport 'crypto';\nfunction handler() {}";
    expect(await prepareCode(code, "cloudfront-js-2.0", "specified")).to.deep.equal({
      kind: "code",
      text: 'const cf = require("cloudfront");\n\nrequire("crypto");\nfunction handler() {}',
      asksMore: false,
      reads: ["version", "context", "viewer", "request", "response"],
    });
  });
});
