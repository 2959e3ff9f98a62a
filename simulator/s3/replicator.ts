import type { Clock } from "../clock";
import { ReplicationCounters, type Copying, type CopyOutcome, type RuleCounters } from "./replicationCounters";

/** One copy that is still to be made. */
interface Job {
  readonly copying: Copying;
  readonly copy: () => CopyOutcome;
}

/** The copies that were asked for at one instant: a published site is one batch, and one sleeper, not thousands. */
interface Batch {
  readonly scheduledAt: number;
  readonly jobs: Job[];
}

/** The way from one bucket to another one. */
interface Lane {
  readonly source: string;
  readonly destination: string;
  open: Batch | undefined;
  previous: Promise<void>;
}

/**
 * Carries out copies, each a lag after it was asked for. There is one lag for all, and between two buckets a batch never
 * overtakes the one before it: copies arrive in the order of the writes, those of one key above all.
 */
export class Replicator {
  private readonly lanes = new Map<string, Lane>();
  private readonly counters: ReplicationCounters;
  private readonly pausedBuckets = new Set<string>();
  private allPaused = false;
  private waitingForResumption: (() => void)[] = [];
  private waitingForIdleness: (() => void)[] = [];

  private lagMs: number;

  constructor(
    private readonly clock: Clock,
    private readonly usualLagMs: number,
  ) {
    this.lagMs = usualLagMs;
    this.counters = new ReplicationCounters(clock);
  }

  /** How many copies are still to come. */
  get pending(): number {
    return this.counters.pending;
  }

  /** What a rule has done so far, and has still to do. */
  countersOf(rule: Pick<Copying, "source" | "destination" | "ruleId">): RuleCounters {
    return this.counters.of(rule);
  }

  schedule(copying: Copying, copy: () => CopyOutcome): void {
    const now = this.clock.now();
    const lane = this.laneOf(copying);
    this.counters.begin(copying);
    if (lane.open?.scheduledAt === now) {
      lane.open.jobs.push({ copying, copy });
      return;
    }
    lane.open = { scheduledAt: now, jobs: [{ copying, copy }] };
    lane.previous = this.carryOut(lane, lane.open, lane.previous);
  }

  /** Resolves once nothing is pending; while replication is paused and something is, not before it is resumed. */
  whenIdle(): Promise<void> {
    if (this.pending === 0) return Promise.resolve();
    return new Promise((resolve) => this.waitingForIdleness.push(resolve));
  }

  /**
   * Holds back the copies that are made from a bucket or to it, or all. Nothing is lost: what was written meanwhile
   * follows on `resume` (RP-13).
   */
  pause(bucket?: string): void {
    if (bucket === undefined) this.allPaused = true;
    else this.pausedBuckets.add(bucket);
  }

  /** Whether any copies are held back. */
  get paused(): boolean {
    return this.allPaused || this.pausedBuckets.size > 0;
  }

  /** Whether the copies from one bucket to another are held back. */
  isHeldBack({ source, destination }: Pick<Lane, "source" | "destination">): boolean {
    return this.allPaused || this.pausedBuckets.has(source) || this.pausedBuckets.has(destination);
  }

  /** Lets go of what one bucket's pause holds, or of everything. */
  resume(bucket?: string): void {
    if (bucket === undefined) {
      this.allPaused = false;
      this.pausedBuckets.clear();
    } else this.pausedBuckets.delete(bucket);
    const waiting = this.waitingForResumption;
    this.waitingForResumption = [];
    for (const resolve of waiting) resolve();
  }

  /** Milliseconds for what is asked for from now on; undefined: the usual ones. */
  setLag(milliseconds: number | undefined): void {
    this.lagMs = milliseconds ?? this.usualLagMs;
    // What the old lag holds is no batch for what comes now.
    for (const lane of this.lanes.values()) lane.open = undefined;
  }

  private laneOf({ source, destination }: Copying): Lane {
    const name = `${source} ${destination}`;
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = { source, destination, open: undefined, previous: Promise.resolve() };
    this.lanes.set(name, lane);
    return lane;
  }

  private async carryOut(lane: Lane, batch: Batch, previous: Promise<void>): Promise<void> {
    await this.clock.sleep(this.lagMs);
    await previous;
    while (this.isHeldBack(lane)) await new Promise<void>((resolve) => this.waitingForResumption.push(resolve));
    // With a lag of 0 the instant may still be the same: what comes now is for another batch.
    if (lane.open === batch) lane.open = undefined;
    for (const { copying, copy } of batch.jobs) this.counters.end(copying, copy());
    if (this.pending > 0) return;
    const waiting = this.waitingForIdleness;
    this.waitingForIdleness = [];
    for (const resolve of waiting) resolve();
  }
}
