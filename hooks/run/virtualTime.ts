/** A hook's time: timers wait until nothing else is left to do, and then come one after the other. */
export class Clock {
  private now = 0;
  private last = 0;
  private readonly timers = new Map<
    number,
    { readonly at: number; readonly every?: number; readonly call: () => void }
  >();

  /** Milliseconds since the run began. */
  get elapsed(): number {
    return this.now;
  }

  /** Starts anew; what was set before is forgotten. */
  begin(): void {
    this.now = 0;
    this.timers.clear();
  }

  set(milliseconds: unknown, call: () => void, isRepeated = false): number {
    const wait = Math.max(isRepeated ? 1 : 0, Number(milliseconds) || 0);
    this.timers.set(++this.last, { at: this.now + wait, call, ...(isRepeated ? { every: wait } : {}) });
    return this.last;
  }

  clear(timer: unknown): void {
    this.timers.delete(Number(timer));
  }

  /** Rings the next timer of those that are due within `limit` milliseconds; false where there is none. */
  ring(limit: number): boolean {
    let first: number | undefined;
    for (const [id, { at }] of this.timers) {
      const best = first === undefined ? undefined : this.timers.get(first);
      if (at <= limit && (best === undefined || at < best.at)) first = id;
    }
    const timer = first === undefined ? undefined : this.timers.get(first);
    if (first === undefined || timer === undefined) return false;
    this.now = Math.max(this.now, timer.at);
    if (timer.every === undefined) this.timers.delete(first);
    else this.timers.set(first, { ...timer, at: timer.at + timer.every });
    timer.call();
    return true;
  }
}
