import { expect } from "chai";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, runProgram, stackConfig } from "../support/pulumiProgram";
import { diagnosticsOf } from "./support/judge";
import { stackOf } from "./support/programs";

const examples = readdirSync(join(projectRoot, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "site")
  .map(({ name }) => ({ what: `the example ${name}`, folder: join(projectRoot, "examples", name), stack: "dev" }));

const programs = [
  { what: "the stack dev", folder: projectRoot, stack: "dev" },
  { what: "the stack prod", folder: projectRoot, stack: "prod" },
  ...examples,
];

describe("the policies on the programs of this repository", () => {
  for (const { what, folder, stack } of programs) {
    for (const preview of [true, false]) {
      it(`find nothing mandatory in ${what}, in ${preview ? "a preview" : "an update"}`, async () => {
        const run = await runProgram(configOf(stack, folder), { preview, folder });
        expect(run.registered.length).to.be.greaterThan(15);
        const found = await diagnosticsOf(stackOf(run));
        expect(found.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
        if (!preview) expect(found.filter(({ message }) => message.includes("not decided"))).to.deep.equal([]);
      });
    }
  }
});

/** The mocks know one project: an example's own settings are put under its name. */
function configOf(stack: string, folder: string): Record<string, string> {
  const config = Object.entries(stackConfig(stack, folder));
  return Object.fromEntries(config.map(([key, value]) => [key.replace(/^site-[a-z-]+:/, "static-site-ha:"), value]));
}
