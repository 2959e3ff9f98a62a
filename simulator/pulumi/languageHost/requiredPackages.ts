import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fieldsOf } from "../yamlFile";

export interface RequiredPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * The providers whose SDKs are installed for the program in `directory`: in its `node_modules` or in one above. Of a
 * component package only those in its own count: what is hoisted above it is for whoever deploys to ask for.
 */
export function requiredPackages(directory: string): readonly RequiredPackage[] {
  const found = new Map<string, RequiredPackage>();
  for (let folder = directory; ; folder = dirname(folder)) {
    for (const one of packagesIn(join(folder, "node_modules"))) if (!found.has(one.name)) found.set(one.name, one);
    if (folder === dirname(folder) || existsSync(join(folder, "PulumiPlugin.yaml"))) return [...found.values()];
  }
}

function packagesIn(modules: string): readonly RequiredPackage[] {
  return namesIn(modules)
    .flatMap((name) => (name.startsWith("@") ? namesIn(join(modules, name)).map((own) => join(name, own)) : [name]))
    .flatMap((name) => {
      const manifest = manifestOf(join(modules, name, "package.json"));
      const { resource, name: plugin, version } = fieldsOf(manifest["pulumi"]);
      if (resource !== true) return [];
      return [
        { name: textOf(plugin) ?? name.replace(/^@pulumi\//, ""), version: versionOf(version ?? manifest["version"]) },
      ];
    });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch {
    // It is not there.
    return [];
  }
}

function manifestOf(file: string): Readonly<Record<string, unknown>> {
  try {
    const text = readFileSync(file, "utf8");
    // Most packages are none of Pulumi's: they are not worth parsing.
    return text.includes('"pulumi"') ? fieldsOf(JSON.parse(text)) : {};
  } catch {
    // No package, or a broken one, which is for npm to tell.
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The engine wants versions with a `v`. */
function versionOf(value: unknown): string {
  const text = textOf(value) ?? "";
  return text === "" || text.startsWith("v") ? text : `v${text}`;
}
