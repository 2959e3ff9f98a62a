import type { LoadReport, PhaseReport, SideReport } from "./phaseReport";

/** A load for a person: a line a phase for each of the two sites. */
export function loadLines(load: LoadReport): readonly string[] {
  const { rate, uniqueShare, uniquePaths, objects, trial, control } = load;
  const unique = uniquePaths ? `${percent(uniqueShare)} of them of paths nobody asked for yet` : "all of known paths";
  return [
    "",
    `load: ${rate} requests/s to each site, ${objects} objects, ${unique}`,
    ...[...side("control", control), ...side("trial  ", trial)],
    ...timeLines(trial),
    "",
  ];
}

function side(name: string, { phases }: SideReport): readonly string[] {
  return phases.map((phase) => `${name}  ${phaseLine(phase)}`);
}

function phaseLine(phase: PhaseReport): string {
  const { name, requests, good, availability, latencyMs, errorBudget, servedBy, stale, stalestMs } = phase;
  if (availability === null || latencyMs === null) return `${name.padEnd(12)}  no requests`;
  const served = Object.entries(servedBy)
    .sort(([, a], [, b]) => b - a)
    .map(([where, times]) => `${where} ${percent(times / requests)}`);
  return [
    `${name.padEnd(12)}  ${percent(availability).padStart(8)} good (${good} of ${requests})`,
    `budget ${errorBudget.spent} of ${errorBudget.allowed}`,
    `p50 ${ms(latencyMs.p50)}, p99 ${ms(latencyMs.p99)}, max ${ms(latencyMs.max)}`,
    served.join(", "),
    ...(stale === 0 ? [] : [`${stale} stale, by up to ${ms(stalestMs ?? 0)}`]),
  ].join("   ");
}

function timeLines({ timeToFirstGoodMs, timeToFailBackMs }: SideReport): readonly string[] {
  const after = (time: number | null): string => (time === null ? "never" : `after ${ms(time)}`);
  return [
    `trial    first good answer from an origin ${after(timeToFirstGoodMs)} of fault, from the primary again ${after(timeToFailBackMs)}`,
  ];
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

function ms(milliseconds: number): string {
  return milliseconds < 1000
    ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
