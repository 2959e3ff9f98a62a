import { expect } from "chai";
import type { LambdaEvent } from "../../../simulator/functions/runner";
import { createFunctionRunner, type FunctionResult, viewerRequestEvent } from "../../../simulator/functions";

const event = viewerRequestEvent(
  { distributionDomainName: "d.cloudfront.net", distributionId: "E1", requestId: "id", viewerIp: "192.0.2.1" },
  { method: "GET", uri: "/page", query: "", headers: {} },
);

const logs: string[] = [];
const runner = createFunctionRunner({ timeoutMs: 150, onLog: (message) => logs.push(message) });

function run(code: string): Promise<FunctionResult> {
  return runner.run(code, event);
}

/** The result of a handler with this body. */
function body(text: string): Promise<FunctionResult> {
  return run(`function handler(event) { ${text} }`);
}

async function failure(code: string): Promise<string> {
  const result = await run(code);
  if (result.kind !== "failed") throw new Error(`it returned ${JSON.stringify(result.value)}`);
  return result.message;
}

describe("the process that runs CloudFront Functions", () => {
  after(() => runner.close());

  it("gives the event to the handler and its answer back", async () => {
    expect(await body("return event.request.uri")).to.deep.equal({ kind: "returned", value: "/page" });
    expect(await run("const handler = async (event) => { await null; return event.viewer.ip; };")).to.deep.equal({
      kind: "returned",
      value: "192.0.2.1",
    });
    expect(await body("")).to.deep.equal({ kind: "returned", value: undefined });
  });

  it("can be started ahead of the first call, once, and not after the runner was closed", async () => {
    // Each process that is there is ended with this one.
    const there = (): number => process.listenerCount("exit");
    const before = there();
    const warmed = createFunctionRunner();
    expect(there(), "not started yet").to.equal(before);
    warmed.warm();
    warmed.warm();
    expect(there()).to.equal(before + 1);
    const code = "function handler(event) { return event.request.uri; }";
    expect(await warmed.run(code, event)).to.deep.equal({ kind: "returned", value: "/page" });
    expect(there()).to.equal(before + 1);
    await warmed.close();
    warmed.warm();
    expect(there()).to.be.at.most(before + 1);
  });

  it("keeps calls apart, however many are in flight", async () => {
    const code = "let n = 0; async function handler(event) { n++; await null; return event.context.requestId; }";
    const ids = Array.from({ length: 200 }, (_, index) => String(index));
    const results = await Promise.all(
      ids.map((requestId) => runner.run(code, { ...event, context: { ...event.context, requestId } })),
    );
    expect(results).to.deep.equal(ids.map((value) => ({ kind: "returned", value })));
  });

  it("fails what throws, cannot be parsed, has no handler, or answers with what is not JSON (CF-7)", async () => {
    expect(await failure("function handler() { throw new Error('boom'); }")).to.equal("Error: boom");
    expect(await failure("async function handler() { throw 'boom'; }")).to.equal("boom");
    expect(await failure("function handler( {")).to.match(/^SyntaxError/);
    expect(await failure("var x = 1;")).to.include("handler");
    expect(await failure("function handler() { return 1n; }")).to.include("BigInt");
  });

  it("fails a promise that nothing will settle", async () => {
    expect(await failure("function handler() { return new Promise(() => {}); }")).to.include("never settled");
  });

  it("runs code in strict mode (CF-10)", async () => {
    expect(await failure("function handler() { undeclared = 1; }")).to.match(/^ReferenceError/);
  });

  it("has no network, files, timers, process or eval, and no way to them (CF-11)", async () => {
    const names = ["process", "setInterval", "setTimeout", "setImmediate", "fetch", "module", "queueMicrotask"];
    const typed = await body(`return [${names.map((name) => `typeof ${name}`).join()}]`);
    expect(typed).to.deep.equal({ kind: "returned", value: names.map(() => "undefined") });
    for (const escape of [
      "eval('1')",
      "console.log.constructor('return process')()",
      "event.constructor.constructor('return this')()",
    ]) {
      expect(await failure(`function handler(event) { return ${escape}; }`), escape).to.match(/^EvalError/);
    }
  });

  it("ends a handler that loops, and only that one (CF-9)", async () => {
    const loops = ["while (true) {}", "return (async () => { while (true) await null; })()"];
    const results = await Promise.all([body("return 1"), ...loops.map((text) => body(text)), body("return 2")]);
    expect(results.map(({ kind }) => kind)).to.deep.equal(["returned", "failed", "failed", "returned"]);
    expect(results[1]).to.have.property("message").that.includes("150 ms");
    expect(await body("return 3")).to.deep.equal({ kind: "returned", value: 3 });
  });

  it("ends a handler that takes all the memory (CF-8)", async () => {
    const hungry = createFunctionRunner({ memoryMb: 24, timeoutMs: 5000 });
    const result = await hungry.run("function handler() { var all = []; while (true) all.push([1, 2, 3]); }", event);
    await hungry.close();
    expect(result).to.have.property("message").that.includes("heap");
  });

  it("refuses code larger than CloudFront accepts (CF-8), and what its runtime does not take (CF-10), before it runs", async () => {
    expect(await failure(`// ${"x".repeat(10_240)}\nfunction handler() {}`)).to.include("10240");
    expect(await failure("function handler() {\n  return [...'ab'];\n}")).to.equal(
      "SyntaxError: its runtime does not take a spread at 2:11 (CF-10)",
    );
  });

  it("fails what is throttled, as the option has it (CF-9, LE-9)", async () => {
    const throttling = createFunctionRunner({ isThrottled: (kind) => kind === "function" });
    expect(await throttling.run("function handler() {}", event)).to.have.property("throttled", true);
    await throttling.close();
  });

  it("runs as many Lambda functions at once as it may, and throttles the rest (LE-24, LE-9)", async () => {
    const limited = createFunctionRunner({ lambdaConcurrency: 2 });
    const code = "exports.handler = async () => 1;";
    const lambda = { name: "a", code, exportName: "handler", runtime: "nodejs24.x", timeoutMs: 5_000 };
    const invoke = (): Promise<FunctionResult> => limited.invoke(lambda, {} as LambdaEvent);
    const kinds = (await Promise.all([invoke(), invoke(), invoke()])).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(["returned", "returned", "failed"]);
    expect(await invoke()).to.deep.equal({ kind: "returned", value: 1 });
    const none = createFunctionRunner({ lambdaConcurrency: 0 });
    expect(await none.invoke(lambda, {} as LambdaEvent)).to.have.property("throttled", true);
    await Promise.all([limited.close(), none.close()]);
  });

  it("takes what is logged, cut off at 10 KB a call (CF-8)", async () => {
    logs.length = 0;
    await body("console.log('a', { b: 1 }); for (let i = 0; i < 3; i++) console.log('x'.repeat(8000));");
    expect(logs[0]).to.equal('a {"b":1}');
    expect(logs.join("").length).to.equal(10_240);
  });

  it("is not misled by code that meddles with how results are written", async () => {
    const meddling = "Object.prototype.toJSON = () => undefined; function handler() { return {}; }";
    expect((await run(meddling)).kind).to.equal("failed");
    expect(await body("return 1")).to.deep.equal({ kind: "returned", value: 1 });
  });

  it("rejects once it is closed (E_FUNCTION_HOST)", async () => {
    const closed = createFunctionRunner();
    await closed.close();
    const error: unknown = await closed.run("function handler() {}", event).catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "E_FUNCTION_HOST");
  });
});
