import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "yaml";
import { run, type Run } from "./pulumi";

/** The folder of the program and of its stack files. */
export const projectRoot = join(__dirname, "..", "..");

const load = createRequire(__filename);

/** The configuration of a stack as a program receives it: text, structured values as JSON. */
export function stackConfig(stack: string, folder = projectRoot): Record<string, string> {
  const text = readFileSync(join(folder, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = parse(text) as { config: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** Runs `index.ts` afresh, and gives what it exports: the stack's outputs. */
export function runProgram(
  config: Readonly<Record<string, string>>,
  options: { preview?: boolean; folder?: string } = {},
): Promise<Run<Readonly<Record<string, unknown>>>> {
  const { folder = projectRoot, ...rest } = options;
  const program = join(folder, "index.ts");
  return run(
    () => {
      // A program registers at its import, and Node imports a file once.
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
      delete load.cache[program];
      return load(program) as Record<string, unknown>;
    },
    { ...rest, config },
  );
}
