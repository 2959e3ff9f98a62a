import { CodedError } from "../../aws/codedError";
import type { BehaviorQueue } from "./behaviorQueue";
import { CaseRows } from "./caseResults";
import { sufferedAs } from "./faultList";
import type { Circumstances } from "./judge";
import type { Lane } from "./lane";
import { casesOf, type ProofCase } from "./matrix";
import type { ProofManifest } from "./objects";
import type { OptionsAnswer } from "./optionsAnswer";
import type { SwitchDependence } from "./proof";
import type { CaseResult } from "./result";
import { kindOf } from "./run";
import type { ProofBehavior } from "./site";
import type { ProofWorld } from "./world";

/** What one thread saw of the matrix: plain data, which another thread can be given. */
export interface MatrixPart {
  /** The results of each behavior that it took, by the behavior's number. */
  readonly rows: ReadonlyMap<number, readonly CaseResult[]>;
  readonly switches: readonly PlacedSwitches[];
  /** How many requests of viewers were run for it. */
  readonly requests: number;
}

/** Which switches a case hangs on; `place` counts the cases of all behaviors. */
export interface PlacedSwitches {
  readonly place: number;
  readonly found: readonly SwitchDependence[];
}

/** Runs every case of every behavior that the queue gives, each on the next lane that is free. Throws `E_INTERRUPTED`. */
export async function runMatrix(
  { site: { behaviors }, lanes, manifest }: ProofWorld,
  queue: BehaviorQueue,
  signal?: AbortSignal,
): Promise<MatrixPart> {
  // The matrix is the same for all.
  const cases = casesOf("*");
  const rows = new CaseRows(cases);
  const switches: PlacedSwitches[] = [];
  const healthy = new Map<ProofBehavior, Promise<OptionsAnswer>>();
  const healthyOptions = (lane: Lane, behavior: ProofBehavior): Promise<OptionsAnswer> => {
    const asked = healthy.get(behavior);
    if (asked !== undefined) return lane.wait(asked);
    const answer = lane.healthyOptions(behavior);
    healthy.set(behavior, answer);
    return answer;
  };
  // One iterator for all: whoever is done takes the next case, and who throws ends it for everybody.
  const jobs = jobsOf(behaviors, cases, queue);
  const work = async (lane: Lane): Promise<void> => {
    for (const { behavior, number, one, index } of jobs) {
      if (signal?.aborted === true) throw new CodedError("E_INTERRUPTED", "the proof was interrupted before its end");
      const options = one.method === "OPTIONS" ? await healthyOptions(lane, behavior) : undefined;
      const done = await lane.run(behavior, one, circumstances(behavior, one, manifest, options));
      rows.set(number, index, done.result);
      if (done.switches.length > 0) switches.push({ place: number * cases.length + index, found: done.switches });
    }
  };
  await Promise.all(lanes.map((lane) => lane.work(() => work(lane))));
  return { rows: rows.rows, switches, requests: lanes.reduce((sum, { runner }) => sum + runner.requests, 0) };
}

interface Job {
  readonly behavior: ProofBehavior;
  readonly number: number;
  readonly one: ProofCase;
  /** Among the cases of the behavior. */
  readonly index: number;
}

function* jobsOf(
  behaviors: readonly ProofBehavior[],
  cases: readonly ProofCase[],
  queue: BehaviorQueue,
): Generator<Job> {
  for (let number = queue.take(); number !== undefined; number = queue.take()) {
    const behavior = behaviors[number];
    if (behavior === undefined) return;
    for (const [index, one] of cases.entries()) {
      if (queue.closed) return;
      yield { behavior, number, one: { ...one, behavior: behavior.pattern }, index };
    }
  }
}

function circumstances(
  behavior: ProofBehavior,
  one: ProofCase,
  manifest: ProofManifest,
  healthyOptions: OptionsAnswer | undefined,
): Circumstances {
  const kind = kindOf(one);
  // The replica's attempts decide where it alone fails.
  const side = one.struck === "replica" ? behavior.replica : behavior.primary;
  const { connectionAttempts } = (side ?? behavior.primary).origin;
  return {
    behavior,
    ...(kind === undefined ? {} : { kind: sufferedAs(kind, { connectionAttempts, method: one.method }) }),
    written: manifest.get(behavior.paths[one.object]) ?? {},
    ...(healthyOptions === undefined ? {} : { healthyOptions }),
    mayBeStale: behavior.compiled.ttl.max > 0,
  };
}
