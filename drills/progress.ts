import type { Clock } from "../simulator/clock";
import type { Experiment } from "./experiment";
import { lengthOf, type DrillLoad } from "./load/drillLoad";

export type DrillStep = "steady-state" | "fault" | "recovery" | "contrast";

/** How far a drill has come. */
export interface DrillProgress {
  readonly step: DrillStep;
  readonly elapsedMs: number;
  /** How long the load's phases last together: the drill lasts longer where answers do. 0 without a load. */
  readonly expectedMs: number;
  /** Of the step, where there is a load. */
  readonly trial?: { readonly requests: number; readonly good: number };
  readonly control?: { readonly requests: number; readonly good: number };
}

const everyMs = 250;

export interface ProgressOptions {
  readonly experiment: Experiment;
  readonly clock: Clock;
  readonly startMs: number;
  readonly load: DrillLoad | undefined;
  readonly onProgress: ((progress: DrillProgress) => void) | undefined;
}

/** Tells how far a drill has come, at each step and four times a second between. */
export class Progress {
  private step: DrillStep = "steady-state";
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ProgressOptions) {}

  at(step: DrillStep): void {
    this.step = step;
    if (this.options.onProgress === undefined) return;
    this.tell();
    // For people, whatever the clock of the drill is.
    this.timer ??= setInterval(() => {
      this.tell();
    }, everyMs).unref();
  }

  end(): void {
    clearInterval(this.timer);
  }

  private tell(): void {
    const { experiment, clock, startMs, load, onProgress } = this.options;
    onProgress?.({
      step: this.step,
      elapsedMs: clock.now() - startMs,
      expectedMs: load === undefined ? 0 : lengthOf(experiment),
      ...(load === undefined ? {} : { trial: load.soFar("trial"), control: load.soFar("control") }),
    });
  }
}
