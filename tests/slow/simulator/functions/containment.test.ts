import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createFunctionRunner } from "../../../../simulator/functions";
import type { CloudFrontFunctionEvent, FunctionResult, LambdaEvent } from "../../../../simulator/functions/runner";

const room = join(__dirname, "../../../../simulator/functions");

/** A program that starts a function which never ends, and nothing else. */
const program = (call: string): string => `
  require("ts-node/register/transpile-only");
  const { createFunctionRunner } = require(${JSON.stringify(room)});
  const runner = createFunctionRunner({ timeoutMs: 600_000 });
  void runner.${call};`;

const loops = {
  "CloudFront Function": 'run("function handler() { for (;;) {} }", {})',
  "Lambda function":
    'invoke({ name: "a", code: "exports.handler = async () => { for (;;) {} };", exportName: "handler", ' +
    'runtime: "nodejs24.x", timeoutMs: 600_000 }, {})',
};

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  /** Clock ticks that it has computed. */
  readonly computed: number;
}

function processOf(pid: string | number): Process | undefined {
  try {
    const [state = "", parent, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return { pid: Number(pid), parent: Number(parent), state, computed: Number(rest[9]) };
  } catch {
    return undefined;
  }
}

function childrenOf(parent: number): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(processOf)
    .filter((found) => found?.parent === parent)
    .filter((found) => found !== undefined);
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let turn = 0; turn < 1_000; turn++) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it never came to that");
}

describe("a function that never ends", () => {
  for (const [kind, call] of Object.entries(loops)) {
    it(`ends by itself when its parent is killed: a ${kind}`, async function () {
      if (process.platform !== "linux") this.skip();
      const parent = spawn(process.execPath, ["--eval", program(call)], { stdio: "ignore", cwd: room });
      const ended = once(parent, "exit");
      const [{ pid }] = await until(() => {
        // Half a second of work is more than its start takes, so that it loops.
        const found = childrenOf(parent.pid ?? 0).filter(({ computed }) => computed > 50);
        const [first] = found;
        return first === undefined ? undefined : ([first] as const);
      });
      parent.kill("SIGKILL");
      await ended;
      // Whoever takes over orphans may leave a dead one lying.
      await until(() => (["Z", "X", undefined].includes(processOf(pid)?.state) ? true : undefined));
    });
  }
});

describe("a function that wants everything", () => {
  const runner = createFunctionRunner({ timeoutMs: 20_000, languageLevel: "any" });
  after(() => runner.close());

  const run = (body: string): Promise<FunctionResult> =>
    runner.run(`function handler() { ${body} }`, {} as CloudFrontFunctionEvent);
  const invoke = (body: string): Promise<FunctionResult> => {
    const code = `exports.handler = async () => { ${body} };`;
    const lambda = { name: "a", code, exportName: "handler", runtime: "nodejs24.x", timeoutMs: 20_000 };
    return runner.invoke(lambda, {} as LambdaEvent);
  };

  const greedy = {
    "Buffers without end": "const all = []; for (;;) all.push(Buffer.alloc(10_000_000, 1));",
    "one Buffer larger than the machine": "return Buffer.alloc(60_000_000_000, 1).length;",
    "many large strings": "const all = []; for (;;) all.push('x'.repeat(1_000_000) + all.length);",
    "arrays without end": "const all = []; for (;;) all.push(new Array(1_000_000).fill(all));",
  };
  for (const [what, body] of Object.entries(greedy)) {
    it(`fails alone with ${what}, and the next call has its answer (CF-8)`, async () => {
      for (const call of [run, invoke]) {
        expect((await call(body)).kind).to.equal("failed");
        expect(await call("return 1;")).to.deep.equal({ kind: "returned", value: 1 });
      }
    });
  }
});

describe("a function that reaches for the process that runs it", () => {
  const runner = createFunctionRunner();
  after(() => runner.close());

  const invoke = (body: string): Promise<FunctionResult> => {
    const code = `exports.handler = async () => { ${body} };`;
    const lambda = { name: "a", code, exportName: "handler", runtime: "nodejs24.x", timeoutMs: 5_000 };
    return runner.invoke(lambda, {} as LambdaEvent);
  };

  it("finds no way to it by any object that Node gives it, nor by what those inherit", async () => {
    const body = `
      const modules = "assert buffer crypto events path querystring stream string_decoder url util zlib".split(" ");
      const seen = new Set(), reached = [];
      const look = (value, place) => {
        if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
        seen.add(value);
        for (const name of ["kill", "binding", "dlopen", "mainModule", "getBuiltinModule", "reallyExit"]) {
          try { if (typeof value[name] === "function") reached.push(place + "." + name); } catch {}
        }
        for (const name of Reflect.ownKeys(value)) {
          let found;
          try { found = value[name]; } catch { continue; }
          if (place.length < 200) look(found, place + "." + String(name));
        }
        look(Object.getPrototypeOf(value), place + ".__proto__");
      };
      for (const name of modules) look(require(name), name);
      for (const name of Object.getOwnPropertyNames(globalThis)) look(globalThis[name], name);
      return [seen.size > 500, reached];`;
    expect(await invoke(body)).to.deep.equal({ kind: "returned", value: [true, []] });
  });

  it("makes no code of text by a constructor of Node's either", async () => {
    const body = `
      const made = [];
      for (const one of [Buffer, URL, require("zlib").gzip, require("events"), require("util").promisify, crypto.subtle.digest]) {
        for (const maker of [one.constructor, Object.getPrototypeOf(async () => 0).constructor]) {
          try { made.push(typeof maker("return process")()); } catch (error) { made.push(error.name); }
        }
      }
      return [...new Set(made)];`;
    expect(await invoke(body)).to.deep.equal({ kind: "returned", value: ["EvalError"] });
  });

  it("has no sockets, threads or processes, whatever name it asks by", async () => {
    const body = `
      const opened = [];
      for (const name of ["net", "node:net", "http", "https", "http2", "tls", "dgram", "dns", "child_process", "cluster",
        "worker_threads", "node:test", "node:sqlite", "inspector", "repl", "vm", "v8", "module", "process", "internal/process"]) {
        try { require(name); opened.push(name); } catch {}
      }
      for (const name of ["fetch", "WebSocket", "EventSource", "Worker", "navigator", "XMLHttpRequest"]) {
        if (globalThis[name] !== undefined) opened.push(name);
      }
      try { await import("node:net"); opened.push("import"); } catch {}
      return opened;`;
    expect(await invoke(body)).to.deep.equal({ kind: "returned", value: [] });
  });
});
