import type { Entry, RunFindings } from "../findings";
import { parseFile } from "../source/parse";
import type { HookSource } from "../verdict";
import { explored } from "./exploration";
import { HookProgram } from "./program";

export interface RunOptions {
  /** Milliseconds that the search for inputs may take; default 2000. What was not tried by then is a reason. */
  readonly budgetMs?: number;
}

/**
 * Runs a hook at one event, in this process: every status from 200 to 599, with what the hook asks for. The code is
 * trusted to do no harm; {@link runHooks} gives it a process of its own.
 */
export async function runInProcess(source: HookSource, entry: Entry, options: RunOptions = {}): Promise<RunFindings> {
  const parsed = parseFile(source.name, source.text);
  if (parsed.kind === "fault") return nothing(parsed.reason);
  if (entry.event === "viewer-request" || entry.event === "origin-request") return nothing();
  const program = new HookProgram(source, parsed.file, entry);
  return explored(program, entry, options.budgetMs ?? 2000);
}

/** What is found of code that never receives a response, or never ran. */
export function nothing(...reasons: RunFindings["reasons"]): RunFindings {
  return {
    touchesResponse: false,
    rewrites: [],
    throwsOn: [],
    forced: [],
    coverage: { branches: 0, reached: 0, unreached: [] },
    reasons,
  };
}
