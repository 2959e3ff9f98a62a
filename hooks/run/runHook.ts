import type { Entry, RunFindings } from "../findings";
import type { HookSource } from "../verdict";
import { defaultBudgetMs, type RunOptions } from "./jobs";
import { ChildPool } from "./pool";

let pool: ChildPool | undefined;

/**
 * Runs a hook at one event, in a process that all hooks share and that ends with this one: every status from 200 to 599,
 * with what the hook asks for. A hook that takes the process with it costs only itself. Never rejects for what it does.
 */
export function runHook(source: HookSource, entry: Entry, options: RunOptions = {}): Promise<RunFindings> {
  pool ??= new ChildPool();
  return pool.run({ source, entry }, options.budgetMs ?? defaultBudgetMs);
}

/** Starts the process that hooks run in: who is about to read one need not wait for it afterwards. */
export function warmHooks(): void {
  pool ??= new ChildPool();
  pool.warm();
}

/** Ends the process of `examineHook`; it starts anew when it is needed. */
export function closeHooks(): void {
  pool?.close();
  pool = undefined;
}
