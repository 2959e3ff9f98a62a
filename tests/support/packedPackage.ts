import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "./pulumiProgram";

interface Locked {
  readonly bin?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

type Lock = Readonly<Record<string, Locked>>;

/** What a package of this repository is tried in: a folder of somebody else's, outside of the repository. */
export interface PackedProject {
  readonly folder: string;
  /** Bytes of the archive that `npm pack` made. */
  readonly size: number;
  /** Where the package stands in it. */
  readonly installed: string;
}

/**
 * Packs the package in a folder of this repository (`""`: its root) as `npm publish` does, and installs it into an empty
 * folder with the `others` that such a project has. The versions are this repository's own, so that npm takes what is
 * known from its cache and asks no registry which versions there are.
 */
export function installPacked(from: "" | "policy", others: readonly string[] = []): PackedProject {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  const packed = npm(["pack", "--json", "--pack-destination", folder], join(projectRoot, from));
  // A build that is part of it may print before.
  const { filename, size } = packedOf(packed.slice(packed.search(/^[[{]/m)));
  const own = manifestOf(join(projectRoot, from));
  const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as { packages: Lock };
  const chosen = Object.fromEntries(others.map((name) => [name, lock.packages[`node_modules/${name}`]?.version ?? ""]));
  const dependencies = { [own.name]: `file:${filename}`, ...chosen };
  const { version, bin, dependencies: needed, peerDependencies, peerDependenciesMeta } = own;
  const below = new Map<string, Locked>();
  for (const manifest of [{ dependencies: chosen }, own]) addNeeds(lock.packages, "", manifest, below);
  const packages = {
    "": { dependencies },
    [`node_modules/${own.name}`]: {
      version,
      bin,
      resolved: `file:${filename}`,
      dependencies: needed,
      peerDependencies,
      peerDependenciesMeta,
    },
    ...Object.fromEntries(below),
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
  npm(["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  return { folder, size, installed: join(folder, "node_modules", own.name) };
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

interface Packed {
  readonly filename: string;
  readonly size: number;
}

/** npm lists what it packed; newer ones by the package's name. */
function packedOf(text: string): Packed {
  const parsed = JSON.parse(text) as readonly Packed[] | Readonly<Record<string, Packed>>;
  const [first] = Object.values(parsed) as readonly Packed[];
  if (first === undefined) throw new Error("npm packed nothing");
  return first;
}

function manifestOf(folder: string): Locked & { readonly name: string } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Locked & { readonly name: string };
}

/** The entries of the lock that a package needs, and that what it needs needs. */
function addNeeds(packages: Lock, from: string, manifest: Locked, found: Map<string, Locked>): void {
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
    const path = resolved(packages, from, name);
    const entry = path === undefined ? undefined : packages[path];
    if (path === undefined || entry === undefined || found.has(path)) continue;
    // For this repository it may be a tool only; for that project it is not.
    found.set(path, { ...entry, dev: false, devOptional: false });
    addNeeds(packages, path, entry, found);
  }
}

function resolved(packages: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === "") return undefined;
  }
}
