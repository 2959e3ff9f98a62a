import type { HookSource, HookVerdict } from "../verdict";

/** A hook with what was found of it, an entry and event each: what every report is made from. */
export interface Examined {
  readonly source: HookSource;
  readonly verdicts: readonly HookVerdict[];
}
