import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { CodedError } from "../../aws/codedError";
import type { BehaviorQueue } from "./behaviorQueue";
import type { MatrixPart } from "./runMatrix";
import type { ProofInput } from "./world";

/** What another thread begins with. */
export interface ThreadInput {
  readonly input: ProofInput;
  readonly length: number;
  readonly memory: SharedArrayBuffer;
}

/** What it ends with. */
export type ThreadOutput =
  { readonly part: MatrixPart } | { readonly refused: Pick<CodedError, "code" | "sentence" | "path"> };

/** Threads that help with a matrix. */
export interface Threads {
  /** What each of them has run, once nothing is left. */
  readonly parts: readonly Promise<MatrixPart>[];
  /** Resolves when all of them have ended; what they have not run is left. */
  stop(): Promise<void>;
}

/** With fewer for each, what a thread costs (a cloud of its own, code that is new to it) is more than it brings (`bench -- proof`). */
const behaviorsOfEach = 16;
/** Each has a cloud of its own. */
const maximum = 8;

/** Young objects are nearly all that a matrix makes, and there is no more to a thread's memory than they need. */
const maxYoungGenerationSizeMb = 48;

/** How many threads a matrix of so many behaviors is worth. */
export function threadsFor(behaviors: number, available = availableParallelism()): number {
  return Math.max(1, Math.min(available, maximum, Math.floor(behaviors / behaviorsOfEach)));
}

/** Starts threads that take behaviors from the queue. */
export function startThreads(count: number, input: ProofInput, queue: BehaviorQueue): Threads {
  const workers = Array.from({ length: Math.max(0, count) }, () => startThread(input, queue));
  const ends = workers.map(endOf);
  return {
    parts: workers.map(partOf),
    async stop() {
      queue.close();
      await Promise.all(ends);
    },
  };
}

function startThread(input: ProofInput, { length, memory }: BehaviorQueue): Worker {
  const workerData: ThreadInput = { input, length, memory };
  const resourceLimits = { maxYoungGenerationSizeMb };
  // Run from source the file is TypeScript; the bundle has plain JavaScript beside itself.
  return __filename.endsWith(".ts")
    ? new Worker(join(__dirname, "thread.ts"), {
        workerData,
        resourceLimits,
        execArgv: ["--require", "ts-node/register/transpile-only"],
      })
    : new Worker(join(__dirname, "proof-thread.js"), { workerData, resourceLimits });
}

function partOf(worker: Worker): Promise<MatrixPart> {
  const part = new Promise<MatrixPart>((done, fail) => {
    worker.once("message", (output: ThreadOutput) => {
      if ("part" in output) done(output.part);
      else fail(new CodedError(output.refused.code, output.refused.sentence, output.refused.path));
    });
    worker.once("error", fail);
    worker.once("exit", () => {
      fail(new CodedError("E_INTERNAL", "a thread of the proof ended before its work did"));
    });
  });
  // Whoever stops before it waits for the parts must not be told of them.
  part.catch(() => undefined);
  return part;
}

function endOf(worker: Worker): Promise<void> {
  return new Promise((done) => {
    worker.once("exit", () => {
      done();
    });
  });
}
