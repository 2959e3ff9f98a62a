import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";

/** How many files may come along with one. */
const maximumFiles = 200;
const endings = ["", ".js", ".cjs", ".mjs", ".json", ".ts", "/index.js", "/index.cjs", "/index.mjs", "/index.ts"];

/**
 * The files that code asks for by relative names, and those that they ask for, by path from its folder. What is not there
 * or stands above that folder is left out: the examination says so where it matters.
 */
export async function companions(folder: string, code: string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  const asked = namesIn(code);
  const seen = new Set(asked);
  for (let name = asked.shift(); name !== undefined; name = asked.shift()) {
    const found = Object.keys(files).length < maximumFiles ? await fileAt(folder, name) : undefined;
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

/** What is asked for by `require`, `import` and `export … from`; more than is asked for does no harm. */
function namesIn(code: string): string[] {
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["'`](\.[^"'`]+)["'`]/g);
  return [...found].flatMap(([, name]) => (name === undefined ? [] : [posix.normalize(name)]));
}

async function fileAt(
  folder: string,
  name: string,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  if (name.startsWith("..")) return undefined;
  for (const ending of endings) {
    const path = `${name}${ending}`;
    try {
      return { path, text: await readFile(join(folder, path), "utf8") };
    } catch {
      // Another ending.
    }
  }
  return undefined;
}
