import type { Fault } from "./faults/fault";
import type { Stage } from "./stage";

/**
 * The faults of a drill. Each is set for a lease and renewed while the drill lives, so that whatever a dead drill leaves
 * is gone soon (a signal that nobody can catch included).
 */
export class Leases {
  private readonly held = new Map<string, Fault>();
  private readonly everSet = new Set<string>();
  private readonly stopped = new AbortController();
  private renewal: Promise<void> | undefined;

  /** `onLost` gets the error of a renewal that failed: the site can be reached no more. */
  constructor(
    private readonly stage: Stage,
    private readonly onLost: (error: unknown) => void,
  ) {}

  /** Starts to renew. */
  start(): void {
    this.renewal ??= this.renewAgainAndAgain();
  }

  async set(target: string, fault: Fault): Promise<void> {
    // Before it is set: an answer that is lost leaves a fault all the same.
    this.everSet.add(target);
    const leased = { ...fault, leaseMs: Math.min(fault.leaseMs ?? Infinity, this.stage.leaseMs) };
    if (fault.leaseMs === undefined) this.held.set(target, leased);
    await this.stage.setFault(target, leased);
  }

  async lift(target: string): Promise<void> {
    this.held.delete(target);
    await this.stage.heal(target);
  }

  /** Lifts all that are held: an experiment without rollbacks ends its fault all the same. */
  async liftAll(): Promise<void> {
    for (const target of [...this.held.keys()]) await this.lift(target);
  }

  /** Lifts all that were ever set, and says of which that could not be done. */
  async end(): Promise<{ readonly lifted: readonly string[]; readonly left: readonly string[] }> {
    this.stopped.abort();
    await this.renewal;
    this.held.clear();
    const lifted: string[] = [];
    const left: string[] = [];
    for (const target of this.everSet) {
      try {
        await this.stage.heal(target);
        lifted.push(target);
      } catch {
        left.push(target);
      }
    }
    return { lifted, left };
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
        for (const [target, fault] of this.held) await this.stage.setFault(target, fault);
      }
    } catch (error) {
      this.onLost(error);
    }
  }
}
