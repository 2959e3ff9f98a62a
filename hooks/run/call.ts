import { setTimeout as delay } from "node:timers/promises";
import { type Answer, judged, noAnswer, thrown } from "./answer";
import type { Entry } from "../findings";
import { inputPathOf, isOfResponse } from "./events";
import { dependenciesOf, type Input, valueAt } from "./input";
import { type Comparison, OutOfFuel } from "./probe";
import type { HookProgram, Instance } from "./program";
import { rawOf, recorded } from "./recorder";
import { isStub } from "./stub";

/** LE-16: how long a function may take. Virtual time, so it costs nothing. */
const timeoutMs = 30_000;
/** Milliseconds of real time for what Node does in other threads. */
const busyTurns = 2000;
/** Branches and loops of one run. */
const fuelOfRun = 300_000;

/** A hook, loaded, and what loading it asked for. */
export type Loaded = Instance & { readonly asked: ReadonlySet<string>; readonly usedWorld: boolean };

/** What one run showed. */
export interface Run {
  readonly answer: Answer;
  /** A branch or an outcome of a comparison that no run before had. */
  readonly isNew: boolean;
  /** Where each value was last written as a status: a place in the list of writes. */
  readonly lastWrites: ReadonlyMap<string, number>;
  /** The same for runs that went the same way. */
  readonly signature: number;
  /** Whether an answer of the outside world was used. */
  readonly usedWorld: boolean;
  readonly calledWorld: boolean;
}

/** What a recorded run showed besides. */
export interface RecordedRun extends Run {
  /** Paths of an {@link Input} that were read. */
  readonly asked: ReadonlySet<string>;
  readonly comparisons: readonly Comparison[];
  /** Whether a field of the received response was read or changed, or the response handed back. */
  readonly touchesResponse: boolean;
  readonly handsBackRequest: boolean;
}

/** Gives one event to a hook and waits for its answer, as Lambda and CloudFront Functions do. */
export class Caller {
  constructor(
    private readonly program: HookProgram,
    private readonly entry: Entry,
  ) {}

  /** Loads the hook anew, with the surroundings of an input: what is kept at the top of a file was read there. */
  async instantiate(input: Input): Promise<Loaded> {
    this.begin(input, false);
    const instance = await this.program.instantiate();
    const asked = new Set<string>();
    this.noteWorld(asked);
    return { ...instance, asked, usedWorld: this.program.world.wasUsed };
  }

  private noteWorld(asked: Set<string>): void {
    const { world, surroundings } = this.program;
    for (const path of surroundings.asked) asked.add(path);
    if (world.wasCalled || world.wasUsed) asked.add("dependencies");
    if (world.wasUsed) asked.add("dependencies.answers");
    if (world.statusWasRead) asked.add("dependencies.status");
  }

  /** `event` is the hook's to change. */
  async call(instance: Loaded, event: unknown, input: Input, fuel = fuelOfRun): Promise<Run> {
    this.begin(input, false, fuel);
    const answer = await this.answerOf(instance, event, (value) => value);
    return this.shown(instance, answer);
  }

  /** As {@link call}, and tells what the hook asked for. */
  async record(instance: Loaded, event: object, input: Input): Promise<RecordedRun> {
    this.begin(input, true);
    const asked = new Set<string>();
    let touchesResponse = false;
    let handsBackRequest = false;
    let isAnswering = false;
    const watched = recorded(event, (path) => {
      // The answer is read as a whole: that is no question of the hook's.
      if (isAnswering && isOfResponse(this.entry, path)) return;
      const known = inputPathOf(this.entry, path);
      if (known !== undefined) asked.add(known);
      touchesResponse ||= isOfResponse(this.entry, path);
    });
    const received = partOf(event, "response");
    const request = partOf(event, "request");
    const answer = await this.answerOf(instance, watched, (value) => {
      isAnswering = true;
      touchesResponse ||= received !== undefined && (rawOf(value) === received || rawOf(value) === event);
      handsBackRequest = request !== undefined && rawOf(value) === request;
      return value;
    });
    this.noteWorld(asked);
    for (const path of instance.asked) asked.add(path);
    const { comparisons } = this.program.probe;
    return { ...this.shown(instance, answer), asked, comparisons, touchesResponse, handsBackRequest };
  }

  private begin(input: Input, isRecording: boolean, fuel = fuelOfRun): void {
    const { probe, world, clock, surroundings } = this.program;
    probe.begin(fuel, isRecording);
    clock.begin();
    world.begin(
      dependenciesOf(input),
      Number(valueAt(input, "dependencies.answers")),
      Number(valueAt(input, "dependencies.status")),
    );
    surroundings.random = Number(valueAt(input, "random"));
    surroundings.time = Number(valueAt(input, "time"));
    surroundings.env = environmentOf(input);
    surroundings.asked.clear();
  }

  private shown(instance: Loaded, answer: Answer): Run {
    const { probe, world } = this.program;
    const { isNew, lastWrites, signature } = probe;
    return {
      answer,
      isNew,
      lastWrites,
      signature,
      usedWorld: world.wasUsed || instance.usedWorld,
      calledWorld: world.wasCalled,
    };
  }

  private async answerOf(instance: Loaded, event: unknown, seen: (value: unknown) => unknown): Promise<Answer> {
    const { runtime } = this.entry;
    if (instance.kind === "missing") return noAnswer(runtime);
    if (instance.kind === "failed")
      return isOutOfFuel(instance.error) ? { kind: "unfinished" } : thrown(runtime, instance.error);
    const outcome = await this.outcomeOf(instance.handler, event);
    if (outcome === undefined) return this.program.probe.fuel < 0 ? { kind: "unfinished" } : noAnswer(runtime);
    if (this.program.probe.fuel < 0) return { kind: "unfinished" };
    if (outcome.kind === "thrown") return thrown(runtime, outcome.value);
    const value = seen(outcome.value);
    return judged(runtime, isStub(value) ? undefined : this.settled(value));
  }

  /** A status that came from the outside world is a number after all. */
  private settled(value: unknown): unknown {
    const name = this.entry.runtime === "lambda" ? "status" : "statusCode";
    if (typeof value !== "object" || value === null || !isStub((value as Record<string, unknown>)[name])) return value;
    return { ...value, [name]: this.program.world.status };
  }

  private outcomeOf(handler: (...args: unknown[]) => unknown, event: unknown): Promise<Outcome | undefined> | Outcome {
    let outcome: Outcome | undefined;
    const settle = (kind: Outcome["kind"], value: unknown): void => {
      outcome ??= { kind, value };
    };
    const callback = (error: unknown, value: unknown): void => {
      if (error === null || error === undefined || error === false) settle("returned", value);
      else settle("thrown", error);
    };
    try {
      const isLambda = this.entry.runtime === "lambda";
      const result = isLambda ? handler(event, contextOf(callback), callback) : handler(event);
      if (isThenable(result)) {
        result.then(
          (value: unknown) => {
            settle("returned", value);
          },
          (error: unknown) => {
            settle("thrown", error);
          },
        );
      } else if (!isLambda || (result !== undefined && handler.length < 3)) {
        // A callback's function may return what it likes: Lambda does not look at it.
        settle("returned", result);
      }
    } catch (error) {
      settle("thrown", error);
    }
    return outcome ?? this.waitFor(() => outcome);
  }

  /** Promises first, then the next timer, until there is an answer or nothing is left that could give one. */
  private async waitFor(outcome: () => Outcome | undefined): Promise<Outcome | undefined> {
    let idle = 0;
    for (;;) {
      await turn();
      const found = outcome();
      if (found !== undefined) return found;
      if (this.program.probe.fuel < 0) return undefined;
      try {
        if (this.program.clock.ring(timeoutMs)) continue;
      } catch (error) {
        return { kind: "thrown", value: error };
      }
      // What Node does itself, such as unpacking, takes real time.
      const busy = isBusy();
      if (++idle > (busy ? busyTurns : 3)) return undefined;
      if (busy) await delay(1);
    }
  }
}

interface Outcome {
  readonly kind: "returned" | "thrown";
  readonly value: unknown;
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function isBusy(): boolean {
  return process.getActiveResourcesInfo().some((name) => /REQ|ZLIB|JOB|CRYPTO/i.test(name));
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === "object" || typeof value === "function") &&
    value !== null &&
    typeof (value as { then?: unknown }).then === "function"
  );
}

function isOutOfFuel(error: unknown): boolean {
  return error instanceof OutOfFuel;
}

function contextOf(callback: (error: unknown, value: unknown) => void): unknown {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: "us-east-1.hook",
    functionVersion: "1",
    invokedFunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:us-east-1.hook:1",
    memoryLimitInMB: "128",
    awsRequestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    logGroupName: "/aws/lambda/us-east-1.hook",
    logStreamName: "2026/06/17/[1]0123456789abcdef",
    getRemainingTimeInMillis: () => 29_000,
    succeed: (value: unknown) => {
      callback(null, value);
    },
    fail: (error: unknown) => {
      callback(error ?? new Error("failed"), undefined);
    },
    done: callback,
  };
}

function environmentOf(input: Input): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [path, value] of Object.entries(input)) {
    if (path.startsWith("env.") && value !== null) env[path.slice("env.".length)] = String(value);
  }
  return env;
}

function partOf(event: object, name: "request" | "response"): unknown {
  type Parts = Partial<Record<"request" | "response", unknown>>;
  const { Records, ...others } = event as { Records?: { cf: Parts }[] } & Parts;
  return (Records?.[0]?.cf ?? others)[name];
}
