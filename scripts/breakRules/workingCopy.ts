import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the tree that may be broken at will. */
export interface WorkingCopy {
  readonly root: string;
  /** Runs `act` while one text of a file stands replaced, and puts it back. */
  readonly broken: <T>(file: string, find: string, replace: string, act: () => T) => T;
  readonly remove: () => void;
}

/** Copies what git knows of, as it stands on disk; installed packages are shared. */
export function copyTree(from: string): WorkingCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "break-rules-")));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: from,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of listed.split("\0")) {
    if (file === "" || !existsSync(join(from, file))) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(from, file), join(root, file), { verbatimSymlinks: true });
  }
  const packages = join(from, "node_modules");
  if (existsSync(packages)) sharePackages(realpathSync(packages), join(root, "node_modules"));
  return {
    root,
    broken: (file, find, replace, act) => {
      const path = join(root, file);
      const whole = readFileSync(path, "utf8");
      // A function, because `$` in a replacement means something.
      writeFileSync(
        path,
        whole.replace(find, () => replace),
      );
      try {
        return act();
      } finally {
        writeFileSync(path, whole);
      }
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
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
