import type { AnyNode, Node, Program } from "acorn";
import type { Bindings } from "./bindings";
import { isFunction } from "./functions";
import { eachChild, nameOf } from "./nodes";

/**
 * The functions that bundlers put around the files of a program, and that run once: those that are called where they
 * stand, members of a table of files, and what is handed to a helper that makes an `exports` for it.
 */
export function wrappersOf(program: Program): ReadonlySet<Node> {
  const helpers = new Set(program.body.flatMap(helpersIn));
  const found = new Set<Node>();
  const visit = (node: Node): void => {
    for (const wrapper of wrappersAt(node as AnyNode, helpers)) found.add(wrapper);
    eachChild(node, (child) => {
      if (!isFunction(child) || found.has(child)) visit(child);
    });
  };
  visit(program);
  return found;
}

function wrappersAt(node: AnyNode, helpers: ReadonlySet<string>): readonly Node[] {
  if (node.type === "ObjectExpression") {
    return node.properties.flatMap((one) =>
      one.type === "Property" && isFunction(one.value) && isFileKey(one.key) ? [one.value] : [],
    );
  }
  if (node.type !== "CallExpression") return [];
  if (isFunction(node.callee)) return [node.callee];
  const { callee } = node;
  // `(() => { … }).call(this)`.
  if (callee.type === "MemberExpression" && isFunction(callee.object)) return [callee.object];
  if (callee.type !== "Identifier" || !helpers.has(callee.name)) return [];
  return node.arguments
    .flatMap((one) => (one.type === "ObjectExpression" ? one.properties.flatMap(valueOf) : [one]))
    .filter(isFunction);
}

function valueOf(property: AnyNode): readonly Node[] {
  return property.type === "Property" ? [property.value] : [];
}

/** A path or a number, which no event is called by. */
function isFileKey(key: Node): boolean {
  const { type, value } = key as Node & { readonly value?: unknown };
  return type === "Literal" && (typeof value === "number" || /^\d+$|[./]/.test(String(value)));
}

/** The names of the functions of a file in which an `{ exports: {} }` is made. */
function helpersIn(statement: AnyNode): readonly string[] {
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === "Identifier" && init !== null && init !== undefined && isFunction(init) && makesExports(init)
      ? [id.name]
      : [],
  );
}

function makesExports(node: Node): boolean {
  const one = node as AnyNode;
  const isIt =
    one.type === "Property" && nameOf(one.key, one.computed) === "exports" && one.value.type === "ObjectExpression";
  let isInside = isIt;
  eachChild(node, (child) => {
    isInside ||= makesExports(child);
  });
  return isInside;
}

/** What the files inside a bundle export, all together: which of them a call of a helper gives is not told. */
export interface Bundled {
  readonly named: ReadonlyMap<string, readonly Node[]>;
  /** What stands in the place of all exports of one file. */
  readonly wholes: readonly Node[];
}

export function bundledExports(programs: Iterable<Program>, bindings: Bindings): Bundled {
  const named = new Map<string, Node[]>();
  const wholes: Node[] = [];
  const add = (name: string, node: Node): void => {
    named.set(name, [...(named.get(name) ?? []), node]);
  };
  const isOfWrapper = (node: AnyNode): boolean => {
    const binding = node.type === "Identifier" ? bindings.of(node) : undefined;
    return binding?.outlivesCalls === true && binding.origins.some(({ kind }) => kind === "parameter");
  };
  const visit = (node: Node): void => {
    const one = node as AnyNode;
    if (one.type === "AssignmentExpression" && one.left.type === "MemberExpression") {
      const { object, property, computed } = one.left;
      const name = nameOf(property, computed);
      if (isOfWrapper(object)) {
        if (name === "exports") wholes.push(one.right);
        else add(name, one.right);
      } else if (object.type === "MemberExpression" && isOfWrapper(object.object)) {
        if (nameOf(object.property, object.computed) === "exports") add(name, one.right);
      }
    }
    if (one.type === "CallExpression") for (const [name, value] of gettersIn(one.arguments)) add(name, value);
    eachChild(node, (child) => {
      visit(child);
    });
  };
  for (const program of programs) visit(program);
  return { named, wholes };
}

/** `helper(exports, { act: () => act })`. */
function gettersIn([, table]: readonly Node[]): readonly (readonly [string, Node])[] {
  const one = table as AnyNode | undefined;
  if (one?.type !== "ObjectExpression") return [];
  return one.properties.flatMap((property) => {
    if (property.type !== "Property" || property.value.type !== "ArrowFunctionExpression") return [];
    const { params, body } = property.value;
    if (params.length > 0 || body.type !== "Identifier") return [];
    return [[nameOf(property.key, property.computed), body] as const];
  });
}
