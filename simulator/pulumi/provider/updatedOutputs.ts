import { isDeepStrictEqual } from "node:util";
import { type Properties, unknownValue } from "../wire";
import type { CloudResource } from "./cloudResource";
import { textAt, valueAt } from "./sides";

/** What a function is made of: a change of it is a new version. */
const codeOfLambda = ["code", "handler", "runtime", "memorySize", "timeout", "environment"] as const;

/** What the cloud adds after an update: mostly what it added before. */
export function updatedOutputs(before: CloudResource, inputs: Readonly<Properties>): Properties {
  const computed = { ...before.computed };
  if (!makesVersion(before, inputs)) return computed;
  // LE-19: every publication has the next number.
  const last = Number(textAt(computed, "version"));
  const version = String(Number.isNaN(last) ? 1 : last + 1);
  return { ...computed, version, qualifiedArn: `${textAt(computed, "arn") ?? ""}:${version}` };
}

/** The same, as far as a preview knows it. */
export function plannedOutputs(before: CloudResource, inputs: Readonly<Properties>): Properties {
  return makesVersion(before, inputs)
    ? { ...before.computed, version: unknownValue, qualifiedArn: unknownValue }
    : { ...before.computed };
}

function makesVersion({ type, inputs: old }: CloudResource, inputs: Readonly<Properties>): boolean {
  if (type !== "aws:lambda/function:Function" || valueAt(inputs, "publish") !== true) return false;
  return codeOfLambda.some((name) => !isDeepStrictEqual(old[name], inputs[name])) || old["publish"] !== true;
}
