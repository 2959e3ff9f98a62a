import type { Entry, RunFindings } from "../findings";
import { parseFile } from "../source/parse";
import type { HookSource } from "../verdict";
import { explored } from "./exploration";
import { defaultBudgetMs, nothing, type RunOptions } from "./jobs";
import { HookProgram } from "./program";

/**
 * Runs a hook at one event, in this process: every status from 200 to 599, with what the hook asks for. The code is
 * trusted to do no harm; `runHook` gives it a process of its own.
 */
export async function runInProcess(source: HookSource, entry: Entry, options: RunOptions = {}): Promise<RunFindings> {
  const parsed = parseFile(source.name, source.text);
  if (parsed.kind === "fault") return nothing(parsed.reason);
  if (entry.event === "viewer-request" || entry.event === "origin-request") return nothing();
  const program = new HookProgram(source, parsed.file, entry);
  return explored(program, entry, options.budgetMs ?? defaultBudgetMs);
}
