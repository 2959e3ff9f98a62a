import type {
  AnyNode,
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  ImportDeclaration,
  Node,
  Pattern,
  Program,
} from "acorn";
import type { Edits } from "./edits";

/**
 * Writes a module's imports and exports as CommonJS does, within `edits`. Gives what must stand before the text: imports
 * are made before anything runs, and exports are bindings and not values. `importer` is the function that takes the place
 * of `require` and gives a namespace.
 */
export function importsAsCommonJs(program: Program, edits: Edits, importer: string): string {
  const header: string[] = [];
  let number = 0;
  const load = (specifier: unknown): string => {
    const name = `__module${++number}`;
    header.push(`const ${name}=${importer}(${JSON.stringify(specifier)});`);
    return name;
  };
  for (const node of program.body) {
    if (node.type === "ImportDeclaration") importOf(node, edits, header, load);
    else if (node.type === "ExportNamedDeclaration") namedOf(node, edits, header, load);
    else if (node.type === "ExportDefaultDeclaration") defaultOf(node, edits, header);
    else if (node.type === "ExportAllDeclaration") allOf(node, edits, header, load);
  }
  return header.join("");
}

type Load = (specifier: unknown) => string;

function importOf(node: ImportDeclaration, edits: Edits, header: string[], load: Load): void {
  edits.replace(node.start, node.end, ";");
  const name = load(node.source.value);
  for (const specifier of node.specifiers) {
    const { local } = specifier;
    if (specifier.type === "ImportNamespaceSpecifier") header.push(`const ${local.name}=${name};`);
    else if (specifier.type === "ImportDefaultSpecifier") header.push(`const ${local.name}=${name}.default;`);
    else header.push(`const ${local.name}=${name}[${JSON.stringify(nameOf(specifier.imported))}];`);
  }
}

function namedOf(node: ExportNamedDeclaration, edits: Edits, header: string[], load: Load): void {
  const { declaration } = node;
  if (declaration !== null && declaration !== undefined) {
    edits.replace(node.start, declaration.start, "");
    for (const name of declaredNames(declaration)) header.push(getter(name, name));
    return;
  }
  edits.replace(node.start, node.end, ";");
  const source = node.source === null || node.source === undefined ? undefined : load(node.source.value);
  for (const { local, exported } of node.specifiers) {
    const from = nameOf(local);
    header.push(getter(nameOf(exported), source === undefined ? from : `${source}[${JSON.stringify(from)}]`));
  }
}

function defaultOf(node: ExportDefaultDeclaration, edits: Edits, header: string[]): void {
  const { declaration } = node;
  const named = declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
  const id = named ? declaration.id : undefined;
  if (id === null || id === undefined) {
    // What follows the keywords stays, parentheses above all.
    const keywords = /^export(?:\s|\/\*[^]*?\*\/)+default\b/.exec(edits.text.slice(node.start));
    edits.replace(node.start, node.start + (keywords?.[0].length ?? 0), "exports.default=");
    if (named) edits.after(declaration.end, ";");
    return;
  }
  edits.replace(node.start, declaration.start, "");
  header.push(getter("default", id.name));
}

function allOf(node: ExportAllDeclaration, edits: Edits, header: string[], load: Load): void {
  edits.replace(node.start, node.end, ";");
  const name = load(node.source.value);
  if (node.exported === null || node.exported === undefined) {
    header.push(
      `for(const key of Object.keys(${name}))if(key!=="default"&&!(key in exports))exports[key]=${name}[key];`,
    );
  } else {
    header.push(getter(nameOf(node.exported), name));
  }
}

function getter(name: string, expression: string): string {
  const key = JSON.stringify(name);
  return `Object.defineProperty(exports,${key},{enumerable:true,configurable:true,get(){return ${expression}}});`;
}

/** The names that a declaration brings. */
export function declaredNames(node: AnyNode): string[] {
  if (node.type === "VariableDeclaration") return node.declarations.flatMap(({ id }) => patternNames(id));
  if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") {
    const id = node.id as { name: string } | null;
    return id === null ? [] : [id.name];
  }
  return [];
}

function patternNames(node: Pattern | null): string[] {
  if (node === null) return [];
  switch (node.type) {
    case "Identifier":
      return [node.name];
    case "ObjectPattern":
      return node.properties.flatMap((one) => patternNames(one.type === "RestElement" ? one.argument : one.value));
    case "ArrayPattern":
      return node.elements.flatMap(patternNames);
    case "RestElement":
      return patternNames(node.argument);
    case "AssignmentPattern":
      return patternNames(node.left);
    default:
      return [];
  }
}

function nameOf(node: Node): string {
  const { name, value } = node as { name?: string; value?: unknown };
  return name ?? String(value);
}
