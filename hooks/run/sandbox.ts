import { createContext, runInContext, Script } from "node:vm";
import type { Clock } from "./virtualTime";
import { isStub, type World } from "./stub";

/** What a run is given of chance, time and surroundings, and what the code asked for of them. */
export interface Surroundings {
  random: number;
  time: number;
  env: Readonly<Record<string, string>>;
  readonly asked: Set<string>;
}

export interface Sandbox {
  /** Runs a script in the hook's own realm. */
  readonly run: (script: Script) => unknown;
  readonly parse: (text: string) => unknown;
}

type Call = (...args: unknown[]) => unknown;

/** A realm for a hook: its own globals, time and chance in our hands, no way to the network but stubs. */
export function createSandbox(clock: Clock, world: World, surroundings: Surroundings, isLambda: boolean): Sandbox {
  const context = createContext({});
  const globals = runInContext("globalThis", context) as Record<string, unknown>;
  const inside = runInContext("({Date,Math,JSON,Promise,Proxy})", context) as {
    Date: DateConstructor;
    JSON: JSON;
  };
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(globals, name, { value, writable: true, configurable: true, enumerable: false });
  };
  /** Much of what Node has is loaded when it is first asked for: a hook that does not ask does not pay. */
  const defineLater = (name: string, make: () => unknown): void => {
    const get = (): unknown => {
      const value = make();
      define(name, value);
      return value;
    };
    const set = (value: unknown): void => {
      define(name, value);
    };
    Object.defineProperty(globals, name, { get, set, configurable: true, enumerable: false });
  };
  const now = (): number => {
    surroundings.asked.add("time");
    return surroundings.time + clock.elapsed;
  };
  const prepare = runInContext(realmText, context) as (
    now: () => number,
    chance: () => number,
    isStub: (value: unknown) => boolean,
  ) => void;
  prepare(
    now,
    () => {
      surroundings.asked.add("random");
      return surroundings.random;
    },
    isStub,
  );
  const silent = (): void => undefined;
  const names = "log error warn info debug trace dir table time timeEnd timeLog group groupEnd assert count".split(" ");
  define("console", Object.fromEntries(names.map((name) => [name, silent])));
  for (const name of isLambda ? shared : sharedWithFunctions) defineLater(name, () => Reflect.get(globalThis, name));
  define("global", globals);
  if (isLambda) {
    defineTimers(define, clock);
    define("performance", { now: () => now() - 1000, mark: silent, measure: silent, timeOrigin: 1000 });
    define("process", processOf(surroundings, now));
    for (const name of ["fetch", "WebSocket", "XMLHttpRequest", "EventSource"]) define(name, world.module(name));
    define("structuredClone", (value: unknown) => cloned(value, inside.JSON));
  }
  return {
    run: (script) => script.runInContext(context) as unknown,
    parse: (text) => inside.JSON.parse(text) as unknown,
  };
}

/** Of Node's own globals those that reach nothing outside of the process. */
const sharedWithFunctions = ["Buffer", "TextEncoder", "TextDecoder", "atob", "btoa"];
const shared = [
  ...sharedWithFunctions,
  ..."URL URLSearchParams AbortController AbortSignal Event EventTarget queueMicrotask crypto".split(" "),
  ..."Headers Request Response FormData File CustomEvent MessagePort".split(" "),
  ..."Blob ReadableStream WritableStream TransformStream CompressionStream DecompressionStream DOMException".split(" "),
];

/** An event is a Proxy while it is watched, and Node clones none. */
function cloned(value: unknown, json: JSON): unknown {
  try {
    return structuredClone(value);
  } catch {
    return json.parse(json.stringify(value)) as unknown;
  }
}

/** What must be made of the realm's own classes. `this` is nothing; it is given the hour, chance, and what a stub is. */
const realmText = `(function (now, chance, isStub) {
  const { parse } = JSON;
  JSON.parse = (text, ...rest) => (isStub(text) ? text : parse(text, ...rest));
  Math.random = () => chance();
  const Real = Date;
  globalThis.Date = new Proxy(Real, {
    construct: (target, args, self) => Reflect.construct(target, args.length > 0 ? args : [now()], self),
    apply: () => new Real(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
  Object.defineProperty(Real.prototype, "constructor", { value: globalThis.Date, writable: true, configurable: true });
})`;

function defineTimers(define: (name: string, value: unknown) => void, clock: Clock): void {
  const timer = (id: number): unknown => {
    const made = {
      ref: () => made,
      unref: () => made,
      hasRef: () => true,
      refresh: () => made,
      [Symbol.toPrimitive]: () => id,
    };
    return made;
  };
  const set = (call: unknown, milliseconds: unknown, args: readonly unknown[], isRepeated: boolean): unknown =>
    timer(clock.set(milliseconds, () => (call as Call)(...args), isRepeated));
  const clear = (made: unknown): void => {
    if (made !== undefined && made !== null) clock.clear(made);
  };
  define("setTimeout", (call: unknown, milliseconds: unknown, ...args: unknown[]) =>
    set(call, milliseconds, args, false),
  );
  define("setInterval", (call: unknown, milliseconds: unknown, ...args: unknown[]) =>
    set(call, milliseconds, args, true),
  );
  define("setImmediate", (call: unknown, ...args: unknown[]) => set(call, 0, args, false));
  for (const name of ["clearTimeout", "clearInterval", "clearImmediate"]) define(name, clear);
}

/** Variables that Lambda sets itself. */
const lambdaEnv: Readonly<Record<string, string>> = {
  AWS_REGION: "us-east-1",
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_LAMBDA_FUNCTION_NAME: "us-east-1.hook",
  AWS_LAMBDA_FUNCTION_VERSION: "1",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  LAMBDA_TASK_ROOT: "/var/task",
  NODE_PATH: "/opt/nodejs/node_modules",
  TZ: ":UTC",
};

function processOf(surroundings: Surroundings, now: () => number): unknown {
  const silent = (): void => undefined;
  const read = (name: string): string | undefined => {
    if (Object.hasOwn(lambdaEnv, name)) return lambdaEnv[name];
    surroundings.asked.add(`env.${name}`);
    return surroundings.env[name];
  };
  const own: Record<string, string> = {};
  const env = new Proxy(own, {
    get: (target, name) => (typeof name === "symbol" ? undefined : (target[name] ?? read(name))),
    has: (target, name) => typeof name === "string" && (name in target || read(name) !== undefined),
  });
  return {
    env,
    argv: ["node", "/var/runtime/index.mjs"],
    platform: "linux",
    arch: "x64",
    pid: 8,
    version: "v24.0.0",
    versions: { node: "24.0.0" },
    release: { name: "node" },
    cwd: () => "/var/task",
    uptime: () => 1,
    hrtime: Object.assign(() => [Math.floor(now() / 1000), (now() % 1000) * 1e6], {
      bigint: () => BigInt(now()) * 1000000n,
    }),
    memoryUsage: () => ({ rss: 60e6, heapTotal: 30e6, heapUsed: 20e6, external: 1e6, arrayBuffers: 1e5 }),
    nextTick: (call: Call, ...args: unknown[]) => {
      queueMicrotask(() => call(...args));
    },
    on: silent,
    once: silent,
    off: silent,
    emitWarning: silent,
    stdout: { write: () => true, isTTY: false },
    stderr: { write: () => true, isTTY: false },
    exit: () => {
      throw new Error("the hook ended its process");
    },
  };
}

export { Script };
