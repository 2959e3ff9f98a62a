import type { Clock } from "../../simulator/clock";
import type { Published } from "../published";
import type { Stage } from "../stage";
import type { LoadAnswer, Side } from "./answer";
import type { Paths, Wanted } from "./paths";
import { intendedTimes, type PhaseName } from "./schedule";
import { judgeAnswer, type Tally } from "./tally";

const sides: readonly Side[] = ["control", "trial"];

/** What is on its way at once at most: beyond that a request counts as failed instead of taking more memory. */
const mostInFlight = 20_000;

export interface LoadOptions {
  readonly stage: Stage;
  readonly published: Published;
  readonly paths: Paths;
  readonly tallies: Readonly<Record<Side, Tally>>;
  readonly rate: number;
  /** When the drill began, on the stage's clock. */
  readonly startMs: number;
}

/** Sends requests to both sites at the times that a phase's schedule says, whatever has become of the ones before. */
export class Load {
  private inFlight = 0;
  private readonly waiting = new Set<Promise<void>>();

  constructor(private readonly options: LoadOptions) {}

  /** Resolves when the last request of the phase has been sent; its answers may still be on their way. */
  async phase(name: PhaseName, seconds: number, signal: AbortSignal): Promise<void> {
    const { stage, rate, paths } = this.options;
    const phaseStartMs = stage.clock.now();
    for (const offsetMs of intendedTimes(rate, seconds)) {
      if (!(await sleptUntil(phaseStartMs + offsetMs, stage.clock, signal))) return;
      const wanted = paths.next();
      for (const side of sides) this.send(side, name, wanted, phaseStartMs + offsetMs);
    }
    await sleptUntil(phaseStartMs + seconds * 1000, stage.clock, signal);
  }

  /** Resolves when every answer is there, or `signal` says that nobody waits for it any more. */
  async answered(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await Promise.race([Promise.all(this.waiting), aborted(signal)]);
  }

  private send(side: Side, phase: PhaseName, wanted: Wanted, intendedMs: number): void {
    const { stage, tallies, published, startMs } = this.options;
    const done = (answer: LoadAnswer): void => {
      const judged = judgeAnswer(answer, published.versions(wanted.key), intendedMs);
      tallies[side].add({
        phase,
        intendedMs: intendedMs - startMs,
        endMs: stage.clock.now() - startMs,
        answer,
        judged,
      });
    };
    if (this.inFlight >= mostInFlight) {
      done({ status: 0, sha256: "", failure: "too many requests on their way" });
      return;
    }
    this.inFlight++;
    const sent = stage
      .send(side, wanted.path)
      .catch((error: unknown) => ({ status: 0, sha256: "", failure: reasonOf(error) }))
      .then(done)
      .finally(() => {
        this.inFlight--;
        this.waiting.delete(sent);
      });
    this.waiting.add(sent);
  }
}

/** Waits until a time; at once when that has passed, as it has for the rest after a pause of the whole process. */
async function sleptUntil(time: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const left = time - clock.now();
  if (left <= 0) return true;
  return clock.sleep(left, signal).then(
    () => true,
    () => false,
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener(
      "abort",
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
