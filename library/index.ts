/**
 * What a Pulumi program imports: the component with its arguments, and the examiner of hooks.
 *
 * @packageDocumentation
 */
// By its file: the folder is what hosts of plugins load, which get what is made of this one.
export * from "../components/index";
export { CodedError } from "../aws/codedError";
export { closeHooks, examineEntries, examineHook, examineHookSync, examineHooksSync } from "../hooks";
export type * from "../hooks/verdict";
