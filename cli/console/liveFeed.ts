import type { LogRecord } from "../../simulator/cloudfront/exchange";
import { bucketOf } from "./latency";
import { liveRecord } from "./liveRecord";
import type { RequestLog } from "./requestLog";
import type { FaultInForce, LiveEvent, Route, SiteState, Tick } from "./wire";

export interface LiveFeedOptions {
  readonly log: RequestLog;
  readonly state: () => SiteState;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** From 0 up to 1, for what is sampled; default `Math.random`. */
  readonly random?: () => number;
}

/** How often the shell is to call `tick`. */
export const tickMs = 250;
/** A minute. */
const historyLength = 240;
/** Of each kind, and of what a new page gets. */
const sampleSize = 20;
const recordsAtFirst = 200;

/**
 * The requests of the edge as the console's pages get them: summed up for each interval, so that thousands a second cost
 * a page as much as ten do. What is kept is bounded, whatever comes.
 */
export class LiveFeed {
  private readonly followers = new Set<(event: LiveEvent) => void>();
  private interval = new Interval();
  private history: Tick[] = [];
  private lastState = "";
  private readonly leave: () => void;

  constructor(private readonly options: LiveFeedOptions) {
    const random = options.random ?? Math.random;
    this.leave = options.log.follow((record) => {
      this.interval.add(record, random);
    });
  }

  /** Ends the interval: tells what came in it, and what has changed. */
  tick(): void {
    const { state, now } = this.options;
    const current = state();
    const key = stateKey(current, now());
    if (key !== this.lastState) {
      this.lastState = key;
      this.send({ event: "state", data: current });
    }
    if (this.interval.requests === 0) return;
    const tick = this.interval.end(now());
    this.interval = new Interval();
    this.history.push({ ...tick, sample: [] });
    if (this.history.length > historyLength) this.history = this.history.slice(-historyLength);
    this.send({ event: "tick", data: tick });
  }

  /** Tells a new follower what there is, then all that comes; the result ends that. */
  follow(follower: (event: LiveEvent) => void): () => void {
    const { log, state } = this.options;
    const records = log.since("").slice(-recordsAtFirst).map(liveRecord);
    follower({ event: "hello", data: { state: state(), history: this.history, records } });
    this.followers.add(follower);
    return () => {
      this.followers.delete(follower);
    };
  }

  close(): void {
    this.leave();
    this.followers.clear();
  }

  private send(event: LiveEvent): void {
    for (const follower of this.followers) follower(event);
  }
}

/** A lease runs down by itself, which is no news; that one is renewed is. */
function stateKey({ faults, replication }: SiteState, now: number): string {
  const ends = ({ leftMs }: FaultInForce): number | null =>
    leftMs === undefined ? null : Math.round((now + leftMs) / 1000);
  return JSON.stringify([faults.map((fault) => [{ ...fault, leftMs: 0 }, ends(fault)]), replication]);
}

class Interval {
  requests = 0;
  private worstMs = 0;
  private readonly routes = new Map<string, Route>();
  private readonly latency = new Map<number, number>();
  /** What failed over or failed, and all the rest: the rare must not drown in the many. */
  private readonly notable = new Reservoir();
  private readonly plain = new Reservoir();

  add(record: LogRecord, random: () => number): void {
    this.requests++;
    const milliseconds = record["time-taken-ms"];
    const bucket = bucketOf(milliseconds);
    this.latency.set(bucket, (this.latency.get(bucket) ?? 0) + 1);
    this.worstMs = Math.max(this.worstMs, milliseconds);
    const origin = record.exchanges.at(-1)?.origin ?? "";
    const result = record["x-edge-result-type"];
    const statusClass = Math.floor(record["sc-status"] / 100);
    const failedOver = record["sr-reason"] !== "";
    const key = `${result} ${statusClass} ${String(failedOver)} ${origin}`;
    const count = (this.routes.get(key)?.count ?? 0) + 1;
    this.routes.set(key, { origin, result, statusClass, failedOver, count });
    (failedOver || statusClass >= 5 ? this.notable : this.plain).add(record, random);
  }

  end(at: number): Tick {
    const records = [...this.notable.kept, ...this.plain.kept].sort((a, b) => a.timestamp - b.timestamp);
    return {
      at,
      requests: this.requests,
      routes: [...this.routes.values()],
      latency: [...this.latency],
      worstMs: this.worstMs,
      sample: records.map(liveRecord),
    };
  }
}

/** A few of many, each with the same chance. */
class Reservoir {
  readonly kept: LogRecord[] = [];
  private seen = 0;

  add(record: LogRecord, random: () => number): void {
    this.seen++;
    if (this.kept.length < sampleSize) this.kept.push(record);
    else {
      const at = Math.floor(random() * this.seen);
      if (at < sampleSize) this.kept[at] = record;
    }
  }
}
