export type { Diagnostic } from "./diagnostics";
export { type RunOptions, runProgram, type RunResult } from "./runProgram";
export { unknownValue } from "./wire";
