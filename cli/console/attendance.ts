import type { Clock } from "../../simulator/clock";

/** How long a drill goes on that nobody follows any more: its viewer may only have lost a connection. */
export const attendanceMs = 5000;

/** Watches over a drill that somebody must follow: the one who started it may be killed at any moment. */
export class Attendance {
  private waiting: AbortController | undefined;

  /** `milliseconds` of the clock; `onLeft` is called when nobody has come back for so long. */
  constructor(
    private readonly clock: Clock,
    private readonly milliseconds: number,
    private readonly onLeft: () => void,
  ) {}

  /** Says how many follow it now. */
  counts(followers: number): void {
    if (followers > 0) {
      this.end();
      return;
    }
    if (this.waiting !== undefined) return;
    const waiting = new AbortController();
    this.waiting = waiting;
    this.clock.sleep(this.milliseconds, waiting.signal).then(this.onLeft, () => undefined);
  }

  end(): void {
    this.waiting?.abort();
    this.waiting = undefined;
  }
}
