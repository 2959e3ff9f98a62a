import { burnRateOf } from "../../aws/burnRate";
import { metricNamespaces, metricPeriodSeconds } from "../../aws/metrics";
import { alarmState, type AlarmState } from "./alarmState";
import type { AlarmDefinition, MetricQuery, ObjectiveDefinition } from "./definitions";
import { evaluateExpression } from "./expression";
import { type MetricId, MetricStore, type Series } from "./series";

export interface CloudWatchOptions {
  readonly alarms: readonly AlarmDefinition[];
  readonly objectives: readonly ObjectiveDefinition[];
  /** Periods that an evaluation looks at beyond its own; AWS does not say how many, its tables have 2 (MO-8). */
  readonly rangeBeyondPeriods?: number;
}

/** The metrics of a site, region by region, and the alarms that look at them. */
export class CloudWatch {
  private readonly stores = new Map<string, MetricStore>();
  private readonly states = new Map<string, AlarmState>();

  constructor(private readonly options: CloudWatchOptions) {}

  put(region: string, metric: MetricId, at: number, value: number): void {
    this.store(region).put(metric, at, value);
  }

  /** Judges every alarm by what is known at `now`, in milliseconds, the objectives' burn rates first. Gives the states by name. */
  evaluate(now: number): ReadonlyMap<string, AlarmState> {
    for (const objective of this.options.objectives) this.putBurnRates(objective, now);
    for (const alarm of this.options.alarms) {
      const count = alarm.rule.evaluationPeriods + (this.options.rangeBeyondPeriods ?? 2);
      const points = seriesOf(alarm.queries, this.store(alarm.region), count, now);
      const before = this.states.get(alarm.name) ?? "INSUFFICIENT_DATA";
      this.states.set(alarm.name, alarmState(points, alarm.rule, before));
    }
    return new Map(this.states);
  }

  /** MO-5. No requests burn nothing. */
  private putBurnRates(
    { name, region, goalPercent, lookBackMinutes, total, bad }: ObjectiveDefinition,
    now: number,
  ): void {
    const store = this.store(region);
    for (const minutes of lookBackMinutes) {
      const periods = (minutes * 60) / metricPeriodSeconds;
      const requests = sum(seriesOf(total, store, periods, now));
      const badShare = requests === 0 ? 0 : sum(seriesOf(bad, store, periods, now)) / requests;
      const dimensions = { SloName: name, BurnRateWindowMinutes: String(minutes) };
      const metric = { namespace: metricNamespaces.applicationSignals, metricName: "BurnRate", dimensions };
      // Of the minute that has just ended.
      store.put(metric, now - 1, burnRateOf(badShare, goalPercent));
    }
  }

  private store(region: string): MetricStore {
    const known = this.stores.get(region) ?? new MetricStore();
    this.stores.set(region, known);
    return known;
  }
}

/** The series of the query that is returned, over metrics of one region. */
function seriesOf(queries: readonly MetricQuery[], store: MetricStore, count: number, now: number): Series {
  const known = new Map<string, Series>();
  let returned: Series = [];
  for (const { id, metric, expression, returnData } of queries) {
    const series =
      metric !== undefined
        ? store.points(metric, metric.statistic, metric.periodSeconds, count, now)
        : evaluateExpression(expression ?? "", known);
    known.set(id, series);
    if (returnData) returned = series;
  }
  return returned;
}

function sum(series: Series): number {
  return series.reduce<number>((total, point) => total + (point ?? 0), 0);
}
