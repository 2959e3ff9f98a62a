import type { AnyNode, Node, Program } from "acorn";
import { resolveFile } from "../../hooks/source/resolve";
import { parseFile } from "../../hooks/source";
import { eachChild } from "./nodes";

/** One file of a function, read. */
export interface SourceFile {
  /** Its path, from the folder of the file that is loaded; left out for that one. */
  readonly name?: string;
  readonly text: string;
  readonly program: Program;
}

/**
 * The file that is loaded and those of its archive that it asks for, by `require` or `import`, as the examiner of hooks
 * follows them; empty where the first is no JavaScript. What is not in the archive is not followed.
 */
export function sourcesOf(text: string, files: Readonly<Record<string, string>>): readonly SourceFile[] {
  const found = new Map<string, SourceFile>();
  const waiting = [""];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const parsed = parseFile(path === "" ? "index.js" : path, path === "" ? text : (files[path] ?? ""));
    // A file that cannot be read is what HA-EDGE-01 speaks of.
    if (parsed.kind === "fault") continue;
    const { program, text: read } = parsed.file;
    found.set(path, { ...(path === "" ? {} : { name: path }), text: read, program });
    eachRequested(program, (name) => {
      const target = resolveFile(files, path, name);
      if (target !== undefined) waiting.push(target);
    });
  }
  return [...found.values()];
}

/** The names that a file hands to `require`, `import` and `export … from`. */
function eachRequested(node: Node, act: (name: string) => void): void {
  const asked = sourceIn(node as AnyNode);
  if (asked?.type === "Literal" && typeof asked.value === "string") act(asked.value);
  eachChild(node, (child) => {
    eachRequested(child, act);
  });
}

function sourceIn(node: AnyNode): AnyNode | null | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
    case "ImportExpression":
      return node.source;
    case "CallExpression":
      return node.callee.type === "Identifier" && node.callee.name === "require" ? node.arguments[0] : undefined;
    default:
      return undefined;
  }
}
