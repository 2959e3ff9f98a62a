import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Project } from "../../simulator/pulumi/project";
import type { LocalFolder } from "./folder";

/** What says with which key secrets are kept: here it is a passphrase of the folder's own, whatever the user has. */
const secretKeys: readonly string[] = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** The copy of a stack's configuration that Pulumi works with; its secrets' mark is the folder's own. */
export function copyOfConfig(folder: LocalFolder, stack: string): string {
  return join(folder.stacks, `Pulumi.${stack}.yaml`);
}

/** Writes the project in which stacks are made: the user's own without its program. */
export function writeStackProject(folder: LocalFolder, project: Project): void {
  writeFileSync(join(folder.stacks, "Pulumi.yaml"), stringify({ name: project.name, runtime: "nodejs" }));
}

/** Brings the copy up to date with the stack's file, which may be missing. */
export function refreshConfig(folder: LocalFolder, project: Project, stack: string): string {
  const copy = copyOfConfig(folder, stack);
  const texts = [join(project.stackFolder, `Pulumi.${stack}.yaml`), copy].map((file) =>
    existsSync(file) ? readFileSync(file, "utf8") : "",
  );
  writeFileSync(copy, mergedConfig(texts[0] ?? "", texts[1] ?? ""), { mode: 0o600 });
  return copy;
}

/** The user's configuration with the copy's own mark of secrets. Pure. */
export function mergedConfig(own: string, copy: string): string {
  const isMark = (key: string): boolean => secretKeys.includes(key);
  const entries = Object.entries(fieldsOf(own)).filter(([key]) => !isMark(key));
  const marks = Object.entries(fieldsOf(copy)).filter(([key]) => isMark(key));
  return stringify(Object.fromEntries([...entries, ...marks]));
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = parse(text);
  return typeof value === "object" && value !== null ? { ...value } : {};
}
