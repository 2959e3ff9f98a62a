import { builtinModules } from "node:module";
import type { AnyNode } from "acorn";
import { type ParsedFile, parseFile, resolveFile } from "../source";
import type { HookSource } from "../verdict";
import type { Frame, Machine } from "./machine";
import { literalName, slot } from "./patterns";
import { slotsOf } from "./properties";
import { Scope } from "./scope";
import { type HeapObject, join, type Value } from "./values";

const harmless =
  /^(?:node:|@aws-sdk\/|@smithy\/|@aws-crypto\/|aws-sdk(?:\/|$)|axios$|node-fetch$|got$|undici$|superagent$|uuid$|cookie$|qs$|zlib$|jsonwebtoken$|jose$|mime(?:-types)?$|path-to-regexp$|ua-parser-js$|semver$|sharp$|tslib$)/;
/** Node's own modules that can make code or load it. */
const notHarmless: ReadonlySet<string> = new Set([
  "vm",
  "node:vm",
  "module",
  "node:module",
  "inspector",
  "node:inspector",
]);

/** The files of a hook, each read once a pass. */
export class Modules {
  private readonly loaded = new Map<string, { pass: number; exports: Value; scope: Scope }>();

  constructor(
    private readonly m: Machine,
    private readonly source: HookSource,
  ) {}

  load(name: string, from: string | undefined): Value {
    const { files = {} } = this.source;
    const path = resolveFile(files, from ?? "", name);
    const text = path === undefined ? undefined : files[path];
    if (path !== undefined && text !== undefined) return this.file(path, text);
    const isBuiltin = builtinModules.includes(name.replace(/^node:/, ""));
    const isHarmless = (isBuiltin && !notHarmless.has(name)) || harmless.test(name);
    return [this.m.state.outside(name, isHarmless, "", [])];
  }

  private file(path: string, text: string): Value {
    const { state } = this.m;
    const known = this.loaded.get(path);
    if (known?.pass === state.pass) return known.exports;
    const parsed = this.parsedFiles.get(path) ?? parseFile(path, text);
    this.parsedFiles.set(path, parsed);
    if (parsed.kind === "fault") {
      state.isOpaque("syntax", parsed.reason.message, parsed.reason.position);
      return [];
    }
    return this.run(path, parsed.file, path).exports;
  }

  private readonly parsedFiles = new Map<string, ReturnType<typeof parseFile>>();

  /** Reads a file from its top. */
  run(path: string, file: ParsedFile, label?: string): { exports: Value; scope: Scope } {
    const { state } = this.m;
    const { program } = file;
    let known = this.loaded.get(path);
    if (known === undefined) {
      known = { pass: -1, exports: [], scope: new Scope(undefined, true, { name: label, text: file.text }) };
      this.loaded.set(path, known);
    }
    known.pass = state.pass;
    const { scope } = known;
    const returns = state.deferred(program, state.top);
    const frame: Frame = {
      ...{ scope, context: state.top, thisValue: [], returns, yields: undefined, sent: undefined, home: undefined },
    };
    const exported = state.object(program, state.top, "exports");
    const module = state.object(program, state.top, "module");
    known.exports = [exported];
    const place = known;
    state.inFile(scope.file, () => {
      place.exports = this.readFile(file, { exported, module }, frame);
    });
    return known;
  }

  private readFile(
    file: ParsedFile,
    { exported, module }: Readonly<Record<"exported" | "module", HeapObject>>,
    frame: Frame,
  ): Value {
    const { state } = this.m;
    const { program } = file;
    const { scope } = frame;
    state.put(slotsOf(module, "exports"), slot(this.m, [exported], program, frame));
    for (const [name, value] of [
      ["module", module],
      ["exports", exported],
    ] as const) {
      scope.declare(name);
      scope.add(name, [value]);
    }
    const assigned = (): Value => this.m.property([module], [state.constant("exports", state.top)], program, frame);
    if (!file.isModule) {
      this.m.statements(program.body, { ...frame, thisValue: [exported] });
      return assigned();
    }
    for (const node of program.body) this.imports(node, frame);
    this.m.statements(program.body, frame);
    for (const node of program.body) this.exports(node, exported, frame);
    // TypeScript may import as a module does, and export as CommonJS does.
    return join([exported], assigned());
  }

  private imports(node: AnyNode, frame: Frame): void {
    if (node.type !== "ImportDeclaration") return;
    const namespace = this.load(String(node.source.value), this.m.state.file);
    for (const specifier of node.specifiers) {
      let value = namespace;
      if (specifier.type !== "ImportNamespaceSpecifier") {
        const name = specifier.type === "ImportDefaultSpecifier" ? "default" : literalName(specifier.imported);
        value = this.m.property(namespace, [this.m.state.constant(name, frame.context)], node, frame);
        // A CommonJS module is the default export itself.
        if (name === "default" && value.length === 0) value = namespace;
      }
      frame.scope.declare(specifier.local.name);
      if (frame.scope.add(specifier.local.name, value)) this.m.state.version++;
    }
  }

  private exports(node: AnyNode, exported: HeapObject, frame: Frame): void {
    const { state } = this.m;
    const add = (name: string, value: Value): void => {
      state.put(slotsOf(exported, name), slot(this.m, value, node, frame));
    };
    if (node.type === "ExportDefaultDeclaration") {
      const { id } = node.declaration as { id?: { name: string } | null };
      const isNamed = node.declaration.type === "FunctionDeclaration" || node.declaration.type === "ClassDeclaration";
      add("default", frame.scope.get(isNamed ? (id?.name ?? "*default*") : "*default*"));
    } else if (node.type === "ExportNamedDeclaration") {
      const { declaration } = node;
      if (declaration?.type === "VariableDeclaration") {
        for (const { id } of declaration.declarations)
          if (id.type === "Identifier") add(id.name, frame.scope.get(id.name));
      } else if (declaration) add(declaration.id.name, frame.scope.get(declaration.id.name));
      const from = node.source ? this.load(String(node.source.value), this.m.state.file) : undefined;
      for (const { local, exported: as } of node.specifiers) {
        const name = literalName(local);
        const value =
          from === undefined
            ? frame.scope.get(name)
            : this.m.property(from, [state.constant(name, frame.context)], node, frame);
        add(literalName(as), value);
      }
    } else if (node.type === "ExportAllDeclaration") {
      for (const item of this.load(String(node.source.value), this.m.state.file)) state.source(exported, item);
    }
  }
}
