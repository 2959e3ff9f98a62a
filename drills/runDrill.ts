import type { Action, Experiment } from "./experiment";
import { act, bucketStates, changedBuckets, refuseUnfit, undo } from "./actions";
import { runLeg, type Leg, type LegName } from "./legs";
import type { DrillTarget } from "./target";
import { judge, type Findings, type Judgement } from "./verdict";

/** Everything that a drill saw. Times are ISO 8601. */
export interface DrillReport extends Judgement {
  readonly experiment: Experiment;
  /** Whether the verdict is the one that the experiment expects. */
  readonly asExpected: boolean;
  readonly status: "completed" | "interrupted";
  readonly start: string;
  readonly end: string;
  /** Seconds. */
  readonly duration: number;
  readonly legs: readonly Leg[];
  readonly run: readonly ActionRecord[];
  readonly rollbacks: readonly ActionRecord[];
}

export interface ActionRecord {
  readonly action: Action;
  readonly start: string;
  readonly end: string;
}

/**
 * Runs one experiment: the control healthy, the fault, the control and the trial faulted, the way back, the trial
 * restored (D15). Whatever happens, interrupted by `signal` or not, every fault is lifted and every object is back
 * before this ends. Throws `E_ORIGIN_UNKNOWN` or `E_S3` for an experiment that does not fit the site, before anything is
 * touched.
 */
export async function runDrill(
  experiment: Experiment,
  target: DrillTarget,
  options: { readonly signal?: AbortSignal } = {},
): Promise<DrillReport> {
  refuseUnfit(experiment, target);
  const startMs = target.clock.now();
  const before = bucketStates(target);
  const drill = new Drill(experiment, target, options.signal);
  try {
    await drill.run();
  } finally {
    await undo(before, target);
  }
  const findings: Findings = {
    ...drill.findings(),
    failover: experiment.failover,
    changedBuckets: changedBuckets(before, target),
  };
  const judgement = judge(findings);
  const endMs = target.clock.now();
  return {
    ...judgement,
    experiment,
    asExpected: judgement.verdict === (experiment.expect === "pass" ? "passed" : "failed") && !findings.interrupted,
    status: findings.interrupted ? "interrupted" : "completed",
    start: iso(startMs),
    end: iso(endMs),
    duration: (endMs - startMs) / 1000,
    legs: drill.legs,
    run: drill.actions,
    rollbacks: drill.rollbacks,
  };
}

/** One run, step by step; it stops between two steps when it is interrupted or when going on would prove nothing. */
class Drill {
  readonly legs: Leg[] = [];
  readonly actions: ActionRecord[] = [];
  readonly rollbacks: ActionRecord[] = [];
  private interrupted = false;

  constructor(
    private readonly experiment: Experiment,
    private readonly target: DrillTarget,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async run(): Promise<void> {
    const healthy = await this.leg("control-healthy");
    if (healthy?.met !== true) return;
    await this.carryOut(this.experiment.method, this.actions);
    const faulted = await this.leg("control-faulted");
    if (faulted?.met !== false) return;
    await this.leg("trial-faulted");
    await this.carryOut(this.experiment.rollbacks, this.rollbacks);
    await this.leg("trial-restored");
  }

  findings(): Omit<Findings, "failover" | "changedBuckets"> {
    const leg = (name: LegName): Leg | undefined => this.legs.find((one) => one.name === name);
    const found = {
      controlHealthy: leg("control-healthy"),
      controlFaulted: leg("control-faulted"),
      trialFaulted: leg("trial-faulted"),
      trialRestored: leg("trial-restored"),
    };
    return { ...found, interrupted: this.interrupted };
  }

  private async leg(name: LegName): Promise<Leg | undefined> {
    if (this.stopped()) return undefined;
    const leg = await runLeg(name, this.experiment["steady-state-hypothesis"].probes, this.target);
    this.legs.push(leg);
    return leg;
  }

  private async carryOut(actions: readonly Action[], records: ActionRecord[]): Promise<void> {
    for (const action of actions) {
      if (this.stopped()) return;
      const start = iso(this.target.clock.now());
      await act(action, this.target);
      records.push({ action, start, end: iso(this.target.clock.now()) });
    }
  }

  private stopped(): boolean {
    this.interrupted ||= this.signal?.aborted === true;
    return this.interrupted;
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
