import { CodedError } from "../../aws/codedError";
import { CaseResults } from "./caseResults";
import { sufferedAs } from "./faultList";
import type { Circumstances } from "./judge";
import type { Lane } from "./lane";
import { casesOf, type ProofCase } from "./matrix";
import type { ProofManifest } from "./objects";
import type { OptionsAnswer } from "./optionsAnswer";
import type { SwitchDependence } from "./proof";
import type { CaseResult } from "./result";
import { kindOf } from "./run";
import type { ProofBehavior, ProofSite } from "./site";

/** What a run of the matrix saw. */
export interface MatrixRun {
  /** Behavior after behavior, whoever was done first. */
  readonly matrix: Iterable<CaseResult>;
  readonly switches: readonly SwitchDependence[];
}

/** Runs every case of every behavior, each on the next lane that is free. Throws `E_INTERRUPTED`. */
export async function runMatrix(
  { behaviors }: ProofSite,
  lanes: readonly Lane[],
  manifest: ProofManifest,
  signal: AbortSignal | undefined,
): Promise<MatrixRun> {
  // The matrix is the same for all.
  const cases = casesOf("*");
  const patterns = behaviors.map(({ pattern }) => pattern);
  const matrix = new CaseResults(patterns, cases);
  const switches: { readonly place: number; readonly found: readonly SwitchDependence[] }[] = [];
  const healthy = new Map<ProofBehavior, Promise<OptionsAnswer>>();
  const healthyOptions = (lane: Lane, behavior: ProofBehavior): Promise<OptionsAnswer> => {
    const asked = healthy.get(behavior);
    if (asked !== undefined) return lane.wait(asked);
    const answer = lane.healthyOptions(behavior);
    healthy.set(behavior, answer);
    return answer;
  };
  // One iterator for all: whoever is done takes the next case, and who throws ends it for everybody.
  const jobs = jobsOf(behaviors, cases);
  const work = async (lane: Lane): Promise<void> => {
    for (const { behavior, one, place } of jobs) {
      if (signal?.aborted === true) throw new CodedError("E_INTERRUPTED", "the proof was interrupted before its end");
      const options = one.method === "OPTIONS" ? await healthyOptions(lane, behavior) : undefined;
      const done = await lane.run(behavior, one, circumstances(behavior, one, manifest, options));
      matrix.set(place, done.result);
      if (done.switches.length > 0) switches.push({ place, found: done.switches });
    }
  };
  await Promise.all(lanes.map((lane) => lane.work(() => work(lane))));
  switches.sort((a, b) => a.place - b.place);
  return { matrix, switches: switches.flatMap(({ found }) => found) };
}

interface Job {
  readonly behavior: ProofBehavior;
  readonly one: ProofCase;
  /** Among the cases of all behaviors. */
  readonly place: number;
}

function* jobsOf(behaviors: readonly ProofBehavior[], cases: readonly ProofCase[]): Generator<Job> {
  let place = 0;
  for (const behavior of behaviors) {
    for (const one of cases) yield { behavior, one: { ...one, behavior: behavior.pattern }, place: place++ };
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
