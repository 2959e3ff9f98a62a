import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fieldsOf } from "../yamlFile";

/**
 * The folder in which the packages of `directory` are installed, as Pulumi's own host finds it: the root of the npm
 * workspace that it is a member of, else itself. Workspaces by pattern (`packages/*`) count by their last folder.
 */
export function workspaceRoot(directory: string): string {
  for (let folder = dirname(directory); ; folder = dirname(folder)) {
    const member = relative(folder, directory).split(sep).join("/");
    if (workspacesOf(folder).some((one) => isMember(one, member))) return folder;
    if (folder === dirname(folder)) return directory;
  }
}

function workspacesOf(folder: string): readonly string[] {
  try {
    const { workspaces } = fieldsOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
    const list = Array.isArray(workspaces) ? workspaces : fieldsOf(workspaces)["packages"];
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  } catch {
    // No package, or a broken one, which is for npm to tell.
    return [];
  }
}

function isMember(workspace: string, member: string): boolean {
  const wanted = workspace.replace(/^\.\//, "").replace(/\/$/, "").split("/");
  const parts = member.split("/");
  return wanted.length === parts.length && wanted.every((part, index) => part === "*" || part === parts[index]);
}
