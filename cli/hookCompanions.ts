import { readFile, stat } from "node:fs/promises";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { pathsFor } from "../hooks/source";

/** How many files may come along with one. */
const maximumFiles = 200;

/**
 * The files that code asks for by relative names, and those that they ask for, by path from its folder. What is not there
 * or stands outside of `root` is left out: the examination says so where it matters.
 */
export async function companions(
  folder: string,
  code: string,
  root: string,
): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  const asked = namesIn(code);
  const seen = new Set(asked);
  for (let name = asked.shift(); name !== undefined; name = asked.shift()) {
    const found = Object.keys(files).length < maximumFiles ? await fileAt(folder, name, root) : undefined;
    if (found === undefined) continue;
    files[found.path] = found.text;
    for (const other of namesIn(found.text)) {
      const path = posix.normalize(posix.join(posix.dirname(found.path), other));
      if (seen.has(path)) continue;
      seen.add(path);
      asked.push(path);
    }
  }
  return files;
}

/**
 * How far up a file's imports may reach: the repository around it, or the highest folder around it that has a
 * `package.json`, as a package in a workspace has one of its own; the folder that was named where that is further up; its
 * own folder where there is none of these.
 */
export async function rootOf(file: string, named?: string): Promise<string> {
  const own = resolve(dirname(file));
  const given = named === undefined ? own : resolve(named);
  let root = given;
  for (let folder = own; ; folder = dirname(folder)) {
    const isRepository = await isThere(join(folder, ".git"));
    if ((isRepository || (await isThere(join(folder, "package.json")))) && isWithin(root, folder)) root = folder;
    if (isRepository || folder === dirname(folder)) return root;
  }
}

/** What is asked for by `require`, `import` and `export … from`; more than is asked for does no harm. */
function namesIn(code: string): string[] {
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["'`](\.[^"'`]+)["'`]/g);
  return [...found].flatMap(([, name]) => (name === undefined ? [] : [posix.normalize(name)]));
}

async function fileAt(
  folder: string,
  name: string,
  root: string,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  for (const path of pathsFor(name)) {
    const file = resolve(folder, path);
    if (!isWithin(file, root)) return undefined;
    try {
      return { path, text: await readFile(file, "utf8") };
    } catch {
      // Another ending.
    }
  }
  return undefined;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
