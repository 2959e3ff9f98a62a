import { CodedError } from "../aws/codedError";
import { act, refuseUnfit } from "./actions";
import type { ActionRecord, DrillReport, DrillStatus, Restoration } from "./drillReport";
import type { Action, Experiment } from "./experiment";
import { Leases } from "./leases";
import { runLeg, type Leg, type LegName } from "./legs";
import { DrillLoad } from "./load/drillLoad";
import { Progress, type DrillProgress } from "./progress";
import { Published } from "./published";
import type { Stage } from "./stage";
import { isAsExpected, judge, type Findings } from "./verdict";

export interface DrillOptions {
  readonly signal?: AbortSignal;
  /** Whether the experiment's load is sent; the verdict rests on the legs either way. Default: no. */
  readonly load?: boolean;
  readonly onProgress?: (progress: DrillProgress) => void;
}

/**
 * Runs one experiment: the control healthy, the fault, the control and the trial faulted, the way back, the trial
 * restored (D15), under load where that is asked for. Whatever happens, interrupted by `signal` or broken off by an error,
 * every fault is lifted and every object is back before this ends, or the report says what is left and for how long.
 * Throws `E_ORIGIN_UNKNOWN`, `E_S3` or `E_STEADY_STATE`, before anything is touched, for an experiment that does not fit
 * the site or a site that has a fault already.
 */
export async function runDrill(experiment: Experiment, stage: Stage, options: DrillOptions = {}): Promise<DrillReport> {
  refuseUnfit(experiment, stage);
  await refuseFaulty(stage);
  const startMs = stage.clock.now();
  const drill = new Drill(experiment, stage, startMs, options);
  await drill.run();
  const restoration = await drill.restore();
  const findings: Findings = { ...drill.findings(), restoration };
  const judgement = judge(findings);
  const endMs = stage.clock.now();
  const load = findings.load === undefined ? {} : { load: findings.load };
  return {
    ...judgement,
    experiment,
    asExpected: isAsExpected(experiment.expect, findings.status, judgement),
    status: findings.status,
    start: iso(startMs),
    end: iso(endMs),
    duration: (endMs - startMs) / 1000,
    timeScale: stage.timeScale,
    regions: stage.regions,
    legs: drill.legs,
    run: drill.actions,
    rollbacks: drill.rollbacks,
    ...load,
    restoration,
  };
}

async function refuseFaulty(stage: Stage): Promise<void> {
  const targets = Object.keys(await stage.faults());
  if (targets.length === 0) return;
  throw new CodedError(
    "E_STEADY_STATE",
    `the site must have no fault when a drill begins, got one on ${targets.join(", ")}; heal it first`,
  );
}

/** One run, step by step; it stops between two steps when it is interrupted or when going on would prove nothing. */
class Drill {
  readonly legs: Leg[] = [];
  readonly actions: ActionRecord[] = [];
  readonly rollbacks: ActionRecord[] = [];
  private status: DrillStatus = "completed";
  private error: Findings["error"];
  private contrasted = false;
  readonly published: Published;
  readonly leases: Leases;
  private readonly load: DrillLoad | undefined;
  private readonly progress: Progress;
  /** Ends whatever waits. */
  private readonly ended = new AbortController();

  constructor(
    private readonly experiment: Experiment,
    readonly stage: Stage,
    startMs: number,
    private readonly options: DrillOptions,
  ) {
    this.published = new Published(stage.manifest, stage.clock);
    this.leases = new Leases(stage, (error) => {
      this.abort(error);
    });
    const { signal, load = false, onProgress } = options;
    if (load && experiment.load.rate > 0) {
      this.load = new DrillLoad({ experiment, stage, published: this.published, startMs });
    }
    this.progress = new Progress({ experiment, clock: stage.clock, startMs, load: this.load, onProgress });
    signal?.addEventListener("abort", this.interrupt, { once: true });
  }

  async run(): Promise<void> {
    try {
      this.leases.start();
      await this.steps();
    } catch (error) {
      this.abort(error);
    }
  }

  /** Undoes whatever was done, however far it came. Never rejects. */
  async restore(): Promise<Restoration> {
    this.options.signal?.removeEventListener("abort", this.interrupt);
    this.ended.abort();
    this.progress.end();
    const { stage } = this;
    const ended = await this.leases.end();
    const changedBuckets = await stage
      .restoreObjects()
      .then(() => stage.changedBuckets())
      .catch(() => ["(the site does not answer any more)"]);
    // What could not be lifted may have lapsed meanwhile.
    const left = ended.left.length === 0 ? [] : await this.inForce(ended.left);
    const lifted = [...ended.lifted, ...ended.left.filter((target) => !left.includes(target))];
    const complete = left.length === 0 && changedBuckets.length === 0;
    return { complete, lifted, left, leaseMs: stage.leaseMs / stage.timeScale, changedBuckets };
  }

  /** Those of the targets that still have a fault, as far as one can know. */
  private async inForce(targets: readonly string[]): Promise<readonly string[]> {
    const faults = await this.stage.faults().catch(() => undefined);
    return targets.filter((target) => faults === undefined || Object.hasOwn(faults, target));
  }

  findings(): Omit<Findings, "restoration"> {
    const leg = (name: LegName): Leg | undefined => this.legs.find((one) => one.name === name);
    const { contrast, failover, objective } = this.experiment;
    return {
      controlHealthy: leg("control-healthy"),
      controlFaulted: leg("control-faulted"),
      trialFaulted: leg("trial-faulted"),
      trialRestored: leg("trial-restored"),
      ...(contrast === undefined ? {} : { contrast: { title: contrast.title, leg: leg("trial-contrast") ?? null } }),
      failover,
      objective,
      status: this.status,
      error: this.error,
      ...(this.load === undefined ? {} : { load: this.load.report() }),
    };
  }

  private async steps(): Promise<void> {
    const { method, rollbacks, contrast } = this.experiment;
    this.progress.at("steady-state");
    const [healthy] = await this.legsOf("control-healthy");
    if (healthy?.met !== true) return;
    await this.load?.learn(this.ended.signal);
    await this.phase("steady-state", []);
    this.progress.at("fault");
    await this.carryOut(method, this.actions);
    const [faulted] = await this.phase("fault", ["control-faulted", "trial-faulted"]);
    this.progress.at("recovery");
    await this.carryOut(rollbacks, this.rollbacks);
    await this.leases.liftAll();
    if (faulted?.met !== false) return;
    await this.phase("recovery", ["trial-restored"]);
    if (contrast !== undefined && !this.stopped()) {
      this.progress.at("contrast");
      this.contrasted = true;
      await this.carryOut(contrast.method, []);
      await this.legsOf("trial-contrast");
    }
    await this.load?.answered(this.ended.signal);
  }

  /** A phase of the load with legs at the same time. */
  private async phase(name: Parameters<DrillLoad["begin"]>[0], legs: readonly LegName[]): Promise<readonly Leg[]> {
    if (this.stopped()) return [];
    this.load?.begin(name, this.ended.signal);
    const [found] = await Promise.all([this.legsOf(...legs), this.load?.sent()]);
    return found;
  }

  private async legsOf(...names: readonly LegName[]): Promise<readonly Leg[]> {
    if (this.stopped()) return [];
    const { probes } = this.experiment["steady-state-hypothesis"];
    const hook = !this.contrasted || this.experiment.contrast?.hook !== false;
    const running = Promise.all(
      names.map((name) => runLeg(name, this.stage, { probes, hook, published: this.published.current })),
    );
    // Nobody waits for a probe that hangs once the drill has ended.
    const legs = (await Promise.race([running, this.over()])) ?? [];
    this.legs.push(...legs);
    return legs;
  }

  private over(): Promise<undefined> {
    return new Promise((resolve) => {
      const done = (): void => {
        resolve(undefined);
      };
      if (this.ended.signal.aborted) done();
      else this.ended.signal.addEventListener("abort", done, { once: true });
    });
  }

  private async carryOut(actions: readonly Action[], records: ActionRecord[]): Promise<void> {
    for (const action of actions) {
      if (this.stopped()) return;
      const start = iso(this.stage.clock.now());
      await act(action, this);
      records.push({ action, start, end: iso(this.stage.clock.now()) });
    }
  }

  private readonly interrupt = (): void => {
    if (this.status === "completed") this.status = "interrupted";
    this.ended.abort();
  };

  private abort(error: unknown): void {
    if (this.status === "completed") {
      this.status = "aborted";
      this.error =
        error instanceof CodedError
          ? { code: error.code, sentence: error.sentence }
          : { code: "E_INTERNAL", sentence: error instanceof Error ? error.message : String(error) };
    }
    this.ended.abort();
  }

  private stopped(): boolean {
    if (this.options.signal?.aborted === true) this.interrupt();
    return this.status !== "completed";
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
