/** What the process gives to the context of a Lambda function, which keeps the functions to itself. */
export interface LambdaPowers {
  /** `waitedFor`: whether the process is not idle until it rings. */
  readonly setTimer: (wake: () => void, milliseconds: number, waitedFor: boolean) => number;
  readonly clearTimer: (timer: number) => void;
  /** One of Node's modules, where it harms nobody; undefined for all others. Names come without `node:`. */
  readonly builtin: (name: string) => unknown;
  /** Whether Node, and so Lambda, has a module of that name. */
  readonly isBuiltin: (name: string) => boolean;
  /** The globals that Node has and JavaScript does not. */
  readonly globals: Readonly<Record<string, unknown>>;
  /**
   * Calls once as soon as nothing is under way any more: no timer, no compression, no key that is being made. Gives a
   * number that `notIdle` takes the call back by.
   */
  readonly whenIdle: (call: () => void) => number;
  readonly notIdle: (call: number) => void;
}

/** What a Lambda function is told besides the event. */
export interface LambdaContext {
  readonly functionName: string;
  readonly timeoutMs: number;
  /** Whether its runtime still takes callbacks (LE-22). */
  readonly callbacks: boolean;
  /** The reserved environment variables (LE-20). */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the handler on the event, given as JSON; `done` gets the outcome as JSON, once. */
export type Invoke = (event: string, context: string, done: (outcome: string) => void) => void;

/** What a context gives to the process: how its code is loaded, and then its handler. */
export interface LambdaLoader {
  readonly module: { exports: Record<string, unknown> };
  readonly require: (name: string) => unknown;
  readonly start: (name: string) => Invoke;
}
