import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import type { ConfigMap } from "../stackConfig";
import type { Command } from "./streamed";

/** A run of a program, as the engine asks for it. */
export interface ProgramRun {
  readonly engineAddress: string;
  readonly monitorAddress: string;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** Where Pulumi.yaml is. */
  readonly root: string;
  readonly pwd: string;
  readonly entry: string;
  /** `runtime.options` of Pulumi.yaml. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly preview: boolean;
  readonly parallel: number;
  readonly config: ConfigMap;
  readonly secretKeys: readonly string[];
  readonly args: readonly string[];
}

export interface RunEnd {
  /** What the engine is to say; undefined when all is well. */
  readonly error?: string;
  readonly hasToldWhy: boolean;
}

/** With it Pulumi's runner ends after it has logged what a user can act on. */
const toldExitCode = 32;

/** Runs a program through Pulumi's own runner and waits for its end. What it prints is for the engine. */
export function runProgram(run: ProgramRun): Promise<RunEnd> {
  const { command, args, cwd, env } = programCommand(run, process.env);
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve({ hasToldWhy: false });
      else if (code === toldExitCode) resolve({ hasToldWhy: true });
      else {
        const how = code === null ? `was ended by ${String(signal)}` : `exited with non-zero exit code: ${code}`;
        resolve({ hasToldWhy: false, error: `Program ${how}` });
      }
    });
  });
}

/** The command that runs a program. Pure, but that it looks where the program has its SDK. Throws without one. */
export function programCommand(run: ProgramRun, env: NodeJS.ProcessEnv): Command & { readonly env: NodeJS.ProcessEnv } {
  const { options, root, pwd } = run;
  const { tsconfig, nodeargs } = options;
  const named: readonly (readonly [string, string])[] = [
    ["monitor", run.monitorAddress],
    ["engine", run.engineAddress],
    ["organization", run.organization],
    ["project", run.project],
    ["stack", run.stack],
    ["root-directory", root],
    ["pwd", pwd],
    ["parallel", String(run.parallel)],
  ];
  return {
    command: process.execPath,
    args: [
      ...(typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter((arg) => arg !== "") : []),
      moduleIn(pwd, "@pulumi/pulumi/cmd/run"),
      ...named.filter(([, value]) => value !== "").map(([name, value]) => `--${name}=${value}`),
      ...(run.preview ? ["--dry-run"] : []),
      run.entry,
      ...run.args,
    ],
    cwd: pwd,
    env: {
      ...env,
      PULUMI_NODEJS_TYPESCRIPT: String(options["typescript"] !== false),
      ...(typeof tsconfig === "string"
        ? { PULUMI_NODEJS_TSCONFIG_PATH: isAbsolute(tsconfig) ? tsconfig : join(root, tsconfig) }
        : {}),
      PULUMI_CONFIG: JSON.stringify(run.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.secretKeys),
    },
  };
}

export interface PluginRun {
  /** Of its PulumiPlugin.yaml or PulumiPolicy.yaml. */
  readonly directory: string;
  readonly entry: string;
  readonly pwd: string;
  readonly kind: string;
  readonly args: readonly string[];
  /** `NAME=VALUE`. */
  readonly env: readonly string[];
}

/** The command that runs a policy pack, or a component's plugin. Throws where the SDK is missing. */
export function runPlugin({ directory, entry, pwd, kind, args, env }: PluginRun): Command {
  const given = Object.fromEntries(
    env.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  const own = { command: process.execPath, env: given };
  if (kind !== "analyzer") {
    const run = moduleIn(directory, "@pulumi/pulumi/cmd/run-plugin");
    return { ...own, args: [run, join(directory, entry), ...args], cwd: pwd };
  }
  // A pack runs in its own folder.
  const run = moduleIn(directory, "@pulumi/pulumi/cmd/run-policy-pack");
  return { ...own, args: [run, ...args, "."], cwd: directory };
}

function moduleIn(directory: string, name: string): string {
  try {
    return createRequire(join(directory, "package.json")).resolve(name);
  } catch {
    throw new Error(`${name} cannot be found from ${directory}; supply it with npm install`);
  }
}
