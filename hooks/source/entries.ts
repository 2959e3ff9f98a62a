import type { AnyNode, AssignmentExpression, Expression, Node } from "acorn";
import type { Entry } from "../findings";
import type { ExamineOptions } from "../verdict";
import { declaredNames } from "./commonJs";
import { childrenOf, type ParsedFile } from "./parse";

/**
 * The functions of a file that an event could call. Global functions without exports are a CloudFront Function, exports a
 * Lambda@Edge function; a name or a runtime in the options wins over what is found. Without an event a CloudFront Function
 * is asked about viewer-response and a Lambda@Edge function about origin-response.
 */
export function entriesOf(file: ParsedFile, options: ExamineOptions = {}): Entry[] {
  const exported = exportedNames(file);
  const globals = globalFunctions(file);
  const isLambda =
    options.runtime === undefined
      ? exported !== undefined && !onlyExportedForTests(file, options.entry ?? "handler", globals)
      : options.runtime === "lambda";
  if (!isLambda) {
    const name = options.entry ?? "handler";
    if (options.runtime === undefined && !globals.has(name)) return [];
    return [{ name, runtime: "cloudfront-function", event: options.event ?? "viewer-response" }];
  }
  const names = options.entry === undefined ? handlersAmong(exported ?? new Map()) : [options.entry];
  return names.map((name) => ({ name, runtime: "lambda", event: options.event ?? eventNamed(name) }));
}

/** What is exported beside the entries: helpers, tables, classes. */
export function exportsBeside(file: ParsedFile, entries: readonly Entry[]): string[] {
  const names = [...(exportedNames(file)?.keys() ?? [])].filter((name) => name !== "__esModule" && name !== anything);
  return names.filter((name) => !entries.some((entry) => entry.name === name));
}

function eventNamed(name: string): Entry["event"] {
  return /viewer[-_]?res/i.test(name) ? "viewer-response" : "origin-response";
}

/** Stands for the exports of a bundle that gives an object of its own: their names are in it. */
const anything = "*";

/** What is exported by name, with all that it may be by the names in the file. */
type Exports = ReadonlyMap<string, readonly Node[]>;

/**
 * Of several exports those that look as if an event called them, `handler` above all, which is what AWS's consoles and
 * tools configure; where none does, all that can be called. A class cannot: Lambda calls without `new`.
 */
function handlersAmong(exported: Exports): string[] {
  const names = [...exported.keys()].filter((name) => name !== "__esModule" && name !== anything);
  const likely = names.filter((name) => name === "handler" || exported.get(name)?.some(takesAnEvent) === true);
  if (likely.length > 0) return likely;
  if (names.length === 0 || exported.has(anything)) return ["handler"];
  return names.filter((name) => {
    const nodes = exported.get(name) ?? [];
    return nodes.length === 0 || !nodes.every(({ type }) => /^(?:Class|Literal|Template|Array|Object)/.test(type));
  });
}

function takesAnEvent(node: Node): boolean {
  const [first] = (node as { params?: Node[] }).params ?? [];
  const { name, properties } = (first ?? {}) as { name?: string; properties?: { key?: { name?: string } }[] };
  return /^_?(?:e|ev|evt|event)$/i.test(name ?? "") || (properties ?? []).some(({ key }) => key?.name === "Records");
}

/** CloudFront Functions are exported where a unit test wants them, behind a condition on `module`. */
function onlyExportedForTests(file: ParsedFile, name: string, globals: ReadonlySet<string>): boolean {
  return globals.has(name) && /typeof\s+(?:module|exports)\b/.test(file.text) && !/\bRecords\b/.test(file.text);
}

function globalFunctions({ program }: ParsedFile): Set<string> {
  const names = new Set<string>();
  for (const node of program.body) {
    for (const name of declaredNames(node)) names.add(name);
    const left = node.type === "ExpressionStatement" && (node.expression as { left?: Expression }).left;
    if (left !== false && left?.type === "Identifier") names.add(left.name);
  }
  return names;
}

/** `undefined` where the file exports nothing. */
function exportedNames(file: ParsedFile): Exports | undefined {
  const declared = new Map<string, Node[]>();
  collect(file.program, declared);
  const found = new Map<string, readonly Node[]>();
  const add = (name: string, node?: Node): void => {
    const isName = node?.type === "Identifier";
    const nodes = isName ? declared.get((node as { name?: string }).name ?? "") : node === undefined ? [] : [node];
    const isObject = name === "default" && isName && nodes?.some(({ type }) => /Function|Call/.test(type)) !== true;
    const key = isObject ? anything : name;
    found.set(key, [...(found.get(key) ?? []), ...(nodes ?? [])]);
  };
  // TypeScript may import as a module does, and export as CommonJS does.
  const isModule = file.isModule && moduleExports(file, declared, add);
  const isExporting = commonExports(file.program, add) || isModule;
  return isExporting ? found : undefined;
}

type Add = (name: string, node?: Node) => void;

function moduleExports({ program }: ParsedFile, declared: ReadonlyMap<string, readonly Node[]>, add: Add): boolean {
  let any = false;
  const addNamed = (name: string, local: string): void => {
    add(name);
    for (const node of declared.get(local) ?? []) add(name, node);
  };
  for (const node of program.body) {
    if (node.type === "ExportDefaultDeclaration") add("default", node.declaration);
    else if (node.type === "ExportNamedDeclaration") {
      for (const name of node.declaration ? declaredNames(node.declaration) : []) addNamed(name, name);
      for (const { local, exported } of node.specifiers) {
        const name = "name" in exported ? exported.name : String(exported.value);
        addNamed(name, "name" in local ? local.name : String(local.value));
      }
    } else if (node.type !== "ExportAllDeclaration") continue;
    any = true;
  }
  return any;
}

function commonExports(node: Node, add: Add): boolean {
  const one = node as AnyNode;
  let any = false;
  if (one.type === "AssignmentExpression") any = assignedExports(one, add);
  else if (one.type === "CallExpression") any = definedExports(one.callee, one.arguments, add);
  // The modules in a bundle are functions that are given an `exports` of their own.
  if (/Function/.test(one.type) && (one as { params?: Node[] }).params?.some(isExportsName) === true) return any;
  for (const child of childrenOf(node)) any = commonExports(child, add) || any;
  return any;
}

function assignedExports({ left, right }: AssignmentExpression, add: Add): boolean {
  if (left.type !== "MemberExpression") return false;
  if (isExports(left)) {
    if (right.type === "ObjectExpression") addProperties(right, add);
    else if (/Function|Identifier/.test(right.type)) add("default", right);
    else add(anything);
    return true;
  }
  if (!isExports(left.object)) return false;
  const { property } = left;
  const name = property.type === "Literal" ? property.value : left.computed ? undefined : propertyName(property);
  if (typeof name === "string") add(name, right);
  return true;
}

/** What bundlers and compilers write: `Object.defineProperty(exports, "a", …)`, `__export(exports, { a: () => a })`. */
function definedExports(callee: Node, args: readonly Node[], add: Add): boolean {
  const [target, second] = args as AnyNode[];
  if (target === undefined || second === undefined) return false;
  const isHelper = /^_*export/i.test((callee as { name?: string }).name ?? "") && second.type === "ObjectExpression";
  if (isHelper) {
    addProperties(second, add);
    return true;
  }
  if (!isExports(target)) return false;
  if (second.type === "Literal" && typeof second.value === "string" && second.value !== "__esModule") add(second.value);
  if (second.type === "ObjectExpression") addProperties(second, add);
  return true;
}

function addProperties(node: Node, add: Add): void {
  for (const property of (node as { properties?: Node[] }).properties ?? []) {
    const { key, value } = property as { key?: Node; value?: Node };
    const name = key === undefined ? undefined : propertyName(key);
    if (name === undefined) continue;
    const { body, params } = (value ?? {}) as { body?: Node; params?: Node[] };
    add(name, body?.type === "Identifier" && params?.length === 0 ? body : value);
  }
}

function isExportsName(node: Node): boolean {
  return node.type === "Identifier" && /^(?:module|exports)$/.test((node as { name?: string }).name ?? "");
}

function isExports(node: Node): boolean {
  const one = node as AnyNode;
  if (one.type === "Identifier") return one.name === "exports";
  if (one.type !== "MemberExpression" || one.object.type !== "Identifier") return false;
  return one.object.name === "module" && propertyName(one.property) === "exports";
}

function propertyName(node: Node): string | undefined {
  const { name, value } = node as { name?: string; value?: unknown };
  return name ?? (typeof value === "string" ? value : undefined);
}

/** Functions, classes and plain values by the names that they have anywhere in the file. */
function collect(node: Node, into: Map<string, Node[]>): void {
  const one = node as AnyNode;
  const add = (name: string, value: Node): void => {
    into.set(name, [...(into.get(name) ?? []), value]);
  };
  if (one.type === "FunctionDeclaration" || one.type === "ClassDeclaration") {
    add((one.id as { name: string } | null)?.name ?? "default", one);
  }
  if (one.type === "VariableDeclarator" && one.id.type === "Identifier" && one.init) add(one.id.name, one.init);
  for (const child of childrenOf(node)) collect(child, into);
}
