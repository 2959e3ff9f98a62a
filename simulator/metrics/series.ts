/** What a metric is known by. */
export interface MetricId {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** How the values of a period become one data point. */
export const statistics = ["Sum", "Average", "Maximum", "Minimum", "SampleCount"] as const;
export type Statistic = (typeof statistics)[number];

/** Data points, the oldest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

interface Sample {
  readonly at: number;
  readonly value: number;
}

/** The metrics of one region: nothing of another one is seen here (MO-9). */
export class MetricStore {
  private readonly samples = new Map<string, Sample[]>();

  /** Times come in any order. */
  put(metric: MetricId, at: number, value: number): void {
    const name = keyOf(metric);
    const known = this.samples.get(name);
    if (known === undefined) this.samples.set(name, [{ at, value }]);
    else known.push({ at, value });
  }

  /** The last `count` whole periods before `until`, in milliseconds, each aligned to the clock. */
  points(metric: MetricId, statistic: Statistic, periodSeconds: number, count: number, until: number): Series {
    const period = periodSeconds * 1000;
    const end = Math.floor(until / period) * period;
    const begin = end - count * period;
    const buckets = Array.from({ length: count }, (): number[] => []);
    for (const { at, value } of this.samples.get(keyOf(metric)) ?? []) {
      if (at >= begin && at < end) buckets[Math.floor((at - begin) / period)]?.push(value);
    }
    return buckets.map((values) => (values.length === 0 ? undefined : folded(values, statistic)));
  }
}

function folded(values: readonly number[], statistic: Statistic): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case "Sum":
      return sum;
    case "Average":
      return sum / values.length;
    case "Maximum":
      return Math.max(...values);
    case "Minimum":
      return Math.min(...values);
    case "SampleCount":
      return values.length;
  }
}

function keyOf({ namespace, metricName, dimensions }: MetricId): string {
  const sorted = Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([namespace, metricName, sorted]);
}
