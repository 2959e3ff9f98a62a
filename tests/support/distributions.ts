import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Supplies } from "../../simulator/supply";

/** The folder of distributions as the API prints them, which owe nothing to the component. */
export const distributionsFolder = join(__dirname, "..", "fixtures", "distributions");

/** One of them, parsed anew: a test may change it. */
export function distributionJson(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(distributionsFolder, `${name}.json`), "utf8")) as Record<string, unknown>;
}

/** Sets what stands at a path such as `DistributionConfig.Origins.Items.0.Id`; undefined removes it. */
export function changed(value: Record<string, unknown>, path: string, to: unknown): Record<string, unknown> {
  const copy = structuredClone(value);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const holder = keys.reduce<unknown>((found, key) => Reflect.get(found as object, key), copy) as object;
  if (to === undefined) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, to);
  return copy;
}

export const noSupplies: Supplies = {
  policies: [],
  functions: [],
  lambdaFunctions: [],
  bucketPolicies: [],
  replications: [],
};
