import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { CodedError } from "../../aws/codedError";
import { fieldsOf, isFields, parseYaml, shown } from "./yamlFile";

/** A Pulumi project as the Node.js language host would run it. */
export interface Project {
  readonly name: string;
  /** Where Pulumi.yaml is. */
  readonly root: string;
  /** The working folder of the program, and what is run in it. */
  readonly pwd: string;
  readonly entry: string;
  readonly typescript: boolean;
  /** Absolute; undefined when the project leaves it to the default, `tsconfig.json` in `pwd`. */
  readonly tsconfig: string | undefined;
  readonly nodeArgs: readonly string[];
  /** Where the stacks' files are. */
  readonly stackFolder: string;
  /** The values that Pulumi.yaml itself gives to configuration keys. */
  readonly config: Readonly<Record<string, unknown>>;
}

const extensions = [".yaml", ".yml"] as const;

/** Reads the project in `projectDir`. Throws `E_PROJECT`. */
export function readProject(projectDir: string): Project {
  const root = resolve(projectDir);
  const file = extensions.map((extension) => join(root, `Pulumi${extension}`)).find((path) => existsSync(path));
  if (file === undefined) {
    throw new CodedError("E_PROJECT", `${root} holds no Pulumi.yaml, supply the folder of a Pulumi project`);
  }
  const yaml = fieldsOf(parseYaml(readFileSync(file, "utf8"), file, "E_PROJECT"));
  const { name } = yaml;
  if (typeof name !== "string" || name === "") {
    throw new CodedError("E_PROJECT", `name in ${file} must be the project's name, got ${shown(name)}`, "name");
  }
  return {
    name,
    root,
    ...entryOf(yaml["main"], root, file),
    ...runtimeOf(yaml["runtime"], root, file),
    stackFolder: stackFolderOf(yaml, root),
    config: fieldsOf(yaml["config"]),
  };
}

/** The engine runs the program in the folder of its `main`, a file or a folder below the project. */
function entryOf(main: unknown, root: string, file: string): { pwd: string; entry: string } {
  if (main === undefined || main === null || main === "") return { pwd: root, entry: "." };
  const path = typeof main === "string" ? resolve(root, main) : undefined;
  if (path === undefined || !existsSync(path)) {
    throw new CodedError(
      "E_PROJECT",
      `main in ${file} must name a file or folder that exists, got ${shown(main)}`,
      "main",
    );
  }
  return statSync(path).isDirectory() ? { pwd: path, entry: "." } : { pwd: dirname(path), entry: basename(path) };
}

type Runtime = Pick<Project, "typescript" | "tsconfig" | "nodeArgs">;

function runtimeOf(runtime: unknown, root: string, file: string): Runtime {
  const name = isFields(runtime) ? runtime["name"] : runtime;
  if (name !== "nodejs") {
    throw new CodedError("E_PROJECT", `runtime in ${file} must be nodejs, got ${shown(name)}`, "runtime");
  }
  const options = fieldsOf(fieldsOf(runtime)["options"]);
  const { tsconfig, nodeargs } = options;
  return {
    typescript: options["typescript"] !== false,
    tsconfig: typeof tsconfig !== "string" ? undefined : isAbsolute(tsconfig) ? tsconfig : join(root, tsconfig),
    nodeArgs: typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter((arg) => arg !== "") : [],
  };
}

/** `stackConfigDir`, or what it was called before. */
function stackFolderOf(yaml: Readonly<Record<string, unknown>>, root: string): string {
  const folder = yaml["stackConfigDir"] ?? (typeof yaml["config"] === "string" ? yaml["config"] : undefined);
  return typeof folder === "string" ? resolve(root, folder) : root;
}

/** The file of a stack. Throws `E_STACK`, naming the stacks that exist. */
export function stackFile(project: Project, stack: string): string {
  const file = extensions
    .map((extension) => join(project.stackFolder, `Pulumi.${stack}${extension}`))
    .find((path) => existsSync(path));
  if (file !== undefined) return file;
  const stacks = stackNames(project);
  const choice = stacks.length === 0 ? "there is none yet" : `there are ${stacks.join(", ")}`;
  throw new CodedError(
    "E_STACK",
    `stack ${stack} has no file Pulumi.${stack}.yaml in ${project.stackFolder}; ${choice}`,
  );
}

/** The stacks that have a file, sorted. */
export function stackNames(project: Project): readonly string[] {
  if (!existsSync(project.stackFolder)) return [];
  return readdirSync(project.stackFolder)
    .map((name) => /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}
