import type { Clock } from "../clock";

/** The copies that were asked for at one instant: a published site is one batch, and one sleeper, not thousands. */
interface Batch {
  readonly scheduledAt: number;
  readonly copies: (() => void)[];
}

/**
 * Carries out copies, each a lag after it was asked for. There is one lag for all, and a batch never overtakes the one
 * before it: copies arrive in the order of the writes, those of one key above all.
 */
export class Replicator {
  private count = 0;
  private open: Batch | undefined;
  private previous: Promise<void> = Promise.resolve();
  private gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined;
  private waiting: (() => void)[] = [];

  private lagMs: number;

  constructor(
    private readonly clock: Clock,
    private readonly usualLagMs: number,
  ) {
    this.lagMs = usualLagMs;
  }

  /** How many copies are still to come. */
  get pending(): number {
    return this.count;
  }

  schedule(copy: () => void): void {
    const now = this.clock.now();
    this.count++;
    if (this.open?.scheduledAt === now) {
      this.open.copies.push(copy);
      return;
    }
    this.open = { scheduledAt: now, copies: [copy] };
    this.previous = this.carryOut(this.open, this.previous);
  }

  /** Resolves once nothing is pending; while replication is paused and something is, not before it is resumed. */
  whenIdle(): Promise<void> {
    if (this.count === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Holds back every copy. Nothing is lost: what was written meanwhile follows on `resume` (RP-13). */
  pause(): void {
    if (this.gate !== undefined) return;
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.gate = { opened, open };
  }

  get paused(): boolean {
    return this.gate !== undefined;
  }

  resume(): void {
    this.gate?.open();
    this.gate = undefined;
  }

  /** Milliseconds for what is asked for from now on; undefined: the usual ones. */
  setLag(milliseconds: number | undefined): void {
    this.lagMs = milliseconds ?? this.usualLagMs;
    // What the old lag holds is no batch for what comes now.
    this.open = undefined;
  }

  private async carryOut(batch: Batch, previous: Promise<void>): Promise<void> {
    await this.clock.sleep(this.lagMs);
    await previous;
    while (this.gate !== undefined) await this.gate.opened;
    // With a lag of 0 the instant may still be the same: what comes now is for another batch.
    if (this.open === batch) this.open = undefined;
    for (const copy of batch.copies) {
      copy();
      this.count--;
    }
    if (this.count > 0) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
