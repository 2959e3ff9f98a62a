import type { Entry, RunFindings } from "../findings";
import type { HookSource, Reason } from "../verdict";

export interface RunOptions {
  /** Milliseconds that the search for inputs may take; default 2000. What was not tried by then is a reason. */
  readonly budgetMs?: number;
}

/** One entry of a hook to run at its event. */
export interface HookJob {
  readonly source: HookSource;
  readonly entry: Entry;
}

export const defaultBudgetMs = 2000;

/** What a hook may take besides its budget, which is only looked at between runs, before it is given up. */
export const graceMs = 1500;

/** What the process that runs hooks is told, one a line. */
export interface Message extends HookJob {
  readonly id: number;
  readonly budgetMs: number;
}

/** What it says, one a line: it is there, it begins with one, it is done with one. */
export type Report =
  { readonly ready: true } | { readonly start: number } | { readonly id: number; readonly findings: RunFindings };

/** A line as a report; `undefined` for what is none. */
export function reportOf(line: string): Report | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Report;
  } catch {
    return undefined;
  }
}

/** What is found of code that never receives a response, or never ran. */
export function nothing(...reasons: readonly Reason[]): RunFindings {
  return {
    touchesResponse: false,
    rewrites: [],
    throwsOn: [],
    forced: [],
    coverage: { branches: 0, reached: 0, unreached: [] },
    reasons,
  };
}

/** What is found of a hook that took its process with it. */
export function ended(why: "time" | "process", detail: string): RunFindings {
  if (why === "time") return nothing({ kind: "hangs", message: `it could not be run to an end within ${detail}` });
  return nothing({ kind: "process", message: `it ended the process that ran it: ${detail}` });
}
