import { examineHookSync } from "../hooks";
import type { HookVerdict } from "../hooks/verdict";
import type { Examine } from "./rules/rule";

/**
 * The examiner of hooks, which runs each in a process of its own. The SDK calls several policies with the same function:
 * it is examined once.
 */
export function createExamine(examineOne: typeof examineHookSync = examineHookSync): Examine {
  const known = new Map<string, readonly HookVerdict[]>();
  return (source, options) => {
    const key = JSON.stringify([source, options]);
    const found = known.get(key) ?? [examineOne(source, options)];
    known.set(key, found);
    return found;
  };
}
