import type { SwitchDependence } from "../proof";

/** A promise that hangs on a switch, by one of the cases in which it does. */
export interface SwitchKind {
  readonly first: SwitchDependence;
  /** How many other cases hang on it in the same way. */
  readonly more: number;
}

/** One for each promise and switch: a switch turns many cases over at a time. */
export function switchKinds(switches: readonly SwitchDependence[]): readonly SwitchKind[] {
  const kinds = new Map<string, { first: SwitchDependence; more: number }>();
  for (const one of switches) {
    const key = JSON.stringify([one.promise, one.switch, one.metByDefault]);
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, { first: one, more: 0 });
    else known.more++;
  }
  return [...kinds.values()];
}
