import { isRefused } from "../../hooks/refused";
import type { HookVerdict } from "../../hooks/verdict";
import type { Settings } from "../settings";

/** Whether a verdict is refused: what is known to change only statuses outside the failover codes may be let pass. */
export function changes(verdict: HookVerdict, scope: Settings["scope"], criteria: readonly number[]): boolean {
  if (!isRefused(verdict)) return false;
  if (scope === "any-status" || verdict.verdict !== "rewrites-status") return true;
  return verdict.rewrites.some(({ from, to }) => criteria.includes(from) || criteria.includes(to));
}
