/**
 * The process that runs the code of CloudFront Functions and of Lambda@Edge. It stands alone: Node runs it by stripping
 * the types, and the bundle holds it as it is, so it imports nothing of ours. On stdin a line is `["code", KEY, TEXT]`
 * or `["run", ID, KEY, EVENT]` for the first kind, `["lambda", KEY, TEXT, EXPORT]` or
 * `["invoke", ID, KEY, EVENT, CONTEXT]` for the second; on stdout `["ready"]`, then `[ID, OUTCOME]` for every run.
 */
import type { Context } from "node:vm";

// Not an import: stripped of its types the file must be a script for a CommonJS package too.
const { createContext, runInContext } = process.getBuiltinModule("node:vm");

interface Loaded {
  /** Starts the handler on the event, given as JSON; returns what to ask for. */
  start(event: string): number;
  /** The outcome as JSON; a promise that is open is one that nothing will ever settle. */
  finish(run: number): string;
}

/**
 * Lives inside the context, of which it is the only code of ours: no function or object of this process is ever handed
 * in. What gets in nevertheless is the error that `import()` rejects with; the process makes nothing from text and its
 * built-in objects are frozen, so its constructors lead nowhere. `handler` is the function's own.
 */
function bootstrap(logLimit: number, handlerMissing: string): (handler: unknown) => Loaded {
  const { parse, stringify } = JSON;
  const { defineProperty, create } = Object;
  interface Run {
    outcome: string | undefined;
    log: string[];
    room: number;
  }
  // A record and not a map: a function may replace `Map.prototype.get`, and so make up what it is asked for.
  const runs = create(null) as Record<number, Run | undefined>;
  let current: Run | undefined;
  let last = 0;

  const said = (value: unknown): string => {
    try {
      return String(value);
    } catch {
      return "something that cannot be shown";
    }
  };
  const shown = (value: unknown): string => {
    try {
      if (typeof value === "string") return value;
      const text = stringify(value) as string | undefined;
      return text ?? said(value);
    } catch {
      return said(value);
    }
  };
  const log = (...values: unknown[]): void => {
    if (current === undefined || current.room <= 0) return;
    const line = values.map(shown).join(" ");
    current.log.push(line.slice(0, current.room));
    current.room -= line.length;
  };
  const console = create(null) as Record<string, unknown>;
  for (const name of ["log", "error", "warn", "info", "debug"]) console[name] = log;
  defineProperty(globalThis, "console", { value: console, writable: true, configurable: true });

  const settle = (run: Run, kind: "returned" | "failed", value: unknown): void => {
    try {
      run.outcome ??= stringify({ kind, value, log: run.log });
    } catch (error) {
      run.outcome = stringify({ kind: "failed", value: `the result is not JSON: ${String(error)}`, log: run.log });
    }
  };

  return (handler) => ({
    start(event) {
      const run: Run = { outcome: undefined, log: [], room: logLimit };
      runs[++last] = run;
      current = run;
      try {
        if (typeof handler !== "function") throw new ReferenceError(handlerMissing);
        const call = handler as (event: unknown) => unknown;
        const result = call(parse(event));
        if (typeof result === "object" && result !== null && "then" in result) {
          // What an async handler logs after its first await still counts as the log of the run that was started last.
          Promise.resolve(result).then(
            (value) => {
              settle(run, "returned", value);
            },
            (error: unknown) => {
              settle(run, "failed", said(error));
            },
          );
        } else {
          settle(run, "returned", result);
        }
      } catch (error) {
        settle(run, "failed", said(error));
      }
      return last;
    },
    finish(id) {
      const run = runs[id];
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a number of ours
      delete runs[id];
      if (run === undefined) return "";
      settle(run, "failed", "its promise is never settled");
      return run.outcome ?? "";
    },
  });
}

/** What a Lambda function is told besides the event. `callbacks`: whether its runtime still takes them (LE-22). */
interface LambdaContext {
  readonly functionName: string;
  readonly timeoutMs: number;
  readonly callbacks: boolean;
}

type Invoke = (event: string, context: string, done: (outcome: string) => void) => void;

/** What the context of a Lambda function gets of this process: it keeps them to itself. */
type SetTimer = (wake: () => void, milliseconds: number) => number;

/**
 * As {@link bootstrap}, for code that is a CommonJS module: its answer comes when it comes. The functions of this process
 * stay in the closure, out of the code's reach; timers are numbers.
 */
function lambdaBootstrap(
  logLimit: number,
  setTimer: SetTimer,
  clearTimer: (timer: number) => boolean,
  notModelled: string,
): { module: { exports: Record<string, unknown> }; require: (name: string) => never; start: (name: string) => Invoke } {
  "use strict";
  // A strict function has no `caller` to show: the code cannot climb up the stack.
  const { parse, stringify } = JSON;
  const { defineProperty, create } = Object;
  const module = { exports: create(null) as Record<string, unknown> };
  const require = (name: string): never => {
    throw new Error(`Cannot find module '${name}': ${notModelled}`);
  };
  interface Log {
    lines: string[];
    room: number;
  }
  let log: Log = { lines: [], room: 0 };
  let fail: (error: unknown) => void = () => undefined;
  let timers = 0;
  const said = (value: unknown): string => {
    try {
      return typeof value === "string" ? value : String(value);
    } catch {
      return "something that cannot be shown";
    }
  };
  const shown = (value: unknown): string => {
    try {
      if (typeof value === "string") return value;
      const text = stringify(value) as string | undefined;
      return text ?? said(value);
    } catch {
      return said(value);
    }
  };
  const define = (name: string, value: unknown): void => {
    defineProperty(globalThis, name, { value, writable: true, configurable: true });
  };
  const write = (...values: unknown[]): void => {
    if (log.room <= 0) return;
    const line = values.map(shown).join(" ");
    log.lines.push(line.slice(0, log.room));
    log.room -= line.length;
  };
  const console = create(null) as Record<string, unknown>;
  for (const name of ["log", "error", "warn", "info", "debug"]) console[name] = write;
  define("console", console);
  const later = (call: (...args: unknown[]) => unknown, milliseconds: unknown, ...args: unknown[]): number => {
    timers += 1;
    return setTimer(
      () => {
        timers -= 1;
        try {
          call(...args);
        } catch (error) {
          fail(error);
        }
      },
      Number(milliseconds) || 0,
    );
  };
  define("setTimeout", later);
  define("setImmediate", (call: (...args: unknown[]) => unknown, ...args: unknown[]) => later(call, 0, ...args));
  define("clearTimeout", (timer: unknown) => {
    if (typeof timer === "number" && clearTimer(timer)) timers -= 1;
  });

  const start = (name: string): Invoke => {
    const handler = module.exports[name];
    if (typeof handler !== "function") throw new ReferenceError(`the code exports no function named ${name}`);
    const call = handler as (event: unknown, context: unknown, callback: unknown) => unknown;
    return (eventText, contextText, done) => {
      const own: Log = { lines: [], room: logLimit };
      log = own;
      let settled = false;
      let limit = 0;
      const settle = (kind: "returned" | "failed", value: unknown): void => {
        if (settled) return;
        settled = true;
        clearTimer(limit);
        try {
          done(stringify({ kind, value, log: own.lines }));
        } catch (error) {
          done(stringify({ kind: "failed", value: `the result is not JSON: ${said(error)}`, log: own.lines }));
        }
      };
      const context = parse(contextText) as LambdaContext & Record<string, unknown>;
      const begun = Date.now();
      fail = (error) => {
        settle("failed", said(error));
      };
      limit = setTimer(() => {
        settle("failed", `it ran for more than ${context.timeoutMs} ms (LE-16)`);
      }, context.timeoutMs);
      const told = {
        functionName: context.functionName,
        callbackWaitsForEmptyEventLoop: true,
        getRemainingTimeInMillis: () => context.timeoutMs - (Date.now() - begun),
      };
      const callback = (error: unknown, value: unknown): void => {
        if (error === undefined || error === null) settle("returned", value);
        else settle("failed", said(error));
      };
      // Everything that can settle by itself has by the next turn; only a timer can still bring an answer.
      const idle = (): void => {
        if (settled) return;
        if (timers > 0) setTimer(idle, 5);
        else settle("returned", undefined);
      };
      try {
        if (!context.callbacks && handler.length > 2) {
          throw new TypeError("this runtime takes no handler with a callback: make it async (LE-22)");
        }
        const result = call(parse(eventText), told, context.callbacks ? callback : undefined);
        if (typeof result === "object" && result !== null && "then" in result) {
          Promise.resolve(result).then(
            (value) => {
              settle("returned", value);
            },
            (error: unknown) => {
              settle("failed", said(error));
            },
          );
        }
        setTimer(idle, 0);
      } catch (error) {
        settle("failed", said(error));
      }
    };
  };
  return { module, require, start };
}

/** CF-8: what a run logs is cut off there. */
const logLimit = 10_240;

const codes = new Map<number, Loaded | string>();

/** Compiles a function's code in a context of its own. */
function load(code: string): Loaded {
  const context: Context = createContext(Object.create(null) as object, {
    codeGeneration: { strings: false, wasm: false },
  });
  const text = `(${bootstrap.toString()})(${logLimit}, "the code has no function named handler")`;
  const wrap = runInContext(text, context) as (handler: unknown) => Loaded;
  // CF-10: the runtime is always strict. The value of the last statement is what the whole text gives.
  const tail = '\n;typeof handler === "undefined" ? undefined : handler';
  return wrap(runInContext(`"use strict";${code}${tail}`, context, { filename: "function.js" }));
}

const lambdas = new Map<number, Invoke | string>();
const timers = new Map<number, NodeJS.Timeout>();
let lastTimer = 0;

/** Loads a CommonJS module in a context of its own, and finds its handler. */
function loadLambda(code: string, name: string): Invoke {
  const context: Context = createContext(Object.create(null) as object, {
    codeGeneration: { strings: false, wasm: false },
  });
  const setTimer: SetTimer = (wake, milliseconds) => {
    const timer = ++lastTimer;
    const ring = (): void => {
      timers.delete(timer);
      wake();
    };
    timers.set(timer, setTimeout(ring, milliseconds));
    return timer;
  };
  const clearTimer = (timer: number): boolean => {
    clearTimeout(timers.get(timer));
    return timers.delete(timer);
  };
  const make = runInContext(`(${lambdaBootstrap.toString()})`, context) as typeof lambdaBootstrap;
  const { module, require, start } = make(logLimit, setTimer, clearTimer, "it is not modelled yet");
  const wrapper = runInContext(`(function (exports, require, module) {${code}\n})`, context, {
    filename: "index.js",
  }) as (exports: unknown, require: unknown, module: unknown) => void;
  wrapper(module.exports, require, module);
  return start(name);
}

function failed(message: string): string {
  return JSON.stringify({ kind: "failed", value: message, log: [] });
}

type Message =
  | readonly ["code", number, string]
  | readonly ["run", number, number, unknown]
  | readonly ["lambda", number, string, string]
  | readonly ["invoke", number, number, unknown, LambdaContext];

/** Starts every run of a batch, and only then asks for the outcomes: by then every promise that can settle has. */
function work(lines: readonly string[]): void {
  const started: { id: number; outcome: () => string }[] = [];
  for (const line of lines) {
    const message = JSON.parse(line) as Message;
    if (message[0] === "code") {
      const [, key, text] = message;
      try {
        codes.set(key, load(text));
      } catch (error) {
        codes.set(key, String(error));
      }
    } else if (message[0] === "lambda") {
      const [, key, text, name] = message;
      try {
        lambdas.set(key, loadLambda(text, name));
      } catch (error) {
        lambdas.set(key, String(error));
      }
    } else if (message[0] === "invoke") {
      invoke(message);
    } else {
      const [, id, key, event] = message;
      const loaded = codes.get(key) ?? "the code was never sent";
      if (typeof loaded === "string") {
        started.push({ id, outcome: () => failed(loaded) });
      } else {
        const run = loaded.start(JSON.stringify(event));
        started.push({ id, outcome: () => loaded.finish(run) });
      }
    }
  }
  if (started.length === 0) return;
  setImmediate(() => {
    process.stdout.write(started.map(({ id, outcome }) => `[${id},${oneLine(outcome())}]\n`).join(""));
  });
}

function invoke([, id, key, event, context]: Extract<Message, readonly ["invoke", ...unknown[]]>): void {
  const loaded = lambdas.get(key) ?? "the code was never sent";
  const done = (outcome: string): void => {
    process.stdout.write(`[${id},${oneLine(outcome)}]\n`);
  };
  if (typeof loaded === "string") done(failed(loaded));
  else loaded(JSON.stringify(event), JSON.stringify(context), done);
}

/** A function can meddle with how its outcome is written: one that held a line break could answer for another run. */
function oneLine(outcome: unknown): string {
  return typeof outcome === "string" && !/[\r\n]/.test(outcome) ? outcome : failed("it left no result");
}

// A rejection that a function does not handle is its own affair: it must not end the process of all the others.
process.on("unhandledRejection", () => undefined);

let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  if (lines.length > 0) work(lines);
});
process.stdout.write('["ready"]\n');
