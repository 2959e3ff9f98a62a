import { policyFileOf, type PolicyLists } from "../../simulator/model/file/policyFile";
import { policyDocumentOf } from "../../simulator/model/fromPolicyDocument";
import type { EdgeFunction, LambdaFunction } from "../../simulator/model/siteModel";
import type { Replication, Supplies } from "../../simulator/supply";
import { readJsonOf, readTextOf, type NamedFile } from "./files";
import { functionOf, type FunctionOption } from "./functionCode";

/** The options that add to a site what its source does not hold. */
export interface SupplyOptions {
  readonly function?: readonly FunctionOption[];
  readonly policy?: readonly string[];
  readonly bucketPolicy?: readonly NamedFile[];
  readonly replicate?: readonly Replication[];
}

/** Reads the files that these options name. Throws `E_FILE`, and `InvalidArgument` for a policy that is none. */
export async function readSupplies(options: SupplyOptions): Promise<Supplies> {
  const policies: PolicyLists[] = [];
  for (const file of options.policy ?? []) policies.push(policyFileOf(await readJsonOf("--policy", file)));
  const functions: EdgeFunction[] = [];
  const lambdaFunctions: LambdaFunction[] = [];
  for (const option of options.function ?? []) {
    const made = functionOf(option, await readTextOf("--function", option.file));
    functions.push(...made.functions);
    lambdaFunctions.push(...made.lambdaFunctions);
  }
  const bucketPolicies: Supplies["bucketPolicies"][number][] = [];
  for (const { name, file } of options.bucketPolicy ?? []) {
    const text = await readTextOf("--bucket-policy", file);
    bucketPolicies.push({ origin: name, policy: policyDocumentOf(text, "--bucket-policy") });
  }
  return { policies, functions, lambdaFunctions, bucketPolicies, replications: options.replicate ?? [] };
}
