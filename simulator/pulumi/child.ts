import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CodedError } from "../../aws/codedError";
import { withDirectCalls } from "./directCalls";
import type { Project } from "./project";
import type { ConfigMap } from "./stackConfig";

export interface ChildOptions {
  readonly project: Project;
  readonly stack: string;
  readonly config: ConfigMap;
  readonly preview: boolean;
  /** Where monitor and engine listen. */
  readonly address: string;
}

/** Starts the program as the Node.js language host does, in a process group of its own. Throws `E_PROJECT`. */
export function startProgram(options: ChildOptions): ChildProcess {
  const { project } = options;
  const child = spawn(
    process.execPath,
    [...project.nodeArgs, ...preload(project), runModule(project), ...argumentsOf(options)],
    {
      cwd: project.pwd,
      env: environmentOf(options),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  // A group of its own does not get the terminal's Ctrl-C: whoever ends before the program takes it along.
  const endGroup = (): void => {
    killGroup(child);
  };
  process.once("exit", endGroup);
  child.once("exit", () => process.off("exit", endGroup));
  return child;
}

/** Ends the program and whatever it has started. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Written as one argument: Pulumi's runner leaves its handling of ES modules when it finds a bare `--require`. */
function preload(project: Project): string[] {
  const name = __filename.endsWith(".ts") ? "transpileCache.cjs" : "transpile-cache.js";
  const file = join(__dirname, name);
  return project.typescript && existsSync(file) ? [`--require=${file}`] : [];
}

function runModule(project: Project): string {
  try {
    return createRequire(join(project.pwd, "package.json")).resolve("@pulumi/pulumi/cmd/run");
  } catch {
    throw new CodedError("E_PROJECT", `@pulumi/pulumi cannot be found from ${project.pwd}; supply it with npm install`);
  }
}

function argumentsOf({ project, stack, preview, address }: ChildOptions): string[] {
  return [
    `--monitor=${address}`,
    `--engine=${address}`,
    `--project=${project.name}`,
    `--stack=${stack}`,
    "--organization=organization",
    `--root-directory=${project.root}`,
    `--pwd=${project.pwd}`,
    ...(preview ? ["--dry-run"] : []),
    project.entry,
  ];
}

function environmentOf({ project, config }: ChildOptions): NodeJS.ProcessEnv {
  const cache = compileCache(project.root);
  return {
    ...withDirectCalls(process.env),
    PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
    ...(project.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: "[]",
    ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }),
  };
}

/** Compiled code is kept beside the modules it was compiled from; a project without modules keeps none. */
function compileCache(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache", "static-site-ha");
    if (folder === dirname(folder)) return undefined;
  }
}
