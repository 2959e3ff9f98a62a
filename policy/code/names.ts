import type { AnyNode, Node, Pattern, Program } from "acorn";
import { childrenOf } from "../../hooks/source";

/** What the names of a file stand for. */
export interface Names {
  /** The members that a name was read from: `request` of `const { request } = event.Records[0].cf`. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Names of objects that the code has made itself, such as the options of a request of its own. */
  readonly own: ReadonlySet<string>;
  /** What constants are set to. */
  readonly constants: ReadonlyMap<string, Node>;
}

type Meaning = { readonly kind: "read"; readonly path: readonly string[] } | { readonly kind: "own" | "other" };

/** A name with two meanings in one file stands for itself. */
export function namesOf(program: Program): Names {
  const meanings = new Map<string, Meaning[]>();
  const constants = new Map<string, Node>();
  collect(program, (name, meaning, init) => {
    meanings.set(name, [...(meanings.get(name) ?? []), meaning]);
    if (init !== undefined) constants.set(name, init);
  });
  const single = [...meanings].flatMap(([name, [first, ...others]]) =>
    first === undefined || others.some((one) => JSON.stringify(one) !== JSON.stringify(first))
      ? []
      : [{ name, meaning: first, isOnce: others.length === 0 }],
  );
  return {
    aliases: new Map(
      single.flatMap(({ name, meaning }) => (meaning.kind === "read" ? [[name, meaning.path] as const] : [])),
    ),
    own: new Set(single.filter(({ meaning }) => meaning.kind === "own").map(({ name }) => name)),
    constants: new Map([...constants].filter(([name]) => single.some((one) => one.name === name && one.isOnce))),
  };
}

type Add = (name: string, meaning: Meaning, init?: Node) => void;

function collect(node: Node, add: Add): void {
  const one = node as AnyNode;
  if (one.type === "VariableDeclaration") {
    for (const { id, init } of one.declarations) declared(id, init ?? undefined, one.kind === "const", add);
  }
  if ("params" in one && Array.isArray(one.params)) {
    for (const parameter of one.params) destructured(parameter, undefined, add);
  }
  for (const child of childrenOf(node)) collect(child, add);
}

function declared(id: Pattern, init: Node | undefined, isConstant: boolean, add: Add): void {
  const path = init === undefined ? [] : membersOf(init);
  if (id.type !== "Identifier") {
    destructured(id, path.length > 0 ? path : [""], add);
    return;
  }
  const made = isMadeHere(init as AnyNode | undefined) ? "own" : "other";
  add(id.name, path.length > 0 ? { kind: "read", path } : { kind: made }, isConstant ? init : undefined);
}

/** `path` is where the whole comes from; without one, a parameter. */
function destructured(pattern: Pattern, path: readonly string[] | undefined, add: Add): void {
  switch (pattern.type) {
    case "Identifier":
      add(pattern.name, path === undefined ? { kind: "other" } : { kind: "read", path });
      break;
    case "AssignmentPattern":
      destructured(pattern.left, path, add);
      break;
    case "RestElement":
      destructured(pattern.argument, path, add);
      break;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) destructured(element, [...(path ?? [""]), ""], add);
      break;
    case "ObjectPattern":
      for (const property of pattern.properties) {
        if (property.type === "RestElement") destructured(property, path ?? [""], add);
        else destructured(property.value, [...(path ?? [""]), keyOf(property.key, property.computed)], add);
      }
      break;
  }
}

/** An object that is written out, with nothing of another one in it, and that is no answer of the hook. */
function isMadeHere(init: AnyNode | undefined): boolean {
  if (init?.type === "NewExpression" || init?.type === "ArrayExpression") return true;
  if (init?.type !== "ObjectExpression") return false;
  return !init.properties.some(
    (one) => one.type === "SpreadElement" || /^status(?:Code)?$/.test(keyOf(one.key, one.computed)),
  );
}

/** The names of a member expression: `request.headers["host"]` is request, headers, host; empty for what is none. */
export function membersOf(node: Node): readonly string[] {
  const one = node as AnyNode;
  if (one.type === "Identifier") return [one.name];
  if (one.type === "ChainExpression" || one.type === "ParenthesizedExpression") return membersOf(one.expression);
  if (one.type !== "MemberExpression") return [];
  const object = membersOf(one.object);
  return [...(object.length > 0 ? object : [""]), keyOf(one.property, one.computed)];
}

/** What a member expression leads to, the names that it begins with followed; empty inside an object of the code's own. */
export function pathOf(node: Node, { aliases, own }: Names): readonly string[] {
  let path = membersOf(node);
  for (let steps = 0; steps < 8; steps++) {
    const [root = "", ...members] = path;
    if (own.has(root)) return [];
    const alias = aliases.get(root);
    if (alias === undefined || alias[0] === root) break;
    path = [...alias, ...members];
  }
  return path;
}

/** The name of a property; empty for one that is computed. */
export function keyOf(key: Node, computed: boolean): string {
  const one = key as AnyNode;
  if (one.type === "Identifier" && !computed) return one.name;
  return one.type === "Literal" && typeof one.value === "string" ? one.value : "";
}
