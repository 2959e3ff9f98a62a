import { isRefused } from "../refused";
import type { HookVerdict } from "../verdict";
import type { Examined } from "./examined";

/** Every verdict of a report. */
export function verdictsOf(examined: readonly Examined[]): HookVerdict[] {
  return examined.flatMap(({ verdicts }) => verdicts);
}

/** Whether nothing is refused (HA-EDGE-01). */
export function isAccepted(examined: readonly Examined[]): boolean {
  return !verdictsOf(examined).some(isRefused);
}

/** `3 hooks: 1 refused, 2 clean`. */
export function countWords(examined: readonly Examined[]): string {
  const verdicts = verdictsOf(examined);
  const counts = [
    [verdicts.filter(isRefused).length, "refused"],
    [verdicts.filter(({ verdict }) => verdict === "keeps-status").length, "clean"],
    [verdicts.filter(({ verdict }) => verdict === "not-a-response-hook").length, "without a response"],
  ] as const;
  const shown = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${verdicts.length} ${verdicts.length === 1 ? "hook" : "hooks"}: ${shown.join(", ")}`;
}
