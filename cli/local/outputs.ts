import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stateFileOf } from "../../simulator/model/file/stateFile";
import type { LocalFolder } from "./folder";

/** What a stack exports, of what the file backend keeps of it; nothing for a stack that is not there. */
export function stackOutputs({ root }: LocalFolder, project: string, stack: string): Readonly<Record<string, unknown>> {
  const file = join(root, "backend", ".pulumi", "stacks", project, `${stack}.json`);
  if (!existsSync(file)) return {};
  const kept = fieldsOf(fieldsOf(JSON.parse(readFileSync(file, "utf8")))["checkpoint"])["latest"];
  if (kept === undefined) return {};
  const registrations = stateFileOf({ deployment: kept });
  return registrations.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
