import type { PhaseName } from "./schedule";

/** What viewers got in one phase of a load, counted by when each request was to be sent. */
export interface PhaseReport {
  readonly name: PhaseName;
  /** Milliseconds since the drill's start. */
  readonly startMs: number;
  /** How long requests were sent. */
  readonly seconds: number;
  readonly requests: number;
  /** Answered with the published bytes. */
  readonly good: number;
  /** Answered with bytes that were the published ones before. */
  readonly stale: number;
  /** Answered with 200 and other bytes. */
  readonly wrong: number;
  /** Answered with another status, by status. */
  readonly errors: Readonly<Record<string, number>>;
  /** Not answered, or not to the end, by reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** `good / requests`; null without requests. */
  readonly availability: number | null;
  readonly errorBudget: ErrorBudget;
  /** From when a request was to be sent to the last byte of its answer; null without requests. */
  readonly latencyMs: Latency | null;
  /** Requests by the region that answered; `cache`: no origin was asked. `unknown`: the log did not tell. */
  readonly servedBy: Readonly<Record<string, number>>;
  /** Requests that another member was asked for, by code: `503`. */
  readonly failovers: Readonly<Record<string, number>>;
  /** Of stale answers: for how long there had been newer bytes, at most; null without any. */
  readonly stalestMs: number | null;
}

export interface ErrorBudget {
  /** The share of requests that must be good. */
  readonly objective: number;
  /** How many may fail. */
  readonly allowed: number;
  /** How many did. */
  readonly spent: number;
}

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** One second of a load, for a plot. */
export interface LoadSecond {
  /** Milliseconds since the drill's start. */
  readonly atMs: number;
  readonly requests: number;
  readonly good: number;
  readonly servedBy: Readonly<Record<string, number>>;
  /** The slowest, null without requests. */
  readonly maxMs: number | null;
}

/** What one of the two sites did under the load. */
export interface SideReport {
  readonly phases: readonly PhaseReport[];
  /** At most 600 seconds. */
  readonly seconds: readonly LoadSecond[];
  /** From the fault to the end of the first good answer that an origin was asked for; null when there was none. */
  readonly timeToFirstGoodMs: number | null;
  /** From the end of the fault to the end of the first good answer from the primary's region; null when there was none. */
  readonly timeToFailBackMs: number | null;
}

export interface LoadReport {
  /** Requests a second, to each of the two sites. */
  readonly rate: number;
  readonly uniqueShare: number;
  /** Whether paths that nobody had asked for yet could be made: only where the cache tells spellings of a path apart. */
  readonly uniquePaths: boolean;
  /** How many objects were asked for. */
  readonly objects: number;
  readonly trial: SideReport;
  /** The same site without its origin groups, under the same load at the same time. */
  readonly control: SideReport;
}
