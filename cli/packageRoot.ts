import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package: the nearest one above this file with a package.json, from source and from `dist` alike. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The folder of the sample site, which is published where nothing else is named. */
export function sampleSite(): string {
  return join(packageRoot(), "examples", "site");
}
