import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fieldsOf } from "../yamlFile";

/** The folder of a provider's SDK as the program in `projectDir` would load it; undefined where it is not installed. */
export function sdkFolder(projectDir: string, name: string): string | undefined {
  try {
    return dirname(createRequire(join(projectDir, "package.json")).resolve(`@pulumi/${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** Its version; one that no SDK has where there is none. */
export function sdkVersion(projectDir: string, name: string): string {
  const folder = sdkFolder(projectDir, name);
  if (folder === undefined) return "0.0.0";
  const { version } = fieldsOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return typeof version === "string" ? version : "0.0.0";
}
