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
    "ends its process": ["exports.handler = async () => { process.exit(3); };", "it ended its process with 3"],
    "ends its process at load": ["process.exit(3);", "it ended its process with 3"],
    "throws in a callback of Node's": [
      "exports.handler = () => new Promise(() => { require('zlib').gzip('', () => { throw new Error('late'); }); });",
      "it ended the process that ran it",
    ],
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

  const waiting: Readonly<Record<string, readonly [body: string, value: unknown]>> = {
    "a compression": ["new Promise((done) => zlib.gzip('x'.repeat(1e6), (_, bytes) => done(bytes.length)))", 1003],
    "a compression as a promise": ["util.promisify(zlib.gunzip)(zlib.gzipSync('ab')).then(String)", "ab"],
    "a stream": [
      "new Promise((done) => zlib.createDeflate().on('data', (bytes) => done(bytes[0])).end('x'.repeat(1e5)))",
      0x78,
    ],
    "random bytes": ["new Promise((done) => crypto.randomBytes(9, (_, bytes) => done(bytes.length)))", 9],
    "a key that is derived": [
      "new Promise((done) => crypto.pbkdf2('a', 'b', 30_000, 8, 'sha512', (_, key) => done(key.length)))",
      8,
    ],
    "a digest": ["globalThis.crypto.subtle.digest('SHA-1', Buffer.from('a')).then((hash) => hash.byteLength)", 20],
    "a timer": ["new Promise((done) => setTimeout(done, 30, 1))", 1],
    "an interval": [
      "new Promise((done) => { const one = setInterval(() => { clearInterval(one); done(1); }, 9); })",
      1,
    ],
    "a timer as a promise": ["require('timers/promises').setTimeout(20, 1)", 1],
    "a file of its own": [
      "require('node:fs/promises').readFile(__filename, 'utf8').then((text) => text.slice(0, 5))",
      "const",
    ],
    "a file, by callback": [
      "new Promise((done) => require('fs').readFile('index.js', (_, bytes) => done(bytes[0])))",
      99,
    ],
  };
  for (const [what, [body, value]] of Object.entries(waiting)) {
    it(`waits for ${what}, which is no silence (LE-9)`, async () => {
      const modules = "const [zlib, util, crypto] = ['zlib', 'node:util', 'crypto'].map((name) => require(name));";
      expect(await invoke(`${modules} exports.handler = () => ${body};`, "nodejs24.x", 5_000)).to.deep.equal({
        kind: "returned",
        value,
      });
    });
  }

  it("waits in vain where a timer never rings, until its own time is over (LE-16)", async () => {
    const code = "exports.handler = () => new Promise(() => { setInterval(() => 0, 10); });";
    expect(await failure(code)).to.contain("more than 200 ms (LE-16)");
  });

  it("has the modules of Lambda that reach nothing outside of its process, under both of their names", async () => {
    const names =
      "assert buffer crypto events fs fs/promises path querystring stream string_decoder timers url util zlib";
    const code = `exports.handler = async () =>
      "${names}".split(" ").filter((name) => require(name) !== undefined && require("node:" + name) !== undefined);`;
    expect(await invoke(code)).to.deep.equal({ kind: "returned", value: names.split(" ") });
  });

  it("refuses the others by their names", async () => {
    for (const name of [
      ..."child_process cluster dgram dns http http2 https inspector module net os process tls v8 vm worker_threads".split(
        " ",
      ),
      "node:child_process",
      "node:fs/../net",
    ]) {
      const message = await failure(`require(${JSON.stringify(name)});`);
      expect(message, name).to.contain(`'${name}'`);
      expect(message, name).to.match(/is refused|Cannot find module/);
    }
  });

  it("reads no file but its own, and writes none", async () => {
    for (const call of [
      "require('fs').readFileSync('/etc/hostname')",
      "require('fs').readFileSync(new URL('file:///etc/hostname'))",
      "require('fs').readFileSync('../../etc/hostname')",
      "require('fs/promises').readFile('/proc/self/environ')",
      "require('fs').writeFileSync('/tmp/a', '')",
      "require('fs').readdirSync('/')",
    ]) {
      expect(await failure(`exports.handler = async () => ${call};`), call).to.match(/ENOENT|EACCES/);
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
