import type { OwnTimers } from "./lambdaModules";
import type { Invoke, LambdaContext, LambdaLoader, LambdaPowers } from "./lambdaPowers";

/**
 * What runs inside a Lambda function's context besides its code, which is a CommonJS module: its answer comes when it
 * comes. It is read as text and stands alone.
 */
export function lambdaPart(
  { setTimer, clearTimer, globals, whenIdle, notIdle }: LambdaPowers,
  requireWith: (timers: OwnTimers) => (name: string) => unknown,
  logLimit: number,
): LambdaLoader {
  const { parse, stringify } = JSON;
  const { defineProperty, create } = Object;
  const module = { exports: create(null) as Record<string, unknown> };
  interface Log {
    lines: string[];
    room: number;
  }
  let log: Log = { lines: [], room: 0 };
  let fail: (error: unknown) => void = () => undefined;
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
  for (const name of Object.keys(globals)) define(name, globals[name]);
  define("global", globalThis);

  type Call = (...args: unknown[]) => unknown;
  const guarded = (call: Call, args: readonly unknown[]): void => {
    try {
      call(...args);
    } catch (error) {
      fail(error);
    }
  };
  const later = (call: Call, milliseconds: unknown, ...args: unknown[]): number =>
    setTimer(
      () => {
        guarded(call, args);
      },
      Number(milliseconds) || 0,
      true,
    );
  const clear = (timer: unknown): void => {
    if (typeof timer === "number") clearTimer(timer);
  };
  // An interval keeps the number of its first timer.
  const intervals = create(null) as Record<number, number | undefined>;
  const repeatedly = (call: Call, milliseconds: unknown, ...args: unknown[]): number => {
    const again = (): void => {
      intervals[first] = later(again, milliseconds);
      guarded(call, args);
    };
    const first = later(again, milliseconds);
    intervals[first] = first;
    return first;
  };
  const stop = (first: unknown): void => {
    if (typeof first === "number") clear(intervals[first]);
  };
  const ownTimers = {
    setTimeout: later,
    clearTimeout: clear,
    setImmediate: (call: Call, ...args: unknown[]) => later(call, 0, ...args),
    clearImmediate: clear,
    setInterval: repeatedly,
    clearInterval: stop,
  };
  for (const name of Object.keys(ownTimers) as (keyof typeof ownTimers)[]) define(name, ownTimers[name]);
  const require = requireWith(ownTimers);
  const soon = (call: Call, ...args: unknown[]): void => {
    void Promise.resolve().then(() => {
      guarded(call, args);
    });
  };
  define("queueMicrotask", soon);

  const process = {
    env: create(null) as Record<string, string>,
    version: globals["version"],
    versions: Object.freeze({ node: String(globals["version"]).slice(1) }),
    platform: "linux",
    arch: "x64",
    cwd: () => "/var/task",
    nextTick: soon,
    exit: (code: number | string = 0): never => {
      const error = new Error(`it ended its process with ${code}`);
      fail(error);
      throw error;
    },
    uptime: () => (Date.now() - started) / 1000,
  };
  const started = Date.now();
  define("process", process);

  const start = (name: string): Invoke => {
    const handler = module.exports[name];
    if (typeof handler !== "function") throw new ReferenceError(`the code exports no function named ${name}`);
    const call = handler as Call;
    return (eventText, contextText, done) => {
      const own: Log = { lines: [], room: logLimit };
      log = own;
      let settled = false as boolean;
      let limit = 0;
      let idle = 0;
      const settle = (kind: "returned" | "failed", value: unknown): void => {
        if (settled) return;
        settled = true;
        clearTimer(limit);
        notIdle(idle);
        try {
          done(stringify({ kind, value, log: own.lines }));
        } catch (error) {
          done(stringify({ kind: "failed", value: `the result is not JSON: ${said(error)}`, log: own.lines }));
        }
      };
      const context = parse(contextText) as LambdaContext;
      Object.assign(process.env, context.env);
      const begun = Date.now();
      fail = (error) => {
        settle("failed", said(error));
      };
      limit = setTimer(
        () => {
          settle("failed", `it ran for more than ${context.timeoutMs} ms (LE-16)`);
        },
        context.timeoutMs,
        false,
      );
      const told = {
        functionName: context.functionName,
        functionVersion: context.env["AWS_LAMBDA_FUNCTION_VERSION"],
        memoryLimitInMB: context.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
        callbackWaitsForEmptyEventLoop: true,
        getRemainingTimeInMillis: () => context.timeoutMs - (Date.now() - begun),
      };
      const callback = (error: unknown, value: unknown): void => {
        if (error === undefined || error === null) settle("returned", value);
        else settle("failed", said(error));
      };
      try {
        if (!context.callbacks && (handler as { length: number }).length > 2) {
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
        // Nothing is left that could bring an answer, which Lambda takes for none.
        if (!settled) {
          idle = whenIdle(() => {
            settle("returned", undefined);
          });
        }
      } catch (error) {
        settle("failed", said(error));
      }
    };
  };
  return { module, require, start };
}
