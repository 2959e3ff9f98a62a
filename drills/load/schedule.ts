import type { LoadSettings } from "../experiment";

/** What a load's requests are counted by: before the fault, while it is there, after it. */
export type PhaseName = "steady-state" | "fault" | "recovery";

export const phaseNames: readonly PhaseName[] = ["steady-state", "fault", "recovery"];

export function secondsOf(load: LoadSettings, phase: PhaseName): number {
  switch (phase) {
    case "steady-state":
      return load.steadySeconds;
    case "fault":
      return load.faultSeconds;
    case "recovery":
      return load.recoverySeconds;
  }
}

/**
 * When each request of a phase is to be sent, in milliseconds from the phase's start: fixed before the first one is, so
 * that a slow answer delays none of the others (no coordinated omission). Spread evenly, the first at 0.
 */
export function intendedTimes(rate: number, seconds: number): readonly number[] {
  const count = Math.floor(rate * seconds + 1e-9);
  return Array.from({ length: count }, (_, index) => (index * 1000) / rate);
}

/** The same load, its three phases together lasting `duration` seconds, or at another rate. */
export function rescaled(
  load: LoadSettings,
  changes: { readonly duration?: number; readonly rate?: number },
): LoadSettings {
  const { duration, rate = load.rate } = changes;
  const whole = load.steadySeconds + load.faultSeconds + load.recoverySeconds;
  if (duration === undefined || whole === 0) return { ...load, rate };
  const factor = duration / whole;
  return {
    ...load,
    rate,
    steadySeconds: load.steadySeconds * factor,
    faultSeconds: load.faultSeconds * factor,
    recoverySeconds: load.recoverySeconds * factor,
  };
}
