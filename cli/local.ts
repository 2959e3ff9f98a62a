import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CodedError } from "../aws/codedError";
import { readProject } from "../simulator/pulumi/project";
import { openCloudFile, ResourceCloud } from "../simulator/pulumi/provider";
import { serveProvider } from "../simulator/pulumi/provider/server";
import { guardedArguments, makesStack, readPulumiCommand, runsProgram } from "./local/arguments";
import { localEnvironment } from "./local/environment";
import { makeLocalFolder } from "./local/folder";
import { takeLock } from "./local/lock";
import { findPulumi, standInHosts } from "./local/pulumi";
import { runCommand, runQuietly } from "./local/run";
import { refuseServing, serveLocally } from "./local/serveLocally";
import { copyOfConfig, hasStack, refreshConfig, writeStackProject } from "./local/stack";
import { packageRoot } from "./packageRoot";
import { printAside } from "./print";

export interface LocalOptions {
  /** Whether the site is served after an `up`; default: on a terminal. */
  readonly serve?: boolean;
}

/** `static-site-ha local -- pulumi …`: ends with Pulumi's own exit code, and after an `up` serves the site. */
export async function localCommand(words: readonly string[], { serve = isTerminal() }: LocalOptions): Promise<void> {
  const [command = "", ...args] = words;
  const { name, stack = "dev" } = readPulumiCommand(args);
  const projectDir = projectOf(args);
  if (serve && name === "up") await refuseServing();
  process.exitCode = await runLocally(command, args, projectDir, stack);
  if (name !== "up" || process.exitCode !== 0) return;
  if (serve) await serveLocally(projectDir, stack);
  else printAside(`static-site-ha serve --local --stack ${stack} serves the site`);
}

/** Runs Pulumi against the embedded cloud of the project and gives its exit code. */
async function runLocally(
  command: string,
  args: readonly string[],
  projectDir: string,
  stack: string,
): Promise<number> {
  const { name } = readPulumiCommand(args);
  const project = readProject(projectDir);
  const pulumi = findPulumi(command, process.env["PATH"] ?? "", [projectDir, packageRoot()]);
  const folder = makeLocalFolder(projectDir);
  const release = takeLock(folder.lockFile);
  try {
    const cloud = new ResourceCloud({ store: openCloudFile(folder.cloudFile) });
    const provider = await serveProvider({ cloud, projectDir });
    try {
      const env = localEnvironment(process.env, {
        folder,
        attachment: provider.attachment,
        binFolders: binFoldersAbove(projectDir),
        hostFolders: standInHosts(pulumi, process.env["PATH"] ?? "", folder),
        stack,
      });
      writeStackProject(folder, project);
      refreshConfig(folder, project, stack, runsProgram(name));
      if (makesStack(name) && !hasStack(folder, project, stack)) {
        await runQuietly(pulumi, ["stack", "init", stack], { cwd: folder.stacks, env });
      }
      return await runCommand(pulumi, guardedArguments(args, copyOfConfig(folder, stack)), env);
    } finally {
      provider.close();
    }
  } finally {
    release();
  }
}

function projectOf(args: readonly string[]): string {
  return projectAbove(resolve(readPulumiCommand(args).cwd ?? "."));
}

function isTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** The folder of the project that Pulumi would find from `folder`. Throws `E_PROJECT`. */
function projectAbove(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(above, name)))) return above;
    if (above === dirname(above)) {
      throw new CodedError("E_PROJECT", `neither ${folder} nor a folder above it holds a Pulumi.yaml, supply -C`);
    }
  }
}

/** The executables of the project's packages, the nearest ones first. */
function binFoldersAbove(folder: string): readonly string[] {
  const bin = join(folder, "node_modules", ".bin");
  const above = dirname(folder) === folder ? [] : binFoldersAbove(dirname(folder));
  return existsSync(bin) ? [bin, ...above] : above;
}
