import { TransientMap } from "../transientMap";

interface Remembered {
  readonly code: number;
  readonly untilMs: number;
  readonly path: string;
}

// More than this at once are not worth the memory.
const atMost = 10_000;

/** SIM-3 `yes`: which objects the primary of a group has failed for, each for the error caching minimum TTL (CA-17). */
export class PrimaryFailures {
  private readonly failures = new TransientMap<string, Remembered>();

  /** The code that the primary failed with a short while ago. */
  of(groupId: string, path: string, nowMs: number): number | undefined {
    const found = this.failures.get(keyOf(groupId, path));
    return found !== undefined && nowMs < found.untilMs ? found.code : undefined;
  }

  remember(groupId: string, path: string, code: number, untilMs: number): void {
    const key = keyOf(groupId, path);
    this.failures.delete(key);
    this.failures.set(key, { code, untilMs, path });
    if (this.failures.size <= atMost) return;
    const [oldest] = this.failures;
    if (oldest !== undefined) this.failures.delete(oldest[0]);
  }

  /** An invalidation forgets an error as it does a page. */
  invalidate(names: (path: string) => boolean): void {
    for (const [key, { path }] of this.failures) if (names(path)) this.failures.delete(key);
  }
}

// No path has a line break.
function keyOf(groupId: string, path: string): string {
  return `${groupId}\n${path}`;
}
