import type { AnyNode, Node, Program } from "acorn";
import { eachChild, nameOf } from "./nodes";

/** What a file gives to those that ask for it. */
export interface Exports {
  /** By name; `default` is also what is given as a whole by `module.exports`. */
  readonly named: ReadonlyMap<string, readonly Node[]>;
  /** Handed on from other files: as what, from where, which of theirs (`*` for all). */
  readonly passed: readonly { readonly as: string; readonly from: string; readonly name: string }[];
}

/** Reads what a file exports, as a module or as CommonJS. */
export function exportsOf(program: Program): Exports {
  const named = new Map<string, Node[]>();
  const passed: { as: string; from: string; name: string }[] = [];
  const add = (name: string, node: Node): void => {
    named.set(name, [...(named.get(name) ?? []), node]);
  };
  for (const statement of program.body) {
    switch (statement.type) {
      case "ExportDefaultDeclaration":
        add("default", statement.declaration);
        break;
      case "ExportAllDeclaration": {
        const as = statement.exported == null ? "*" : nameOf(statement.exported);
        passed.push({ as, from: String(statement.source.value), name: "*" });
        break;
      }
      case "ExportNamedDeclaration":
        for (const { local, exported } of statement.specifiers) {
          if (statement.source == null) add(nameOf(exported), local);
          else passed.push({ as: nameOf(exported), from: String(statement.source.value), name: nameOf(local) });
        }
        declared(statement.declaration, add);
        break;
    }
  }
  assigned(program, add);
  return { named, passed };
}

function declared(node: AnyNode | null | undefined, add: (name: string, node: Node) => void): void {
  if (node?.type === "FunctionDeclaration" || node?.type === "ClassDeclaration") add(nameOf(node.id), node);
  if (node?.type !== "VariableDeclaration") return;
  // The name itself, so that what else it is set to counts as well.
  for (const { id } of node.declarations) if (id.type === "Identifier") add(id.name, id);
}

/** `exports.a = …`, `module.exports.a = …` and `module.exports = …`, wherever they stand. */
function assigned(node: Node, add: (name: string, node: Node) => void): void {
  const one = node as AnyNode;
  if (one.type === "AssignmentExpression" && one.left.type === "MemberExpression") {
    const { object, property, computed } = one.left;
    const name = nameOf(property, computed);
    if (isModuleExports(one.left)) add("default", one.right);
    else if (object.type === "Identifier" && object.name === "exports") add(name, one.right);
    else if (object.type === "MemberExpression" && isModuleExports(object)) add(name, one.right);
  }
  eachChild(node, (child) => {
    assigned(child, add);
  });
}

function isModuleExports(node: AnyNode): boolean {
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return false;
  return node.object.name === "module" && nameOf(node.property, node.computed) === "exports";
}
