import { accessSync, constants, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { CodedError } from "../../aws/codedError";
import { packageRoot } from "../packageRoot";
import type { LocalFolder } from "./folder";

/**
 * The `pulumi` that a command line means: the one on PATH, or the one that scripts/engine/install.sh has built in one of
 * `roots`. Throws `E_PULUMI`.
 */
export function findPulumi(command: string, path: string, roots: readonly string[]): string {
  if (isAbsolute(command) || command.includes("/")) {
    const file = resolve(command);
    if (isExecutable(file)) return file;
    throw new CodedError("E_PULUMI", `${command} must be an executable file`, command);
  }
  if (command !== "pulumi") {
    throw new CodedError("E_PULUMI", `after -- must stand pulumi with its arguments, got ${command}`, command);
  }
  const built = roots.map((root) => join(root, ".engine", "bin"));
  const found = [...path.split(delimiter), ...built].map((folder) => join(folder, command)).find(isExecutable);
  if (found !== undefined) return found;
  throw new CodedError(
    "E_PULUMI",
    "pulumi must be on PATH, got none; supply it as https://www.pulumi.com/docs/install says, or build it with " +
      "bash scripts/engine/install.sh",
  );
}

/** What an ordinary installation has beside `pulumi`, by the file of ours that takes its place. */
const hosts: readonly (readonly [string, (root: string) => readonly string[]])[] = [
  ["pulumi-language-nodejs", (root) => [join(root, "dist", "language-host.js")]],
  ["pulumi-analyzer-policy-nodejs", (root) => [join(root, "dist", "language-host.js"), "--policy-pack"]],
];

/** Writes the executables that this Pulumi lacks and returns the folders to search last: none where it lacks nothing. */
export function standInHosts(pulumi: string, path: string, folder: LocalFolder): readonly string[] {
  const places = [...path.split(delimiter), dirname(pulumi), dirname(realpathSync(pulumi))];
  const missing = hosts.filter(([name]) => !places.some((place) => isExecutable(join(place, name))));
  for (const [name, args] of missing) {
    const words = [process.execPath, ...args(packageRoot())].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
    writeFileSync(join(folder.hosts, name), `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`, { mode: 0o755 });
  }
  return missing.length === 0 ? [] : [folder.hosts];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return isAbsolute(file);
  } catch {
    return false;
  }
}
