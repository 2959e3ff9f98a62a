import { glob, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, posix, resolve, sep } from "node:path";
import { text } from "node:stream/consumers";
import { CodedError } from "../aws/codedError";
import type { HookSource } from "../hooks";
import { hooksInArchive } from "./hookArchive";
import { companions, rootOf } from "./hookCompanions";

/** The hooks that the command line names: files, folders, globs, archives, and `-` for standard input, in that order. */
export async function loadHooks(names: readonly string[], entry?: string): Promise<HookSource[]> {
  const hooks: HookSource[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    if (name === "-") {
      hooks.push({ name: "standard input", text: await readStdin() });
      continue;
    }
    const folder = (await kindOf(name)) === "folder" ? name : undefined;
    for (const file of await filesOf(name)) {
      if (seen.has(file)) continue;
      seen.add(file);
      hooks.push(...(await hooksIn(file, entry, folder)));
    }
  }
  return hooks;
}

const scripts = /(?<!\.d)\.[cm]?[jt]s$/i;

async function filesOf(name: string): Promise<readonly string[]> {
  const kind = await kindOf(name);
  if (kind === "file") return [name];
  if (kind === "folder") {
    const found = await matches("**/*", name);
    if (found.length > 0) return found.map((file) => join(name, file));
    throw refused("a folder with .js, .ts or .zip files", `${name}, which has none`);
  }
  const found = /[*?[{]/.test(name) ? await matches(name) : [];
  if (found.length > 0) return found;
  throw refused("a file, a folder or a pattern that files match", `${name}, which is not there`);
}

/** Without installed packages, which are nobody's hooks. */
async function matches(pattern: string, cwd = "."): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of glob(pattern, { cwd, exclude: (path) => basename(path) === "node_modules" })) {
    const isHook = scripts.test(file) || isArchive(file);
    if (isHook && (await kindOf(resolve(cwd, file))) === "file") found.push(file);
  }
  return found.sort();
}

async function kindOf(name: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(name)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

async function hooksIn(file: string, entry: string | undefined, folder?: string): Promise<HookSource[]> {
  const name = file.split(sep).join(posix.sep);
  const bytes = await bytesOf(file);
  if (isArchive(file)) return hooksInArchive(name, bytes, entry);
  const code = textOf(name, bytes);
  const files = await companions(dirname(file), code, await rootOf(file, folder));
  return [{ name, text: code, ...(Object.keys(files).length === 0 ? {} : { files }) }];
}

function isArchive(file: string): boolean {
  return /\.zip$/i.test(file);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw refused("a file that can be read", `${file} (${reason})`);
  }
}

function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("a file of text, or an archive whose name ends with .zip", `${name}, which is not UTF-8`);
  }
}

async function readStdin(): Promise<string> {
  if (!process.stdin.isTTY) {
    const code = await text(process.stdin);
    if (code.trim() !== "") return code;
  }
  throw refused("code on standard input where it is -", "none");
}

function refused(takes: string, got: string): CodedError {
  return new CodedError("E_FILE", `FILE must be ${takes}, got ${got}; supply the code of the hook`, "FILE");
}
