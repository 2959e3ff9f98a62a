import { conclude, type Examination, prepare, worstOf } from "./examine";
import type { RunFindings } from "./findings";
import { runHook, runHooksSync } from "./run";
import type { ExamineOptions, HookSource, HookVerdict } from "./verdict";

export { closeHooks, warmHooks } from "./run/runHook";
export { isRefused } from "./refused";
export type * from "./verdict";

/**
 * Tells what a hook does to the status of the response that it receives (HA-EDGE-01): it is run in a process of its own
 * with every status and the inputs that it asks for, and it is read. Of a file with several entries the verdict that
 * weighs most; {@link examineEntries} gives all. Never rejects for what the code is or does.
 */
export async function examineHook(source: HookSource, options: ExamineOptions = {}): Promise<HookVerdict> {
  return worstOf(await examineEntries(source, options));
}

/** A verdict for every function of the file that an event could call. */
export async function examineEntries(source: HookSource, options: ExamineOptions = {}): Promise<HookVerdict[]> {
  const examination = prepare(source, options);
  const runs = await Promise.all(jobsOf(examination).map((job) => runHook(job.source, job.entry)));
  return conclude(examination, runs);
}

/** {@link examineHook} for callers that cannot wait, such as a constructor: a process is started and waited for. */
export function examineHookSync(source: HookSource, options: ExamineOptions = {}): HookVerdict {
  const [verdict] = examineHooksSync([{ source, options }]);
  if (verdict === undefined) throw new Error("there is a verdict on every hook");
  return verdict;
}

/** Several hooks at once, in one process; the verdicts stand in the order of the hooks. */
export function examineHooksSync(
  hooks: readonly { readonly source: HookSource; readonly options?: ExamineOptions }[],
): HookVerdict[] {
  const examinations = hooks.map(({ source, options = {} }) => prepare(source, options));
  const jobs = examinations.map(jobsOf);
  const flat = jobs.flat();
  const runs: RunFindings[] = flat.length === 0 ? [] : runHooksSync(flat);
  let taken = 0;
  return examinations.map((examination, index) => {
    const count = jobs[index]?.length ?? 0;
    const own = runs.slice(taken, (taken += count));
    return worstOf(conclude(examination, own));
  });
}

function jobsOf({ source, entries }: Examination) {
  return entries.map((entry) => ({ source, entry }));
}
