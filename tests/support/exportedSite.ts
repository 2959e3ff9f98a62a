import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../../simulator/pulumi";
import { modelFromRegistrations } from "../../simulator/model/fromRegistrations";

type Registrations = Awaited<ReturnType<typeof runProgram>>["registrations"];

/** Writes what `pulumi stack export` would print of a program's stack `dev`, and gives the options that name it. */
export async function exportState(projectDir: string, file: string): Promise<readonly string[]> {
  const { registrations, outputs } = await runProgram({ projectDir, stack: "dev" });
  const stack = { urn: "urn:pulumi:dev::site::pulumi:pulumi:Stack::site-dev", type: "pulumi:pulumi:Stack", outputs };
  // As `pulumi stack export` has them: a resource that is a component has no id, and no member says what was read.
  const resources = registrations.map(({ name: _name, wasRead, ...one }) => ({
    ...one,
    ...(wasRead === true ? { external: true } : {}),
  }));
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [stack, ...resources] } }));
  return ["--state", file, "--content", "examples/site"];
}

/** Writes what the AWS CLI would print of a program's distribution and of what it names, and gives the options. */
export async function exportDistribution(projectDir: string, folder: string): Promise<readonly string[]> {
  const { registrations } = await runProgram({ projectDir, stack: "dev" });
  mkdirSync(folder, { recursive: true });
  const written = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  return optionsOf(registrations, written);
}

function optionsOf(registrations: Registrations, written: (name: string, text: string) => string): readonly string[] {
  const { distributions, responseHeadersPolicies, cachePolicies, functions, lambdaFunctions } =
    modelFromRegistrations(registrations);
  const [distribution] = distributions;
  if (distribution === undefined) throw new Error("the program has no distribution");
  const { config } = distribution;
  const [primary = "", replica = ""] = (config.Origins.Items ?? []).map(({ Id }) => Id);
  const json = (name: string, value: unknown): string => written(name, JSON.stringify(value));
  const policies = [
    ...responseHeadersPolicies.map(({ Id, ...own }) => ({
      ResponseHeadersPolicy: { Id, ResponseHeadersPolicyConfig: own },
    })),
    ...cachePolicies.map(({ Id, ...own }) => ({ CachePolicy: { Id, CachePolicyConfig: own } })),
  ];
  const code = [
    ...functions.map(({ arn, runtime, code: text }) => ({ arn, runtime, text, exported: "" })),
    ...lambdaFunctions.map(({ arn, runtime, code: text, exportName }) => ({
      arn,
      runtime,
      text,
      exported: `#${exportName}`,
    })),
  ];
  return [
    ...["--distribution", json("distribution.json", { ETag: "E1", DistributionConfig: config })],
    ...policies.flatMap((policy, at) => ["--policy", json(`policy${at}.json`, { ETag: "E1", ...policy })]),
    ...code.flatMap(({ arn, runtime, text, exported }, at) => [
      "--function",
      `${arn}=${written(`function${at}.js`, text)}${exported},runtime=${runtime}`,
    ]),
    ...["--content", `${primary}=examples/site`, "--replicate", `${primary}=${replica}`],
  ];
}
