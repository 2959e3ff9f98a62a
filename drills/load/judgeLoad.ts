import type { Reason } from "../verdict";
import type { LoadReport, PhaseReport } from "./phaseReport";
import type { PhaseName } from "./schedule";

/**
 * What a load has against a site. After the fault copies of errors and of older bytes may live on in the cache for their
 * time: there it only matters that the primary answers again.
 */
export function judgeLoad(load: LoadReport | undefined, objective: number): readonly Reason[] {
  if (load === undefined) return [];
  const before = [
    ...missed(load.control.phases, "steady-state", objective, "without its origin group"),
    ...missed(load.trial.phases, "steady-state", objective, "with its origin group"),
  ].map((sentence) => ({ code: "E_STEADY_STATE", sentence, about: "steady-state" }) as const);
  if (before.length > 0) return before;
  const during = missed(load.trial.phases, "fault", objective, "with its origin group").map(
    (sentence) => ({ sentence, about: "fault" }) as const,
  );
  return [...during, ...neverBack(load)];
}

function missed(phases: readonly PhaseReport[], name: PhaseName, objective: number, site: string): readonly string[] {
  const phase = phases.find((one) => one.name === name);
  if (phase === undefined || phase.availability === null || phase.availability >= objective) return [];
  const when = name === "steady-state" ? "before the fault" : "while the fault is there";
  const { good, requests } = phase;
  return [
    `${good} of ${requests} requests were answered rightly ${when}, ${site}: the objective is ${percent(objective)}`,
  ];
}

function neverBack({ trial }: LoadReport): readonly Reason[] {
  const recovery = trial.phases.find(({ name }) => name === "recovery");
  const asked = Object.entries(recovery?.servedBy ?? {}).filter(([name]) => name !== "cache" && name !== "unknown");
  if (asked.length === 0 || trial.timeToFailBackMs !== null) return [];
  return [{ sentence: "under load the primary did not answer again after the fault was gone", about: "recovery" }];
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(3))} %`;
}
