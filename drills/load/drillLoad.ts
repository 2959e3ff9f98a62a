import { seededRandom } from "../../simulator/random";
import type { Experiment } from "../experiment";
import type { Published } from "../published";
import type { Stage } from "../stage";
import type { Side } from "./answer";
import { Paths, pathOf, spelling } from "./paths";
import type { LoadReport } from "./phaseReport";
import { Load } from "./runLoad";
import { phaseNames, secondsOf, type PhaseName } from "./schedule";
import { Tally, type PhaseMark } from "./tally";

/** Objects beyond these are not asked for: it takes a request each to know that a path is right. */
const mostObjects = 100;

export interface DrillLoadOptions {
  readonly experiment: Experiment;
  readonly stage: Stage;
  readonly published: Published;
  readonly startMs: number;
}

/** The load of one drill: first it learns which paths give which object, then it goes through the phases. */
export class DrillLoad {
  private readonly marks: PhaseMark[] = [];
  private readonly tallies: Readonly<Record<Side, Tally>>;
  private load: Load | undefined;
  private keys: readonly string[] = [];
  private uniquePaths = false;
  private current: Promise<void> = Promise.resolve();

  constructor(private readonly options: DrillLoadOptions) {
    const { primary } = options.stage.regions;
    this.tallies = { control: new Tally(primary), trial: new Tally(primary) };
  }

  /** Asks once for every object, on both sites: what is not right there without a fault says nothing later. */
  async learn(signal: AbortSignal): Promise<void> {
    const { experiment, stage, published, startMs } = this.options;
    const probed = probedKeys(experiment).filter((key) => stage.manifest.has(key));
    const candidates = [...new Set([...probed, ...stage.manifest.keys()])].slice(0, mostObjects);
    const right: string[] = [];
    for (const key of candidates) {
      if (signal.aborted) return;
      const answers = await Promise.all((["control", "trial"] as const).map((side) => stage.send(side, pathOf(key))));
      const hash = published.current(key);
      if (answers.every(({ status, sha256 }) => status === 200 && sha256 === hash)) right.push(key);
    }
    this.keys = right;
    const [first] = right;
    const other = first === undefined ? undefined : spelling(first, 1);
    if (first !== undefined && other !== undefined) {
      const { status, sha256, log } = await stage.send("trial", other);
      this.uniquePaths = status === 200 && sha256 === published.current(first) && log?.region !== "";
    }
    this.load = new Load({
      stage,
      published,
      tallies: this.tallies,
      startMs,
      rate: right.length === 0 ? 0 : experiment.load.rate,
      paths: new Paths({
        probed: probed.filter((key) => right.includes(key)),
        keys: right,
        uniqueShare: this.uniquePaths ? experiment.load.uniqueShare : 0,
        random: seededRandom(1),
      }),
    });
  }

  /** Begins a phase; it ends by itself. */
  begin(phase: PhaseName, signal: AbortSignal): void {
    const { experiment, stage, startMs } = this.options;
    const seconds = secondsOf(experiment.load, phase);
    this.marks.push({ name: phase, startMs: stage.clock.now() - startMs, seconds });
    this.current = this.load?.phase(phase, seconds, signal) ?? Promise.resolve();
  }

  /** Resolves when the last request of the phase has been sent. */
  sent(): Promise<void> {
    return this.current;
  }

  /** Resolves when all answers are there. */
  async answered(signal: AbortSignal): Promise<void> {
    await this.load?.answered(signal);
  }

  /** Requests and good ones of the phase that is on. */
  soFar(side: Side): { readonly requests: number; readonly good: number } {
    return this.tallies[side].soFar(this.marks.at(-1)?.name ?? "steady-state");
  }

  report(): LoadReport {
    const { load, objective } = this.options.experiment;
    return {
      rate: load.rate,
      uniqueShare: load.uniqueShare,
      uniquePaths: this.uniquePaths,
      objects: this.keys.length,
      trial: this.tallies.trial.report(this.marks, objective),
      control: this.tallies.control.report(this.marks, objective),
    };
  }
}

/** How long the phases of a load last together, in milliseconds. */
export function lengthOf({ load }: Experiment): number {
  return phaseNames.reduce((sum, phase) => sum + secondsOf(load, phase) * 1000, 0);
}

function probedKeys(experiment: Experiment): readonly string[] {
  return experiment["steady-state-hypothesis"].probes.flatMap(({ tolerance }) => tolerance.object ?? []);
}
