/**
 * The process that runs the code of CloudFront Functions and of Lambda@Edge. It stands alone: Node runs it by stripping
 * the types, and the bundle holds it as it is, so it imports nothing of ours but types. On stdin every line is a message,
 * its fields apart by tabs, all but the first of them JSON:
 * `contexts TEXTS`, `code KEY TEXT`, `run ID KEY EVENT`, `lambda KEY TEXT EXPORT`, `invoke ID KEY EVENT CONTEXT`,
 * `answer QUESTION OK VALUE`. On stdout `["ready"]`, then `[ID,OUTCOME]` for every run, and
 * `["ask",QUESTION,KEY,STORE,OPERATION,NAME]` where a function asks a key value store.
 */
"use strict";
import type { FunctionContext, FunctionPowers } from "./contexts/powers";
import type { Invoke, LambdaLoader, LambdaPowers } from "./contexts/lambdaPowers";
import type { ContextTexts } from "./contexts/texts";

// Not imports: stripped of its types the file must be a script for a CommonJS package too.
const builtin = process.getBuiltinModule.bind(process);
const { createContext, Script } = builtin("node:vm");
const { AsyncLocalStorage } = builtin("node:async_hooks");
const { createHash, createHmac, webcrypto } = builtin("node:crypto");
const nodeModules = new Set(builtin("node:module").builtinModules);
const { stdin, stdout } = process;

/**
 * Ends the process when its parent is gone or its memory is too much, whatever the code is doing: a thread of its own,
 * since code may never let go of this one.
 */
function watch(parent: number, limitBytes: number): Promise<unknown> {
  const { Worker } = builtin("node:worker_threads");
  const text = `
    const { writeSync } = require("node:fs");
    const { kill, pid } = process;
    setInterval(() => {
      const resident = process.memoryUsage.rss();
      if (resident > ${limitBytes}) {
        try { writeSync(2, "FATAL ERROR: more memory than the process may have\\n"); } catch {}
        kill(pid, "SIGKILL");
      }
      if (process.ppid !== ${parent}) kill(pid, "SIGKILL");
    }, 50);`;
  // It runs nobody else's code: frozen intrinsics would only keep the first call waiting.
  const worker = new Worker(text, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } });
  return new Promise((resolve) => {
    worker.once("online", () => {
      worker.unref();
      resolve(undefined);
    });
  });
}

/** Node's modules that reach nothing outside of the process. */
const harmless = new Set(
  (
    "assert assert/strict buffer crypto events path path/posix punycode querystring stream stream/promises " +
    "string_decoder url util util/types zlib"
  ).split(" "),
);

/** Takes from the process what would let code out of it, should any ever get hold of the process. */
function disarm(): void {
  const { Socket } = builtin("node:net");
  Reflect.deleteProperty(Socket.prototype, "connect");
  const gone = "binding dlopen kill abort chdir mainModule getBuiltinModule report execve _linkedBinding _kill";
  for (const name of `${gone} _debugProcess _startProfilerIdleNotifier setuid setgid`.split(" ")) {
    Object.defineProperty(process, name, { value: undefined });
  }
  for (const name of ["fetch", "WebSocket", "EventSource", "Worker", "require", "module"]) {
    Reflect.deleteProperty(globalThis, name);
  }
}

const runs = new AsyncLocalStorage<number>();
let current = 0;
const codes = new Map<number, FunctionContext | string>();
const lambdas = new Map<number, Invoke | string>();
const awaiting = new WeakSet<FunctionContext>();
const questions = new Map<number, FunctionContext>();
const waiting = new Map<number, FunctionContext>();
let lastQuestion = 0;
let texts: { readonly function: InstanceType<typeof Script>; readonly lambda: InstanceType<typeof Script> } | undefined;

function newContext(): ReturnType<typeof createContext> {
  return createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
}

/** Compiles a function's code in a context of its own. */
function load(key: number, code: string): FunctionContext {
  const context = newContext();
  const powers: FunctionPowers = {
    currentRun: () => runs.getStore() ?? current,
    decode: (text, encoding) => Buffer.from(text, encoding as BufferEncoding).toString("latin1"),
    encode: (bytes, encoding) => Buffer.from(bytes, "latin1").toString(encoding as BufferEncoding),
    digest: (algorithm, bytes, secret) => {
      const hash = secret === undefined ? createHash(algorithm) : createHmac(algorithm, Buffer.from(secret, "latin1"));
      return hash.update(bytes, "latin1").digest("binary");
    },
    ask: (_run, store, operation, name) => {
      const question = ++lastQuestion;
      const found = codes.get(key);
      if (typeof found === "object") questions.set(question, found);
      stdout.write(`["ask",${question},${key},${[store, operation, name].map((one) => JSON.stringify(one)).join()}]\n`);
      return question;
    },
  };
  const start = texts?.function.runInContext(context) as (powers: FunctionPowers) => FunctionContext;
  const made = start(powers);
  // CF-10: the runtime is always strict. The value of the last statement is what the whole text gives.
  const tail = '\n;typeof handler === "undefined" ? undefined : handler';
  made.keep(new Script(`"use strict";${code}${tail}`, { filename: "function.js" }).runInContext(context));
  // Nothing else makes a promise: there are no timers, and only a module has calls that wait.
  if (/async|await|Promise|then|require|\\u/.test(code)) awaiting.add(made);
  return made;
}

const timers = new Map<number, NodeJS.Timeout>();
let lastTimer = 0;

const idlers = new Map<number, () => void>();
let lastIdler = 0;

// Node's own word for it: the loop has nothing left to wait for, stdin aside. Without stdin the process would end here.
process.on("beforeExit", () => {
  stdin.ref();
  const calls = [...idlers.values()];
  idlers.clear();
  for (const call of calls) call();
});

const lambdaPowers: LambdaPowers = {
  setTimer: (wake, milliseconds, waitedFor) => {
    const timer = ++lastTimer;
    const ring = (): void => {
      timers.delete(timer);
      wake();
    };
    const set = setTimeout(ring, milliseconds);
    if (!waitedFor) set.unref();
    timers.set(timer, set);
    return timer;
  },
  clearTimer: (timer) => {
    clearTimeout(timers.get(timer));
    timers.delete(timer);
  },
  builtin: (name) => (harmless.has(name) ? builtin(name) : undefined),
  isBuiltin: (name) => nodeModules.has(name),
  whenIdle: (call) => {
    idlers.set(++lastIdler, call);
    stdin.unref();
    return lastIdler;
  },
  notIdle: (call) => {
    if (idlers.delete(call) && idlers.size === 0) stdin.ref();
  },
  globals: {
    Buffer,
    URL,
    URLSearchParams,
    TextEncoder,
    TextDecoder,
    AbortController,
    AbortSignal,
    Event,
    EventTarget,
    Blob,
    performance,
    crypto: webcrypto,
    atob,
    btoa,
    structuredClone,
    version: process.version,
  },
};

/** Loads a CommonJS module in a context of its own, and finds its handler. */
function loadLambda(code: string, name: string): Invoke {
  const context = newContext();
  const make = texts?.lambda.runInContext(context) as (powers: LambdaPowers, code: string) => LambdaLoader;
  const { module, require, start } = make(lambdaPowers, code);
  const text = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
  const wrapper = new Script(text, { filename: "index.js" }).runInContext(context) as (...args: unknown[]) => void;
  wrapper(module.exports, require, module, "/var/task/index.js", "/var/task");
  return start(name);
}

function failed(message: string): string {
  return JSON.stringify({ kind: "failed", value: message, log: [] });
}

/** What `make` gives, or the message of what it threw. */
function attempt<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    return String(error);
  }
}

/** A function can meddle with how its outcome is written: one that held a line break could answer for another run. */
function oneLine(outcome: unknown): string {
  return typeof outcome === "string" && !/[\r\n]/.test(outcome) ? outcome : failed("it left no result");
}

/** The outcomes of those that have one; the others wait for an answer. */
function finish(ids: readonly (readonly [number, FunctionContext])[]): void {
  let lines = "";
  for (const [id, context] of ids) {
    const outcome = context.finish(id);
    if (outcome === undefined) {
      waiting.set(id, context);
    } else {
      waiting.delete(id);
      lines += `[${id},${oneLine(outcome)}]\n`;
    }
  }
  if (lines !== "") stdout.write(lines);
}

/** A run is known by what it has awaited; one whose code cannot await is spared what that costs. Tells whether it can. */
function begin(loaded: FunctionContext, id: number, event: string): boolean {
  if (awaiting.has(loaded)) {
    runs.run(id, loaded.start, id, event);
    return true;
  }
  current = id;
  loaded.start(id, event);
  current = 0;
  return false;
}

/**
 * Starts every run of a batch, and only then asks for the outcomes: where some can await, after every promise that can
 * settle has.
 */
function work(lines: readonly string[]): void {
  const started: [number, FunctionContext][] = [];
  let answered = false;
  let settling = false;
  for (const line of lines) {
    const [kind, first = "", second = "", third = "", fourth = ""] = line.split("\t");
    const id = Number(first);
    if (kind === "run") {
      const loaded = codes.get(Number(second)) ?? "the code was never sent";
      if (typeof loaded === "string") {
        stdout.write(`[${id},${failed(loaded)}]\n`);
      } else {
        settling = begin(loaded, id, third) || settling;
        started.push([id, loaded]);
      }
    } else if (kind === "answer") {
      questions.get(id)?.answered(id, second === "true", third);
      questions.delete(id);
      answered = true;
    } else if (kind === "code") {
      codes.set(
        id,
        attempt(() => load(id, JSON.parse(second) as string)),
      );
    } else if (kind === "lambda") {
      lambdas.set(
        id,
        attempt(() => loadLambda(JSON.parse(second) as string, JSON.parse(third) as string)),
      );
    } else if (kind === "invoke") {
      invoke(id, Number(second), third, fourth);
    } else if (kind === "contexts") {
      const { function: ofFunction, lambda } = JSON.parse(first) as ContextTexts;
      texts = { function: new Script(ofFunction), lambda: new Script(lambda) };
    }
  }
  if (settling || answered) {
    setImmediate(() => {
      finish(answered ? [...started, ...waiting] : started);
    });
  } else finish(started);
}

function invoke(id: number, key: number, event: string, context: string): void {
  const loaded = lambdas.get(key) ?? "the code was never sent";
  const done = (outcome: string): void => {
    stdout.write(`[${id},${oneLine(outcome)}]\n`);
  };
  if (typeof loaded === "string") done(failed(loaded));
  else loaded(event, context, done);
}

// A rejection that a function does not handle is its own affair: it must not end the process of all the others.
process.on("unhandledRejection", () => undefined);

let rest = "";
stdin.setEncoding("utf8");
void watch(Number(process.argv[2]), Number(process.argv[3])).then(() => {
  disarm();
  stdin.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0) work(lines);
  });
  stdout.write('["ready"]\n');
});
