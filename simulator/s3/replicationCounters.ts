import type { Clock } from "../clock";

/** One version on its way to one bucket, by the rule that sends it there. */
export interface Copying {
  readonly source: string;
  readonly destination: string;
  readonly ruleId: string;
  /** Of the object; 0 for a delete marker and for tags alone. */
  readonly bytes: number;
}

/** What became of a copy; `dropped`: what it was to copy had gone before its turn. */
export type CopyOutcome = "copied" | "failed" | "dropped";

/** What a rule has done and has still to do. */
export interface RuleCounters {
  readonly pending: number;
  readonly pendingBytes: number;
  /** Milliseconds since the oldest pending write; with none pending, what the last copy took; 0 before the first. */
  readonly latencyMs: number;
  readonly failed: number;
}

interface Entry {
  /** When each pending one began, in that order. */
  readonly began: Map<Copying, number>;
  pendingBytes: number;
  lastLatencyMs: number;
  failed: number;
}

const nothing: RuleCounters = { pending: 0, pendingBytes: 0, latencyMs: 0, failed: 0 };

/** Counts copies by rule. */
export class ReplicationCounters {
  private readonly entries = new Map<string, Entry>();
  private count = 0;

  constructor(private readonly clock: Pick<Clock, "now">) {}

  /** Of all rules together. */
  get pending(): number {
    return this.count;
  }

  begin(copying: Copying): void {
    const name = nameOf(copying);
    const entry = this.entries.get(name) ?? { began: new Map(), pendingBytes: 0, lastLatencyMs: 0, failed: 0 };
    this.entries.set(name, entry);
    entry.began.set(copying, this.clock.now());
    entry.pendingBytes += copying.bytes;
    this.count++;
  }

  end(copying: Copying, outcome: CopyOutcome): void {
    const entry = this.entries.get(nameOf(copying));
    const began = entry?.began.get(copying);
    if (entry === undefined || began === undefined) return;
    entry.began.delete(copying);
    entry.pendingBytes -= copying.bytes;
    this.count--;
    if (outcome === "failed") entry.failed++;
    if (outcome === "copied") entry.lastLatencyMs = this.clock.now() - began;
  }

  of(rule: Pick<Copying, "source" | "destination" | "ruleId">): RuleCounters {
    const entry = this.entries.get(nameOf(rule));
    if (entry === undefined) return nothing;
    const { began, pendingBytes, lastLatencyMs, failed } = entry;
    const [oldest] = began.values();
    const latencyMs = oldest === undefined ? lastLatencyMs : this.clock.now() - oldest;
    return { pending: began.size, pendingBytes, latencyMs, failed };
  }
}

function nameOf({ source, destination, ruleId }: Pick<Copying, "source" | "destination" | "ruleId">): string {
  return JSON.stringify([source, destination, ruleId]);
}
