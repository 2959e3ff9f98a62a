import { expect } from "chai";
import { entriesOf, exportsBeside, parseFile } from "../../../hooks/source";
import type { ExamineOptions } from "../../../hooks/verdict";

function entries(text: string, options?: ExamineOptions): string[] {
  const parsed = parseFile("hook.js", text);
  if (parsed.kind === "fault") throw new Error(parsed.reason.message);
  return entriesOf(parsed.file, options).map(({ name, runtime, event }) => `${name} ${runtime} ${event}`);
}

function beside(text: string): string[] {
  const parsed = parseFile("hook.js", text);
  if (parsed.kind === "fault") throw new Error(parsed.reason.message);
  return exportsBeside(parsed.file, entriesOf(parsed.file));
}

describe("finding what an event could call", () => {
  const lambda = "handler lambda origin-response";
  const shapes: Readonly<Record<string, string>> = {
    "exports.handler = …": "exports.handler = async (event) => event;",
    "module.exports = { handler }": "const handler = async (event) => event; module.exports = { handler };",
    "module.exports.handler = …": "module.exports.handler = function (event) {};",
    "export const handler": "export const handler = async (event) => event;",
    "export function handler": "export async function handler(event) { return event; }",
    "export { x as handler }": "async function x(event) {} export { x as handler };",
    "a compiler's defineProperty":
      "Object.defineProperty(exports, 'handler', { get: () => h }); const h = (event) => 1;",
    "a bundler's helper":
      "var src_exports = {}; __export(src_exports, { handler: () => handler }); module.exports = __toCommonJS(src_exports); async function handler(event) {}",
  };
  for (const [shape, text] of Object.entries(shapes)) {
    it(`takes ${shape} for a Lambda function on origin-response`, () => {
      expect(entries(text)).to.deep.equal([lambda]);
    });
  }

  it("takes a global function without exports for a CloudFront Function on viewer-response", () => {
    const expected = ["handler cloudfront-function viewer-response"];
    expect(entries("function handler(event) { return event.response; }")).to.deep.equal(expected);
    expect(entries("const handler = async (event) => event.response;")).to.deep.equal(expected);
  });

  it("takes exports that only a unit test wants for what they are", () => {
    const text = "function handler(event) {} if (typeof module !== 'undefined') module.exports = { handler };";
    expect(entries(text)).to.deep.equal(["handler cloudfront-function viewer-response"]);
  });

  it("finds every function of a file that takes an event", () => {
    const text = "exports.onRequest = (event) => 1; exports.onResponse = ({ Records }) => 1; exports.help = (a) => a;";
    expect(entries(text)).to.deep.equal(["onRequest lambda origin-response", "onResponse lambda origin-response"]);
  });

  it("takes imports beside exports of CommonJS for what TypeScript makes of them", () => {
    expect(entries("import { a } from 'a'; exports.handler = async (event) => a(event);")).to.deep.equal([lambda]);
  });

  it("looks for a handler in what a bundle gives as a whole, and not among the exports of its modules", () => {
    const inner = "(module, exports) => { exports.onEvent = (event) => event; }";
    for (const whole of ["run(0)", "exported"]) {
      expect(entries(`const exported = {}; [${inner}]; module.exports = ${whole};`)).to.deep.equal([lambda]);
    }
  });

  it("leaves classes and values out, which Lambda cannot call, and tells of all that it leaves out", () => {
    const text = "exports.table = {}; class Cache {} exports.Cache = Cache; exports.main = make();";
    expect(entries(text)).to.deep.equal(["main lambda origin-response"]);
    expect(beside(text)).to.deep.equal(["table", "Cache"]);
    expect(entries("export class Cache { get(event) {} }")).to.deep.equal([]);
    expect(beside("export const handler = (event) => 1; export function help(text) {}")).to.deep.equal(["help"]);
  });

  it("tells a viewer's response by the name of its function", () => {
    expect(entries("exports.viewerResponse = (event) => 1;")).to.deep.equal(["viewerResponse lambda viewer-response"]);
  });

  it("takes a default export where there is no other", () => {
    expect(entries("export default async (event) => event;")).to.deep.equal(["default lambda origin-response"]);
  });

  it("asks about the event, the entry and the runtime that it is told", () => {
    const text = "exports.handler = (event) => 1; exports.other = (x) => 1;";
    expect(entries(text, { event: "viewer-response", entry: "other" })).to.deep.equal(["other lambda viewer-response"]);
    expect(entries("function main(e) {}", { runtime: "cloudfront-function", entry: "main" })).to.deep.equal([
      "main cloudfront-function viewer-response",
    ]);
  });

  it("finds nothing where nothing could be called", () => {
    expect(entries("const a = 1;")).to.deep.equal([]);
  });
});
