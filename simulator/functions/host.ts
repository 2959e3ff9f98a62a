/**
 * The process that runs the code of CloudFront Functions. It stands alone: Node runs it by stripping the types, and
 * the bundle holds it as it is, so it imports nothing of ours. On stdin a line is `["code", KEY, TEXT]` or
 * `["run", ID, KEY, EVENT]`; on stdout `["ready"]`, then `[ID, OUTCOME]` for every run.
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
 * Lives inside the context, of which it is the only code of ours: no function or object of this process ever gets in,
 * so nothing in there has a constructor that leads out. `handler` is the function's own.
 */
function bootstrap(logLimit: number, handlerMissing: string): (handler: unknown) => Loaded {
  const { parse, stringify } = JSON;
  const { defineProperty, create } = Object;
  interface Run {
    outcome: string | undefined;
    log: string[];
    room: number;
  }
  const runs = new Map<number, Run>();
  let current: Run | undefined;
  let last = 0;

  const log = (...values: unknown[]): void => {
    if (current === undefined || current.room <= 0) return;
    const line = values.map((value) => (typeof value === "string" ? value : stringify(value))).join(" ");
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
  const said = (error: unknown): string => {
    try {
      return String(error);
    } catch {
      return "it threw something that cannot be shown";
    }
  };

  return (handler) => ({
    start(event) {
      const run: Run = { outcome: undefined, log: [], room: logLimit };
      runs.set(++last, run);
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
      const run = runs.get(id);
      runs.delete(id);
      if (run === undefined) return "";
      settle(run, "failed", "its promise is never settled");
      return run.outcome ?? "";
    },
  });
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

function failed(message: string): string {
  return JSON.stringify({ kind: "failed", value: message, log: [] });
}

type Message = readonly ["code", number, string] | readonly ["run", number, number, unknown];

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
  setImmediate(() => {
    process.stdout.write(started.map(({ id, outcome }) => `[${id},${outcome()}]\n`).join(""));
  });
}

let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  if (lines.length > 0) work(lines);
});
process.stdout.write('["ready"]\n');
