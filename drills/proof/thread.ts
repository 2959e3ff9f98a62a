import { parentPort, workerData } from "node:worker_threads";
import { CodedError } from "../../aws/codedError";
import { BehaviorQueue } from "./behaviorQueue";
import { runMatrix } from "./runMatrix";
import type { ThreadInput, ThreadOutput } from "./threads";
import { inWorld, siteOf } from "./world";

/** What a thread does: its part of the matrix, in a world of its own. */
async function main({ input, length, memory }: ThreadInput): Promise<ThreadOutput> {
  try {
    const queue = new BehaviorQueue(length, memory);
    const part = await inWorld(siteOf(input), input, (world) => world.clock.external(runMatrix(world, queue)));
    return { part };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const { code, sentence, path } = error;
    return { refused: { code, sentence, ...(path === undefined ? {} : { path }) } };
  }
}

void main(workerData as ThreadInput).then((output) => {
  parentPort?.postMessage(output);
});
