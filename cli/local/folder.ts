import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where the embedded cloud of a project keeps everything: nothing of it is of the user's own Pulumi. */
export interface LocalFolder {
  readonly root: string;
  /** The cloud's resources. */
  readonly cloudFile: string;
  /** Held while somebody changes them. */
  readonly lockFile: string;
  readonly home: string;
  readonly backendUrl: string;
  readonly passphraseFile: string;
  /** The executables that Pulumi lacks. */
  readonly hosts: string;
  /** A project of the same name without a program, in which stacks are made, and the copies of their configurations. */
  readonly stacks: string;
}

export const localFolderName = ".static-site-ha";

/** The folder of the project in `projectDir`, where nothing need be yet. Pure. */
export function localFolderOf(projectDir: string): LocalFolder {
  const root = join(projectDir, localFolderName);
  return {
    root,
    cloudFile: join(root, "cloud.json"),
    lockFile: join(root, "lock"),
    home: join(root, "pulumi"),
    backendUrl: pathToFileURL(join(root, "backend")).href,
    passphraseFile: join(root, "passphrase"),
    hosts: join(root, "hosts"),
    stacks: join(root, "stacks"),
  };
}

/** Makes what is not there yet. Only its owner may look into it, and git leaves it out. */
export function makeLocalFolder(projectDir: string): LocalFolder {
  const folder = localFolderOf(projectDir);
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  chmodSync(folder.root, 0o700);
  for (const path of [folder.home, join(folder.root, "backend"), folder.hosts, folder.stacks]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }
  writeFileSync(join(folder.root, ".gitignore"), "*\n");
  if (!existsSync(folder.passphraseFile)) {
    writeFileSync(folder.passphraseFile, randomBytes(24).toString("hex"), { mode: 0o600 });
  }
  return folder;
}
