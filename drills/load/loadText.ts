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

function timeLines({ phases, timeToFirstGoodMs, timeToFailBackMs }: SideReport): readonly string[] {
  const ran = (phase: string): boolean => phases.some(({ name, requests }) => name === phase && requests > 0);
  const after = (time: number | null): string => (time === null ? "never" : `after ${ms(time)}`);
  return [
    ...(ran("fault") ? [`trial    good from an origin, once the fault was there: ${after(timeToFirstGoodMs)}`] : []),
    ...(ran("recovery") ? [`trial    good from the primary, once it was gone: ${after(timeToFailBackMs)}`] : []),
  ];
}

/** As a person reads a share; what is not whole is never told as 100 %. */
export function percent(share: number): string {
  const hundredths = Math.round(share * 10_000);
  return `${(share < 1 ? Math.min(hundredths, 9_999) : hundredths) / 100} %`;
}

/** A duration as a person reads it. */
export function ms(milliseconds: number): string {
  return milliseconds < 1000
    ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
