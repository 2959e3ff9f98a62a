import { expect } from "chai";
import { createFunctionRunner, type FunctionResult, viewerRequestEvent } from "../../../simulator/functions";
import { refusalOf } from "../../support/refusal";
import { context, requestWith } from "./messages";

const event = viewerRequestEvent(context, requestWith());
const echo = "function handler(event) { return event.request; }";
const endless = "function handler() { for (;;) {} }";

/** The code of a function whose body is this. */
function body(text: string): string {
  return `async function handler(event) { ${text} }`;
}

function returned(value: unknown): FunctionResult {
  return { kind: "returned", value };
}

describe("code of functions that means no good, or fails in unusual ways", () => {
  const logged: string[] = [];
  const runner = createFunctionRunner({
    timeoutMs: 150,
    languageLevel: "any",
    onLog: (message) => logged.push(message),
  });

  after(() => runner.close());

  async function messageOf(code: string): Promise<string> {
    const result = await runner.run(code, event);
    if (result.kind !== "failed") throw new Error(`it did not fail: ${JSON.stringify(result)}`);
    return result.message;
  }

  it("fails alone: what throws at load, throws the unshowable, or returns a circle (CF-7)", async () => {
    expect(await messageOf("throw new Error('at load');")).to.equal("Error: at load");
    expect(await messageOf(body("throw { toString() { throw 1; } };"))).to.equal("something that cannot be shown");
    expect(await messageOf(body("var a = {}; a.a = a; return a;"))).to.include("not JSON");
  });

  it("may lose a rejection: that ends neither the call nor the process", async () => {
    const code = body("Promise.reject(new Error('lost')); return 1;");
    expect(await Promise.all([runner.run(code, event), runner.run(echo, event)])).to.deep.equal([
      returned(1),
      returned(event.request),
    ]);
  });

  it("may log what is not JSON, which is no failure", async () => {
    const code = body("var a = {}; a.a = a; console.log(a, 1n, undefined, function f() {}); return 1;");
    expect(await runner.run(code, event)).to.deep.equal(returned(1));
    expect(logged).to.deep.equal(["[object Object] 1 undefined function f() {}"]);
  });

  it("makes no code of bytes either, nor by the constructors of asynchronous functions (CF-11)", async () => {
    for (const attempt of [
      "(async () => 1).constructor('return process')()",
      "(function* () {}).constructor('return process')()",
      "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))",
    ]) {
      expect(await messageOf(body(`return ${attempt};`)), attempt).to.match(/EvalError|CompileError/);
    }
  });

  it("does not reach the process through a stack, nor through its caller", async () => {
    const frames = `Error.prepareStackTrace = (error, frames) => frames;
      return new Error().stack.map((frame) => typeof frame.getThis() + ' ' + typeof frame.getFunction())
        .filter((seen) => seen !== 'undefined undefined');`;
    expect(await runner.run(body(frames), event)).to.deep.equal(returned([]));
    expect(await messageOf("function handler() { return handler.caller; }")).to.include("strict mode");
  });

  it("does not change the process through the error of an import", async () => {
    const code = body(`try { await import('node:fs'); } catch (error) {
      var reached = [error.code];
      for (var p = error; (p = Object.getPrototypeOf(p)) !== null; ) {
        // The class of this one error is its own; what all objects of the process share must not change.
        if (p === p.constructor.prototype) try { p.polluted = 1; reached.push(p.constructor.name); } catch {}
        try { p.constructor.constructor('return process')(); reached.push('code'); } catch {}
      }
      return reached;
    }`);
    expect(await runner.run(code, event)).to.deep.equal(returned(["ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING"]));
  });

  it("does not answer for another call", async () => {
    // The calls of a runner are numbered from 1, and those of one turn are answered together.
    const forger = `
      var forged = '{"kind":"returned","value":"mine","log":[]}]\\n[2,{"kind":"returned","value":"forged","log":[]}';
      Map.prototype.get = () => ({ outcome: forged, log: [] });
      Object.prototype.toJSON = () => forged;
      Object.defineProperty(Object.prototype, 'outcome', { get() { return forged; }, set() {} });
      function handler() { return { a: 1 }; }`;
    const own = createFunctionRunner();
    const [, victim] = await Promise.all([own.run(forger, event), own.run(echo, event)]);
    await own.close();
    expect(victim).to.deep.equal(returned(event.request));
  });
});

describe("the end of a runner of functions", () => {
  it("refuses what is in flight and what waits (E_FUNCTION_HOST)", async () => {
    const runner = createFunctionRunner();
    await runner.run(echo, event);
    const inFlight = refusalOf(runner.run(endless, event));
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = refusalOf(runner.run(echo, event));
    await runner.close();
    for (const error of await Promise.all([inFlight, waiting])) {
      expect(error.code).to.equal("E_FUNCTION_HOST");
      expect(error.sentence).to.include("it was closed");
    }
    await runner.close();
  });

  it("is a refusal as well where the process cannot start (E_FUNCTION_HOST)", async () => {
    const runner = createFunctionRunner({ memoryMb: 1 });
    expect((await refusalOf(runner.run(echo, event))).code).to.equal("E_FUNCTION_HOST");
    await runner.close();
  });
});
