import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { copyFiles } from "../../../scripts/copyTree";
import { projectRoot } from "../../support/pulumiProgram";

/** What no program of this repository needs. */
const besides = /^(?:tests|docs|bench)\//;

/** A copy of this repository's program in a folder of its own, built, with its packages linked. */
export function copyOfRepository(): string {
  buildOnce();
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  copyFiles(projectRoot, folder, (file) => !besides.test(file));
  for (const built of ["dist", "policy/dist"]) {
    cpSync(join(projectRoot, built), join(folder, built), { recursive: true });
  }
  linkPackages(folder);
  return folder;
}

/** A project with a program of its own: TypeScript that is only transpiled. */
export function projectOf(name: string, files: Readonly<Record<string, string>>): string {
  buildOnce();
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  const compilerOptions = {
    noCheck: true,
    rootDir: "/",
    module: "nodenext",
    moduleResolution: "nodenext",
    target: "es2022",
  };
  const nodeargs = `--require=${join(projectRoot, "simulator", "pulumi", "transpileCache.cjs")}`;
  const options = { tsconfig: "tsconfig.json", nodeargs };
  const all = {
    "Pulumi.yaml": stringify({ name, runtime: { name: "nodejs", options } }),
    "Pulumi.dev.yaml": "config:\n  aws:region: us-east-1\n",
    "package.json": JSON.stringify({ name, private: true }),
    "tsconfig.json": JSON.stringify({ compilerOptions }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  linkPackages(folder);
  return folder;
}

function linkPackages(folder: string): void {
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"), "dir");
}

let isBuilt = false;

/** Builds what a command runs, once. */
function buildOnce(): void {
  if (isBuilt) return;
  execFileSync(process.execPath, [join(projectRoot, "scripts", "build.mjs")], { cwd: projectRoot });
  isBuilt = true;
}

export function removeProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
