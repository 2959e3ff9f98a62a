import type { Fault } from "./faults/fault";
import type { Stage } from "./stage";

/**
 * The faults of a drill. Each is set for a lease and renewed while the drill lives, so that whatever a dead drill leaves
 * is gone soon (a signal that nobody can catch included).
 */
export class Leases {
  /** What is renewed. */
  private readonly held = new Map<string, Fault>();
  /** Where a fault may be: one was set, or was to be, and nobody has said since that it is gone. */
  private readonly broken = new Set<string>();
  private readonly lifted = new Set<string>();
  private readonly stopped = new AbortController();
  private renewal: Promise<void> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** `onLost` gets the error of a renewal that failed: the site can be reached no more. */
  constructor(
    private readonly stage: Stage,
    private readonly onLost: (error: unknown) => void,
  ) {}

  /** Starts to renew. */
  start(): void {
    this.renewal ??= this.renewAgainAndAgain();
  }

  set(target: string, fault: Fault): Promise<void> {
    return this.inTurn(async () => {
      // Before it is set: an answer that is lost leaves a fault all the same.
      this.broken.add(target);
      const leased = { ...fault, leaseMs: Math.min(fault.leaseMs ?? Infinity, this.stage.leaseMs) };
      if (fault.leaseMs === undefined) this.held.set(target, leased);
      await this.stage.setFault(target, leased);
    });
  }

  lift(target: string): Promise<void> {
    return this.inTurn(async () => {
      this.held.delete(target);
      await this.stage.heal(target);
      this.broken.delete(target);
      this.lifted.add(target);
    });
  }

  /** Lifts all that are held: an experiment without rollbacks ends its fault all the same. */
  async liftAll(): Promise<void> {
    for (const target of [...this.held.keys()]) await this.lift(target);
  }

  /** Lifts all that are left, and says of which that could not be done. */
  async end(): Promise<{ readonly lifted: readonly string[]; readonly left: readonly string[] }> {
    this.stopped.abort();
    await this.renewal;
    // Twice: a single answer that is lost is no reason to leave a fault.
    for (const target of [...this.broken, ...this.broken]) {
      if (this.broken.has(target)) await this.lift(target).catch(() => undefined);
    }
    return { lifted: [...this.lifted].filter((target) => !this.broken.has(target)), left: [...this.broken] };
  }

  /** One after the other: a renewal that arrives late must not set again what has been lifted. */
  private inTurn(deed: () => Promise<void>): Promise<void> {
    const done = this.last.then(deed);
    this.last = done.catch(() => undefined);
    return done;
  }

  private async renewAgainAndAgain(): Promise<void> {
    const { signal } = this.stopped;
    const everyMs = this.stage.leaseMs / this.stage.timeScale / 3;
    try {
      for (;;) {
        const woken = await this.stage.clock.sleep(everyMs, signal).then(
          () => true,
          () => false,
        );
        if (!woken) return;
        await this.stage.renew();
        for (const target of this.held.keys()) await this.inTurn(() => this.renewOne(target));
      }
    } catch (error) {
      this.onLost(error);
    }
  }

  private async renewOne(target: string): Promise<void> {
    const fault = this.held.get(target);
    if (fault !== undefined) await this.stage.setFault(target, fault);
  }
}
