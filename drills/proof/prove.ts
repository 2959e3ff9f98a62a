import { manifestOf } from "../content";
import type { SiteModel } from "../../simulator/model/siteModel";
import { BehaviorQueue } from "./behaviorQueue";
import { CaseResults } from "./caseResults";
import { runProbes } from "./probes";
import type { Proof } from "./proof";
import { runMatrix } from "./runMatrix";
import { summarise } from "./summary";
import { startThreads, threadsFor } from "./threads";
import { inWorld, siteOf, type ProofInput } from "./world";

export interface ProveOptions extends Partial<Omit<ProofInput, "model">> {
  /** Aborted: the proof ends with `E_INTERRUPTED`. */
  readonly signal?: AbortSignal;
  /** Milliseconds, for `durationMs`; default `performance.now`. */
  readonly stopwatch?: () => number;
  /** Threads that run the matrix, this one included; default: one for each processor, as far as there is enough to do. */
  readonly threads?: number;
}

/**
 * Runs the whole matrix on a virtual clock and says which promises hold. Throws `E_NO_DISTRIBUTION`, and the codes of
 * AWS for references that lead nowhere; `E_INTERRUPTED`.
 */
export async function prove(model: SiteModel, options: ProveOptions = {}): Promise<Proof> {
  const { signal, threads, stopwatch = () => performance.now(), ...more } = options;
  const started = stopwatch();
  const input = { content: [], ...more, model };
  const site = siteOf(input);
  const queue = new BehaviorQueue(site.behaviors.length);
  const others = startThreads((threads ?? threadsFor(queue.length)) - 1, input, queue);
  try {
    return await inWorld(site, input, async (world) => {
      const { clock, cloud, lanes } = world;
      const parts = await clock.external(Promise.all([runMatrix(world, queue, signal), ...others.parts]));
      const [own] = parts;
      const { keyValueStores = {} } = options;
      const probes = await runProbes(site, lanes, { cloud, clock, content: manifestOf(input.content), keyValueStores });
      const switches = parts.flatMap((part) => part.switches).sort((a, b) => a.place - b.place);
      const probed = lanes.reduce((sum, { runner }) => sum + runner.requests, 0) - own.requests;
      const found = {
        matrix: new CaseResults(site.behaviors, parts),
        probes,
        switches: switches.flatMap((one) => one.found),
        requests: parts.reduce((sum, { requests }) => sum + requests, probed),
      };
      return summarise(site, found, stopwatch() - started);
    });
  } finally {
    await others.stop();
  }
}
