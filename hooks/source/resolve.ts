/**
 * The path in `files` that `require(name)` in the file `from` means: relative names, and packages that the archive brings
 * with it. The file that is loaded is `""`. `undefined`: it is not here.
 */
export function resolveFile(files: Readonly<Record<string, string>>, from: string, name: string): string | undefined {
  if (/^\.{0,2}\//.test(name) || name === "." || name === "..") {
    return fileAt(files, normal(`${folderOf(from)}/${name}`));
  }
  // Above the file that is loaded too, as far as the archive goes.
  const highest = Math.max(0, ...Object.keys(files).map((path) => stepsUp(normal(path))));
  for (let folder = folderOf(from); stepsUp(folder) <= highest; folder = folderAbove(folder)) {
    const found = fileAt(files, normal(`${folder}/node_modules/${name}`));
    if (found !== undefined) return found;
  }
  return undefined;
}

function stepsUp(path: string): number {
  return path.split("/").lastIndexOf("..") + 1;
}

function folderAbove(folder: string): string {
  return normal(folder === "" ? ".." : `${folder}/..`);
}

/** The paths that a name may mean, the likeliest first: TypeScript imports what it becomes, `./a.js` for `a.ts`. */
export function pathsFor(path: string): string[] {
  const compiled = path.replace(/\.([cm]?)js$/, ".$1ts");
  return [...endings.map((ending) => path + ending), ...(compiled === path ? [] : [compiled])];
}

const endings = [
  ...["", ".js", ".cjs", ".mjs", ".json", ".ts", ".cts", ".mts"],
  ...["/index.js", "/index.cjs", "/index.mjs", "/index.ts"],
];

function fileAt(files: Readonly<Record<string, string>>, path: string): string | undefined {
  for (const candidate of pathsFor(path)) {
    for (const prefix of ["", "./"]) if (Object.hasOwn(files, prefix + candidate)) return prefix + candidate;
  }
  const description = files[`${path}/package.json`];
  const main = description === undefined ? undefined : mainOf(description);
  return main === undefined ? undefined : fileAt(files, normal(`${path}/${main}`));
}

function mainOf(description: string): string | undefined {
  try {
    const { main } = JSON.parse(description) as { main?: unknown };
    return typeof main === "string" && normal(main) !== "" ? main : undefined;
  } catch {
    return undefined;
  }
}

function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
