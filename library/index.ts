/**
 * What a Pulumi program imports: the component with its arguments, and the examiner of hooks.
 *
 * @packageDocumentation
 */
export * from "../components";
export { CodedError } from "../aws/codedError";
export { closeHooks, examineEntries, examineHook, examineHookSync, examineHooksSync } from "../hooks";
export type * from "../hooks/verdict";
