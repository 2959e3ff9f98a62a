import { merged, quantile, type LatencyCounts } from "../latency";
import type { Route, Tick } from "../wire";

/** One second of requests. */
interface Second {
  requests: number;
  latency: LatencyCounts;
  worstMs: number;
  readonly sources: Map<string, number>;
}

/** Where a request's answer came from: what the edge had, an origin, or nowhere. */
export function sourceOf({ origin, statusClass }: Pick<Route, "origin" | "statusClass">): string {
  if (statusClass >= 5) return "error";
  return origin === "" ? "edge" : origin;
}

/** What charts are drawn from: the latest seconds, one value each; empty where there was no request. */
export interface Columns {
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  readonly median: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
  readonly worst: readonly (number | null)[];
  /** Requests a second from each of the sources that were asked for. */
  readonly shares: readonly (readonly number[])[];
}

const secondsKept = 60;

/** The latest minute of ticks. */
export class Series {
  private readonly seconds = new Map<number, Second>();
  private recent: Tick[] = [];

  add(tick: Tick): void {
    this.recent.push(tick);
    if (this.recent.length > 16) this.recent.shift();
    const at = Math.floor(tick.at / 1000);
    const second = this.seconds.get(at) ?? { requests: 0, latency: [], worstMs: 0, sources: new Map<string, number>() };
    second.requests += tick.requests;
    second.latency = merged([second.latency, tick.latency]);
    second.worstMs = Math.max(second.worstMs, tick.worstMs);
    for (const route of tick.routes) {
      const source = sourceOf(route);
      second.sources.set(source, (second.sources.get(source) ?? 0) + route.count);
    }
    this.seconds.set(at, second);
    for (const old of this.seconds.keys()) if (old <= at - secondsKept) this.seconds.delete(old);
  }

  clear(): void {
    this.seconds.clear();
    this.recent = [];
  }

  get isEmpty(): boolean {
    return this.seconds.size === 0;
  }

  /** Requests a second that `of` lets through, over the last two seconds. */
  rate(now: number, of: (route: Route) => boolean = () => true): number {
    const routes = this.recent.filter(({ at }) => at > now - 2000).flatMap(({ routes: all }) => all);
    return routes.filter(of).reduce((sum, { count }) => sum + count, 0) / 2;
  }

  /** Of the last ten seconds. */
  quantile(now: number, share: number): number | undefined {
    const last = Math.floor(now / 1000);
    const latency = [...this.seconds].filter(([at]) => at > last - 10).map(([, second]) => second.latency);
    return quantile(merged(latency), share);
  }

  columns(now: number, sources: readonly string[]): Columns {
    const last = Math.floor(now / 1000);
    const times = Array.from({ length: secondsKept }, (_, at) => last - secondsKept + 1 + at);
    const of = (time: number): Second | undefined => this.seconds.get(time);
    return {
      times,
      median: times.map((time) => quantile(of(time)?.latency ?? [], 0.5) ?? null),
      p99: times.map((time) => quantile(of(time)?.latency ?? [], 0.99) ?? null),
      worst: times.map((time) => of(time)?.worstMs ?? null),
      shares: sources.map((source) => times.map((time) => of(time)?.sources.get(source) ?? 0)),
    };
  }
}

/** Each list with those before it added up, as stacked areas are drawn. */
export function stacked(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const sums: number[] = [];
  return lists.map((list) =>
    list.map((value, at) => {
      const sum = (sums[at] ?? 0) + value;
      sums[at] = sum;
      return sum;
    }),
  );
}
