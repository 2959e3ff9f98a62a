import { expect } from "chai";
import { createFunctionRunner } from "../../../simulator/functions";
import type { FunctionResult, FunctionRunner, LambdaEvent, LambdaRunner } from "../../../simulator/functions/runner";

const event = { Records: [{ cf: { response: { status: "200" } } }] } as unknown as LambdaEvent;

describe("the process that runs Lambda@Edge", () => {
  const log: string[] = [];
  let runner: FunctionRunner & LambdaRunner;
  before(() => {
    runner = createFunctionRunner({ onLog: (line) => log.push(line) });
  });
  after(() => runner.close());

  const invoke = (code: string, runtime = "nodejs24.x", timeoutMs = 200): Promise<FunctionResult> =>
    runner.invoke({ name: "hook", code, exportName: "handler", runtime, timeoutMs }, event);
  const failure = async (code: string): Promise<string> => {
    const result = await invoke(code);
    return result.kind === "failed" ? result.message : JSON.stringify(result);
  };

  it("gives the event to exports.handler, and what it returns to the edge (LE-3)", async () => {
    const code = "exports.handler = async (event) => { console.log('seen'); return event.Records[0].cf.response; };";
    expect(await invoke(code)).to.deep.equal({ kind: "returned", value: { status: "200" } });
    expect(log).to.deep.equal(["seen"]);
  });

  it("takes module.exports and a promise that a timer settles", async () => {
    const code =
      "module.exports = { handler: () => new Promise((resolve) => { setTimeout(() => { resolve(1); }, 20); }) };";
    expect(await invoke(code)).to.deep.equal({ kind: "returned", value: 1 });
  });

  it("takes a callback up to Node.js 22, and not from 24 on (LE-22)", async () => {
    const code = "exports.handler = (event, context, callback) => { callback(null, { status: '204' }); };";
    expect(await invoke(code, "nodejs22.x")).to.deep.equal({ kind: "returned", value: { status: "204" } });
    expect(await failure(code)).to.contain("LE-22");
  });

  const failing: Readonly<Record<string, readonly [string, string]>> = {
    "throws on every call": ["exports.handler = async () => request.uri;", "request is not defined"],
    "throws in a timer": [
      "exports.handler = () => new Promise(() => { setTimeout(() => { throw new Error('late'); }, 1); });",
      "late",
    ],
    "is no JavaScript": ["exports.handler = (", "SyntaxError"],
    "exports no handler": ["exports.other = 1;", "no function named handler"],
    "requires a module that is not Node's": ["const aws = require('aws-sdk');", "Cannot find module 'aws-sdk'"],
    "requires the network": ["require('node:https');", "Cannot find module 'node:https'"],
    "waits for longer than its timeout": [
      "exports.handler = () => new Promise((resolve) => { setTimeout(resolve, 5000); });",
      "more than 200 ms (LE-16)",
    ],
    "never lets go": ["exports.handler = async () => { for (;;) {} };", "(LE-16)"],
    "makes code from text": ["exports.handler = async () => new Function('return 1')();", "Code generation"],
  };
  for (const [what, [code, message]] of Object.entries(failing)) {
    it(`fails a function that ${what}, and runs the next (LE-9)`, async () => {
      expect(await failure(code)).to.contain(message);
      expect(await invoke("exports.handler = async () => 1;")).to.deep.equal({ kind: "returned", value: 1 });
    });
  }

  it("has nothing returned by one that returns no promise, or one that never settles", async () => {
    for (const code of ["exports.handler = () => 1;", "exports.handler = () => new Promise(() => 0);"]) {
      expect(await invoke(code)).to.deep.equal({ kind: "returned", value: undefined });
    }
  });

  it("shows the code nothing of the process that runs it", async () => {
    const code = `
      const seen = [];
      exports.handler = function (event, context) {
        for (const one of [setTimeout, clearTimeout, console.log, require, context.getRemainingTimeInMillis, module]) {
          const outer = one.constructor;
          try { seen.push(outer("return typeof process")()); } catch (error) { seen.push("blocked"); }
        }
        try { seen.push(String(exports.handler.caller)); } catch (error) { seen.push("blocked"); }
        return Promise.resolve([typeof process.kill, typeof globalThis.fetch, ...seen]);
      };`;
    const result = await invoke(code);
    const shown = result.kind === "returned" ? (result.value as string[]) : [];
    expect(shown.slice(0, 2)).to.deep.equal(["undefined", "undefined"]);
    expect(new Set(shown.slice(2))).to.satisfy((all: Set<string>) =>
      [...all].every((one) => ["blocked", "null", "undefined"].includes(one)),
    );
  });

  it("runs both kinds of code side by side", async () => {
    const [lambda, edge] = await Promise.all([
      invoke("exports.handler = async () => 'lambda';"),
      runner.run("function handler() { return 'function'; }", {} as Parameters<FunctionRunner["run"]>[1]),
    ]);
    expect([lambda, edge]).to.deep.equal([
      { kind: "returned", value: "lambda" },
      { kind: "returned", value: "function" },
    ]);
  });
});
