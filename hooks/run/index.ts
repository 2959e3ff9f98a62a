export { type HookJob, type RunOptions } from "./jobs";
export { closeHooks, runHook } from "./runHook";
export { runHooksSync } from "./runHooksSync";
export { runInProcess } from "./runInProcess";
