import { compared } from "./operators";
import { isStub, type StubMood } from "./stub";

/** Thrown where a run has gone through more loops and calls than it may. */
export class OutOfFuel extends Error {
  override readonly name = "OutOfFuel";
}

/** One comparison of a run: which operator or method, and what it was given. */
export interface Comparison {
  /** An operator, or the name of a method. */
  readonly by: string;
  readonly left: unknown;
  readonly right: unknown;
}

const operatorNames = ["===", "===", "===", "===", "<", "<", "<", "<", "in"] as const;
const maximumComparisons = 400;

/** What `config.eventType` can be: for a function that is tied to one event the others are no input (LE-3). */
const eventTypes: ReadonlySet<unknown> = new Set([
  "viewer-request",
  "origin-request",
  "origin-response",
  "viewer-response",
]);

/** What instrumented code reports to, and asks where a branch is to be entered by force. One per loaded hook. */
export class Probe {
  /** The branches that any run has reached, by their numbers. */
  readonly reached: (boolean | undefined)[] = [];
  /** Outcomes of comparisons that were seen: `site * 2 + outcome`. */
  readonly outcomes = new Set<number>();
  /** Whether something was reached that no run before had reached. Reset by {@link begin}. */
  isNew = false;
  /** Where each value was last written as a status: a place in the list of writes. */
  lastWrites = new Map<string, number>();
  /** The places in the list of writes that a run has come to without force. */
  readonly written = new Set<number>();
  /** Branches that stand behind another event than the one that the function is tied to. */
  readonly ofOtherEvents = new Set<number>();
  private comparedEvents = false;
  comparisons: Comparison[] = [];
  isRecording = false;
  forced: ReadonlySet<number> = new Set();
  /** Tells runs that went the same way from others. */
  signature = 0;
  /** Branches and loops until the run is over. */
  fuel = 0;
  readonly meta = { url: "file:///var/task/index.mjs", dirname: "/var/task", filename: "/var/task/index.mjs" };
  private readonly discriminants: unknown[] = [];

  constructor(
    private readonly mood: StubMood,
    private readonly load: (from: string, name: string) => unknown,
  ) {}

  begin(fuel: number, isRecording: boolean): void {
    this.fuel = fuel;
    this.isRecording = isRecording;
    this.isNew = false;
    this.signature = 0;
    if (this.lastWrites.size > 0) this.lastWrites = new Map();
    this.comparisons = [];
  }

  /** A branch was entered. */
  b(branch: number): void {
    if (--this.fuel < 0) throw new OutOfFuel("out of fuel");
    this.signature = (Math.imul(this.signature, 31) + branch) | 0;
    if (branch >= 0 && this.reached[branch] !== true) {
      this.reached[branch] = true;
      this.isNew = true;
    }
  }

  /** The test of an `if`, a `?:` or a loop. */
  t(yes: number, no: number, value: unknown): boolean {
    let truth = this.truth(value, yes);
    if (this.forced.size > 0) {
      if (this.forced.has(yes)) truth = this.once(yes);
      else if (this.forced.has(no)) truth = false;
    }
    this.b(truth ? yes : no);
    return truth;
  }

  /** A test that is nothing but a comparison. */
  te(yes: number, no: number, value: unknown): boolean {
    if (this.comparedEvents) this.ofOtherEvents.add(value === true ? no : yes);
    return this.t(yes, no, value);
  }

  /** The left of `&&`, `||` and `??`. */
  a(right: number, value: unknown): unknown {
    const goes = this.forced.has(right) || this.truth(value, right);
    if (goes) this.b(right);
    if (goes && !value) return true;
    return !goes && isStub(value) ? false : value;
  }

  o(right: number, value: unknown): unknown {
    const goes = this.forced.has(right) || !this.truth(value, right);
    if (goes) this.b(right);
    return goes ? undefined : value;
  }

  n(right: number, value: unknown): unknown {
    const goes = this.forced.has(right) || value === null || value === undefined;
    if (goes) this.b(right);
    return goes ? undefined : value;
  }

  /** The start of a `try` block. */
  f(caught: number): void {
    if (this.forced.has(caught)) throw new Error("entered by force");
  }

  /** What a loop goes over. */
  it(body: number, isOf: boolean, value: unknown): unknown {
    if (!this.forced.has(body)) return value;
    return isOf ? [this.mood.thing()] : { key: this.mood.thing() };
  }

  s(number: number, value: unknown): unknown {
    this.discriminants[number] = value;
    return value;
  }

  c(number: number, branch: number, value: unknown): unknown {
    const discriminant = this.discriminants[number];
    this.record("===", discriminant, value);
    if (isOtherEvent(discriminant, value)) this.ofOtherEvents.add(branch);
    if (this.forced.has(branch)) return discriminant;
    if (isStub(discriminant) && this.mood.agrees(branch)) return discriminant;
    return value;
  }

  /** An operator that compares. */
  e(operator: number, site: number, left: unknown, right: unknown): boolean {
    let result: boolean;
    if (isStub(left) || isStub(right)) {
      this.mood.use();
      const isNegative = operator === 2 || operator === 3;
      result = left === right ? !isNegative : this.mood.agrees(site) !== isNegative;
    } else {
      result = compared(operator, left, right);
    }
    if (site % 2 === 0) this.record(operatorNames[operator] ?? "===", left, right);
    this.outcome(site + (result ? 1 : 0));
    this.comparedEvents = operator <= 3 && isOtherEvent(left, right);
    return result;
  }

  /** A method that compares. */
  m(site: number, target: unknown, name: string, ...args: readonly unknown[]): unknown {
    const callee = (target as Record<string, unknown>)[name];
    if (typeof callee !== "function") throw new TypeError(`${name} is not a function`);
    this.record(name, target, args[0]);
    const [first] = args;
    if (isStub(first) && typeof target === "string" && name !== "split") return this.mood.agrees(site) ? first : false;
    const result = Reflect.apply(callee, target, args) as unknown;
    this.outcome(site + (result === false || result === -1 || result === null || result === undefined ? 0 : 1));
    return result;
  }

  mo(site: number, target: unknown, name: string, ...args: readonly unknown[]): unknown {
    const isMissing = target === undefined || target === null;
    if (isMissing || (target as Record<string, unknown>)[name] === undefined) return undefined;
    return this.m(site, target, name, ...args);
  }

  /** The value that a status was given. */
  w(place: number, value: unknown): unknown {
    if (this.forced.size === 0) this.written.add(place);
    if (typeof value === "string" || typeof value === "number") this.lastWrites.set(String(value), place);
    return value;
  }

  /** What `import` is in a file: a module as it sees it. */
  imports(from: string): (name: unknown) => unknown {
    return (name) => {
      const module = this.load(from, String(name)) as { __esModule?: unknown } | null | undefined;
      if (isStub(module) || module?.__esModule === true) return module;
      return { ...(module as object), default: module };
    };
  }

  /** `import()`. */
  later(from: string): (name: unknown) => Promise<unknown> {
    return (name) =>
      new Promise((resolve) => {
        resolve(this.imports(from)(name));
      });
  }

  private entered = new Set<number>();

  /** A loop is entered by force once, or it would never end. */
  private once(branch: number): boolean {
    if (this.entered.has(branch)) return false;
    this.entered.add(branch);
    return true;
  }

  force(branches: ReadonlySet<number>): void {
    this.forced = branches;
    this.entered = new Set();
  }

  private truth(value: unknown, site: number): boolean {
    return isStub(value) ? this.mood.agrees(site) : Boolean(value);
  }

  private record(by: string, left: unknown, right: unknown): void {
    if (this.isRecording && this.comparisons.length < maximumComparisons) this.comparisons.push({ by, left, right });
  }

  private outcome(key: number): void {
    this.signature = (Math.imul(this.signature, 31) - key) | 0;
    if (this.outcomes.has(key)) return;
    this.outcomes.add(key);
    this.isNew = true;
  }
}

function isOtherEvent(left: unknown, right: unknown): boolean {
  return left !== right && eventTypes.has(left) && eventTypes.has(right);
}
