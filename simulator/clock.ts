/** Everything that waits goes through a clock (D14): real on sockets, virtual in proofs. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when it is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Work that takes real time (another process, a socket): a virtual clock stands still until it is done. */
  external<T>(work: Promise<T>): Promise<T>;
}

/**
 * The machine's own clock. With a `timeScale` of N its time passes N times faster: a sleep of N seconds takes one, and an
 * object that is kept for N seconds is kept for one. It shows the time in its own seconds, from its start on.
 */
export class RealClock implements Clock {
  private readonly startMs = Date.now();

  constructor(readonly timeScale = 1) {}

  now(): number {
    const real = Date.now();
    return this.timeScale === 1 ? real : this.startMs + (real - this.startMs) * this.timeScale;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(reasonOf(signal));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, milliseconds / this.timeScale);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  external<T>(work: Promise<T>): Promise<T> {
    return work;
  }
}

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * A clock that jumps: `run` moves it to the next sleeper whenever nothing else can happen, so that a hang of 90 s costs
 * microseconds. Sleepers wake in the order of their time, then of their call.
 */
export class VirtualClock implements Clock {
  private time: number;
  private order = 0;
  private busy = 0;
  private sleepers: Sleeper[] = [];
  private readonly waiting: (() => void)[] = [];

  /** Starts at a fixed instant, so that two runs log the same times. */
  constructor(startMs: number = Date.UTC(2026, 0, 1)) {
    this.time = startMs;
  }

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const sleeper: Sleeper = {
        at: this.time + Math.max(0, milliseconds),
        order: this.order++,
        wake: () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      const onAbort = (): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(reasonOf(signal));
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.insert(sleeper);
    });
  }

  async external<T>(work: Promise<T>): Promise<T> {
    this.busy++;
    try {
      return await work;
    } finally {
      this.busy--;
      for (const resume of this.waiting.splice(0)) resume();
    }
  }

  /** Runs `work` to its end, moving the time forward whenever everybody sleeps. Throws when it waits for nothing. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const state = { settled: false };
    const result = work().finally(() => {
      state.settled = true;
    });
    // Observed below; this keeps a rejection that arrives meanwhile from being reported as unhandled.
    result.catch(() => undefined);
    for (;;) {
      await turn();
      if (state.settled) return result;
      if (this.busy > 0) await this.released();
      else if (!this.wakeNext())
        throw new Error("the virtual clock stands still: the work waits for something that no sleeper brings");
    }
  }

  /** Moves the time forward by `milliseconds`, waking on the way whoever is due. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    await turn();
    while ((this.sleepers[0]?.at ?? Infinity) <= until) {
      this.wakeNext();
      await turn();
    }
    this.time = until;
  }

  /** Resolves when some work outside is done. */
  private released(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private wakeNext(): boolean {
    const next = this.sleepers.shift();
    if (next === undefined) return false;
    this.time = Math.max(this.time, next.at);
    next.wake();
    return true;
  }

  private insert(sleeper: Sleeper): void {
    let low = 0;
    let high = this.sleepers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.sleepers[middle];
      if (other !== undefined && other.at <= sleeper.at) low = middle + 1;
      else high = middle;
    }
    this.sleepers.splice(low, 0, sleeper);
  }
}

/** Lets every promise that can settle do so. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error("aborted");
}
