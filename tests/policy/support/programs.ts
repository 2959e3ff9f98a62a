import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, stackConfig } from "../../support/pulumiProgram";
import type { Run } from "../../support/pulumi";
import type { Analyzed } from "./analyze";

/** What a program registered, as the engine hands it to a pack: inputs one by one, then the outputs of all. */
export function stackOf({ registered }: Run<unknown>): { inputs: readonly Analyzed[]; stack: readonly Analyzed[] } {
  return {
    inputs: registered.map(({ inputs, ...one }) => ({ ...one, properties: inputs })),
    stack: registered.map(({ outputs, ...one }) => ({ ...one, properties: outputs })),
  };
}

const examples = readdirSync(join(projectRoot, "examples"))
  .filter((name) => existsSync(join(projectRoot, "examples", name, "Pulumi.dev.yaml")))
  .map((name) => ({ what: `the example ${name}`, folder: join(projectRoot, "examples", name), stack: "dev" }));

/** The programs of this repository, each with a stack of its own. */
export const programs = [
  { what: "the stack dev", folder: projectRoot, stack: "dev" },
  { what: "the stack prod", folder: projectRoot, stack: "prod" },
  ...examples,
];

/** The mocks know one project: an example's own settings are put under its name. */
export function configOf(stack: string, folder: string): Record<string, string> {
  const config = Object.entries(stackConfig(stack, folder));
  return Object.fromEntries(config.map(([key, value]) => [key.replace(/^site-[a-z-]+:/, "static-site-ha:"), value]));
}
