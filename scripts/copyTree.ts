import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of a tree in a folder of its own. */
export interface TreeCopy {
  readonly root: string;
  readonly remove: () => void;
}

/** Copies what git knows of, as it stands on disk; installed packages are shared. */
export function copyTree(from: string): TreeCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "copy-")));
  copyFiles(from, root);
  const packages = join(from, "node_modules");
  if (existsSync(packages)) sharePackages(realpathSync(packages), join(root, "node_modules"));
  return {
    root,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Copies the files alone, those that are wanted. */
export function copyFiles(from: string, to: string, isWanted: (file: string) => boolean = () => true): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: from,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of listed.split("\0")) {
    if (file === "" || !isWanted(file) || !existsSync(join(from, file))) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(from, file), join(to, file), { verbatimSymlinks: true });
  }
}

/**
 * Links each file of the packages: the process that runs hooks reads nothing outside of its tree. What is kept in caches
 * comes and goes meanwhile, and stays where it is. Where the disk is another one they are shared as a whole, and tests that
 * run hooks fail.
 */
function sharePackages(from: string, to: string): void {
  try {
    mkdirSync(to);
    const packages = readdirSync(from).filter((name) => name !== ".cache");
    execFileSync("cp", ["-al", ...packages, to], { cwd: from, stdio: "ignore" });
  } catch {
    rmSync(to, { recursive: true, force: true });
    symlinkSync(from, to);
  }
}
