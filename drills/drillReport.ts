import type { Action, Experiment } from "./experiment";
import type { Leg } from "./legs";
import type { LoadReport } from "./load/phaseReport";
import type { Judgement } from "./verdict";

/** Everything that a drill saw. Times are ISO 8601. */
export interface DrillReport extends Judgement {
  readonly experiment: Experiment;
  /** Whether the verdict is the one that the experiment expects, for the reason that it expects. */
  readonly asExpected: boolean;
  /** `interrupted`: by a signal. `aborted`: by an error, of which the reasons tell. */
  readonly status: DrillStatus;
  readonly start: string;
  readonly end: string;
  /** Seconds. */
  readonly duration: number;
  /** How many times shorter than CloudFront's own the site's timeouts and TTLs were. */
  readonly timeScale: number;
  readonly regions: DrillRegions;
  /** What the verdict rests on (D15). */
  readonly legs: readonly Leg[];
  readonly run: readonly ActionRecord[];
  readonly rollbacks: readonly ActionRecord[];
  /** Absent when no load was asked for. */
  readonly load?: LoadReport;
  readonly restoration: Restoration;
}

export type DrillStatus = "completed" | "interrupted" | "aborted";

/** Where the members of the group stand; an origin that is no bucket by its domain. */
export interface DrillRegions {
  readonly primary: string;
  readonly replica?: string;
}

export interface ActionRecord {
  readonly action: Action;
  readonly start: string;
  readonly end: string;
}

/** What the drill did to the site, and whether all of it is undone. */
export interface Restoration {
  /** Nothing that the drill set or wrote is left. */
  readonly complete: boolean;
  /** Targets whose fault is gone: lifted by the rollbacks or after them, or lapsed when that could not be done. */
  readonly lifted: readonly string[];
  /** Targets whose fault could not be lifted and is there still, or may be: it lapses by itself. */
  readonly left: readonly string[];
  /** After how many milliseconds, at the latest, whatever is left is gone. */
  readonly leaseMs: number;
  /** Buckets that are not as they were before, or whose state could not be asked for. */
  readonly changedBuckets: readonly string[];
}
