import type { Clock } from "./virtualTime";

/** What the outside world does: it works, fails, or never answers. */
export type Dependencies = "work" | "fail" | "silent";

/** How stubs behave in one run. */
export interface StubMood {
  /** Whether a stub is what the code at this place hopes for. */
  agrees(site: number): boolean;
  /** Notes that an answer of the outside world was used. */
  use(): void;
  /** A stub to hand to code that must have something. */
  thing(): unknown;
}

const stubs = new WeakSet();

/** Whether a value came from the outside world. */
export function isStub(value: unknown): boolean {
  return typeof value === "function" && stubs.has(value);
}

type Call = (...args: unknown[]) => unknown;

/** Milliseconds after which an emitter's events come. */
const eventTimes: Readonly<Record<string, number>> = {
  connect: 1,
  secureConnect: 1,
  ready: 1,
  open: 1,
  response: 1,
  readable: 2,
  data: 2,
  row: 2,
  message: 2,
  end: 3,
  finish: 3,
  close: 4,
  exit: 4,
};

/** Everything that is not in the hook's own files: modules, clients, what they answer. */
export class World implements StubMood {
  dependencies: Dependencies = "work";
  /** 0: every answer is what the code hopes for, 1: none is, more: some are. */
  flavour = 0;
  /** The status of every HTTP answer. */
  status = 200;
  wasCalled = false;
  wasUsed = false;
  statusWasRead = false;
  /** Functions that the code gave to the outside world. */
  readonly handed: unknown[] = [];

  constructor(private readonly clock: Clock) {}

  begin(dependencies: Dependencies, flavour: number, status: number): void {
    this.dependencies = dependencies;
    this.flavour = flavour;
    this.status = status;
    this.wasCalled = false;
    this.wasUsed = false;
    this.statusWasRead = false;
    this.handed.length = 0;
  }

  agrees(site: number): boolean {
    this.wasUsed = true;
    if (this.flavour < 2) return this.flavour === 0;
    return ((site + 1) * 2654435761 * this.flavour) % 97 < 48;
  }

  use(): void {
    this.wasUsed = true;
  }

  thing(): unknown {
    return this.stub("thing", false);
  }

  /** A module that is not there. */
  module(name: string): unknown {
    return this.stub(name.replace(/^node:/, ""), false);
  }

  /** `isAnswer`: of the outside world, and not of the module that is to fetch it. */
  private stub(path: string, isAnswer: boolean, isPending = false): unknown {
    const children = new Map<PropertyKey, unknown>();
    const target = function (): void {
      // What is called is the proxy.
    };
    const get = (key: PropertyKey): unknown => {
      if (children.has(key)) return children.get(key);
      const made = this.property(path, key, isAnswer, isPending);
      children.set(key, made);
      return made;
    };
    const proxy: unknown = new Proxy(target, {
      get: (_target, key) => (key === "prototype" ? (target.prototype as unknown) : get(key)),
      set: (_target, key, value) => {
        children.set(key, value);
        return true;
      },
      has: (_target, key) => isAnswer && typeof key === "string" && this.agrees(key.length),
      apply: (_target, _self, args: unknown[]) => this.call(path, args, isAnswer),
      construct: () => this.stub(path, isAnswer) as object,
    });
    stubs.add(proxy as object);
    return proxy;
  }

  private property(path: string, key: PropertyKey, isAnswer: boolean, isPending: boolean): unknown {
    if (key === "then") return isPending ? this.thenOf(path) : undefined;
    if (key === "catch" || key === "finally")
      return isPending ? this.later(path)[key].bind(this.later(path)) : undefined;
    if (key === "__esModule") return undefined;
    if (typeof key === "symbol") return this.symbol(key, path);
    if (isAnswer || isPending) {
      this.wasUsed = true;
      if (key === "statusCode" || key === "status" || key === "httpStatusCode" || key === "StatusCode") {
        this.statusWasRead = true;
        return this.status;
      }
      if (key === "length" || key === "size") return this.agrees(path.length) ? 1 : 0;
      if (key === "toString" || key === "toLowerCase" || key === "toUpperCase" || key === "trim") {
        return () => this.stub(path, true);
      }
    }
    return this.stub(`${path}.${key}`, isAnswer);
  }

  private symbol(key: symbol, path: string): unknown {
    if (key === Symbol.toPrimitive) {
      return (hint: string) => {
        this.wasUsed = true;
        const agrees = this.agrees(path.length);
        return hint === "number" ? Number(agrees) : agrees ? "{}" : "";
      };
    }
    const items = (): unknown[] => (this.agrees(path.length) ? [this.stub(`${path}[]`, true)] : []);
    if (key === Symbol.iterator) return () => items()[Symbol.iterator]();
    if (key === Symbol.asyncIterator) {
      return async function* () {
        await Promise.resolve();
        yield* items();
      };
    }
    return undefined;
  }

  /** What a call on the outside world comes to. */
  private later(path: string): Promise<unknown> {
    const { dependencies } = this;
    this.wasCalled = true;
    return new Promise((resolve, reject) => {
      if (dependencies === "work") resolve(this.stub(path, true));
      else if (dependencies === "fail") reject(failure(path));
    });
  }

  private thenOf(path: string): Call {
    return (resolve, reject) => this.later(path).then(resolve as Call, reject as Call);
  }

  private call(path: string, args: readonly unknown[], isAnswer: boolean): unknown {
    const name = path.slice(path.lastIndexOf(".") + 1);
    const [first] = args;
    if (/^(?:on|once|addListener|addEventListener)$/.test(name) && typeof first === "string") {
      this.listen(path, first, args[1]);
      return this.stub(path.slice(0, path.lastIndexOf(".")), false, true);
    }
    for (const one of args) {
      if (typeof one === "function" && !isStub(one) && this.handed.length < 100) this.handed.push(one);
    }
    const callback = args.findLast((one) => typeof one === "function" && !isStub(one)) as Call | undefined;
    if (isAnswer && callback !== undefined) return this.over(path, name, callback);
    if (callback !== undefined) this.callBack(path, callback);
    if (isAnswer && !/^(?:json|text|arrayBuffer|blob|send|promise|transformTo\w*)$/.test(name)) {
      return this.stub(path, true);
    }
    if (this.dependencies !== "work" && /Sync$/.test(name)) {
      this.wasCalled = true;
      throw failure(path);
    }
    return this.stub(path, isAnswer || /Sync$/.test(name), !/Sync$/.test(name));
  }

  /** `map`, `filter`, `find` and the like on an answer. */
  private over(path: string, name: string, callback: Call): unknown {
    const item = this.stub(`${path}[]`, true);
    if (!this.agrees(path.length)) return /^(?:some|every)$/.test(name) ? name === "every" : this.stub(path, true);
    const result = name === "reduce" ? callback(item, item, 0) : callback(item, 0);
    return /^(?:some|every)$/.test(name)
      ? result
      : name === "find"
        ? result
          ? item
          : undefined
        : this.stub(path, true);
  }

  private callBack(path: string, callback: Call): void {
    this.wasCalled = true;
    const isHttp = /^https?2?\.(?:get|request)$/.test(path) || callback.length === 1;
    if (this.dependencies === "silent" || (isHttp && this.dependencies === "fail")) return;
    const value = this.stub(path, true);
    this.clock.set(1, () => {
      if (isHttp) callback(value);
      else if (this.dependencies === "fail") callback(failure(path));
      else callback(null, value);
    });
  }

  private listen(path: string, event: string, listener: unknown): void {
    if (typeof listener !== "function") return;
    this.wasCalled = true;
    const call = listener as Call;
    if (event === "error") {
      if (this.dependencies === "fail") this.clock.set(1, () => call(failure(path)));
    } else if (event === "timeout") {
      if (this.dependencies === "silent") this.clock.set(5000, () => call());
    } else if (this.dependencies === "work" && eventTimes[event] !== undefined) {
      const hasValue = !/^(?:end|finish|close|connect|ready|open)$/.test(event);
      this.clock.set(eventTimes[event], () => call(...(hasValue ? [this.stub(path, true)] : [])));
    }
  }
}

function failure(path: string): Error {
  const error = new Error(`${path}: connect ECONNREFUSED 192.0.2.1:443`);
  return Object.assign(error, { code: "ECONNREFUSED", statusCode: 500, $metadata: { httpStatusCode: 500 } });
}
