import { ms, percent } from "../load/loadText";
import type { LoadReport, PhaseReport } from "../load/phaseReport";

/** The columns of `phaseRows`. */
export const phaseHead: readonly string[] = [
  "site and phase",
  "requests",
  "good",
  "budget spent",
  "p50",
  "p99",
  "max",
  "served by",
];

/** A row a phase for the site and for the one without its origin group. */
export function phaseRows({ trial, control }: LoadReport): readonly (readonly string[])[] {
  return [
    ...trial.phases.map((phase) => rowOf("with the group", phase)),
    ...control.phases.map((phase) => rowOf("without it", phase)),
  ];
}

function rowOf(site: string, phase: PhaseReport): readonly string[] {
  const { name, requests, availability, errorBudget, latencyMs, servedBy, stale } = phase;
  const times = latencyMs === null ? ["–", "–", "–"] : [latencyMs.p50, latencyMs.p99, latencyMs.max].map(ms);
  const places = Object.entries(servedBy).sort(([, a], [, b]) => b - a);
  return [
    `${site}, ${name.replace("-", " ")}`,
    String(requests),
    `${availability === null ? "–" : percent(availability)}${stale === 0 ? "" : ` (${stale} stale)`}`,
    `${errorBudget.spent} of ${errorBudget.allowed}`,
    ...times,
    places.map(([place, count]) => `${place} ${percent(count / requests)}`).join(", "),
  ];
}

/** What is told of the whole load, as terms and values. */
export function figuresOf({ rate, objects, trial }: LoadReport): readonly (readonly [term: string, value: string])[] {
  const after = (time: number | null): string => (time === null ? "never" : `after ${ms(time)}`);
  const stale = trial.phases.flatMap(({ stalestMs }) => stalestMs ?? []);
  return [
    ["load", `${rate} requests a second to each site, of ${objects} objects`],
    ["good from an origin, once the fault was there", after(trial.timeToFirstGoodMs)],
    ["good from the primary, once it was gone", after(trial.timeToFailBackMs)],
    ...(stale.length === 0 ? [] : [["stale by up to", ms(Math.max(...stale))] as const]),
  ];
}
