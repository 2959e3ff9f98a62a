import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { CodedError } from "../../aws/codedError";
import type { Project } from "../../simulator/pulumi/project";
import { fieldsOf, parseYaml } from "../../simulator/pulumi/yamlFile";
import type { ConfigCopy } from "./arguments";
import type { LocalFolder } from "./folder";
import { localConfig } from "./localConfig";

/** The copy of a stack's configuration that Pulumi works with. */
export function copyOfConfig(folder: LocalFolder, stack: string): ConfigCopy {
  return { file: join(folder.stacks, `Pulumi.${stack}.yaml`), folder: folder.stacks };
}

/** Whether the stack is there. */
export function hasStack({ root }: LocalFolder, project: Project, stack: string): boolean {
  return existsSync(join(root, "backend", ".pulumi", "stacks", project.name, `${stack}.json`));
}

/** Writes the project in which stacks are made: the user's own without its program. */
export function writeStackProject(folder: LocalFolder, project: Project): void {
  writeFileSync(join(folder.stacks, "Pulumi.yaml"), stringify({ name: project.name, runtime: "nodejs" }));
}

/**
 * Brings the copy up to date with the stack's file, which may be missing, and keeps what was set in the copy alone.
 * Throws `E_CONFIG_SECRET` where `all` values are needed and one is encrypted for somebody else.
 */
export function refreshConfig(folder: LocalFolder, project: Project, stack: string, all: boolean): void {
  const ownFile = join(project.stackFolder, `Pulumi.${stack}.yaml`);
  const copyFile = copyOfConfig(folder, stack).file;
  const baseFile = join(folder.stacks, `base.${stack}.yaml`);
  const own = read(ownFile);
  const { copy, unreadable } = localConfig({ own, base: read(baseFile), copy: read(copyFile) });
  const [secret] = unreadable;
  if (all && secret !== undefined) {
    throw new CodedError(
      "E_CONFIG_SECRET",
      `${secret} in ${ownFile} is encrypted with a key that the embedded cloud has not; supply a value for it alone ` +
        `with static-site-ha local -- pulumi config set --stack ${stack} --secret ${secret} VALUE`,
      secret,
    );
  }
  writeFileSync(copyFile, stringify(copy), { mode: 0o600 });
  writeFileSync(baseFile, stringify(own), { mode: 0o600 });
}

function read(file: string): Readonly<Record<string, unknown>> {
  return existsSync(file) ? fieldsOf(parseYaml(readFileSync(file, "utf8"), file, "E_CONFIG_VALUE")) : {};
}
