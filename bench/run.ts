import { measureDrill } from "./drill";
import { measureEdge } from "./edge";
import { measureEngine } from "./engine";
import { measureHooks } from "./hooks";
import { measurePackBoot } from "./packBoot";
import { measureProof } from "./proof";
import { measureStart } from "./start";
import { measureTypes } from "./types";
import { measureVirtual } from "./virtual";

/** `npm run bench`, or `npm run bench -- NAME…` for some of it. Each prints ratios that were measured in this one run. */
const measures: Readonly<Record<string, () => Promise<boolean>>> = {
  start: measureStart,
  drill: measureDrill,
  proof: measureProof,
  edge: measureEdge,
  virtual: measureVirtual,
  types: measureTypes,
  engine: measureEngine,
  hooks: async () => [await measureHooks(), await measurePackBoot()].every(Boolean),
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(measures, name));
  if (unknown !== undefined) {
    process.stderr.write(`no such measure: ${unknown}; there are ${Object.keys(measures).join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  for (const [name, measure] of Object.entries(measures)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (!(await measure())) process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
