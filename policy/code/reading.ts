import type { AnyNode, AssignmentExpression, CallExpression, Expression, Node } from "acorn";
import { addAnswer, addHeaders, handedBack, headerNamesOf } from "./answers";
import { leastBytes } from "./bytes";
import type { Found, Place } from "./facts";
import { isFunction } from "./functions";
import type { Names } from "./names";
import { eachChild, unwrapped } from "./nodes";
import { isSecret } from "./secrets";
import type { SourceFile } from "./sources";

/** Reads one file of a function, and adds what it shows. */
export function addFacts(found: Found, { name, program }: SourceFile, names: Names): void {
  const at = ({ loc }: Node): Place => ({ line: loc?.start.line ?? 0, ...(name === undefined ? {} : { file: name }) });
  const reading = new Reading(found, names, at);
  reading.visit(program, false);
}

class Reading {
  constructor(
    private readonly found: Found,
    private readonly names: Names,
    private readonly at: (node: Node) => Place,
  ) {}

  /** `isCalled`: whether it stands in a function that runs anew with every event. */
  visit(node: Node, isCalled: boolean): void {
    const inside = isCalled || (isFunction(node) && !this.names.wrappers.has(node));
    this.node(node as AnyNode, inside);
    eachChild(node, (child) => {
      this.visit(child, inside);
    });
  }

  private node(node: AnyNode, isCalled: boolean): void {
    const { found, names, at } = this;
    const answer = handedBack(node);
    if (answer !== undefined) addAnswer(found, answer, at, names);
    switch (node.type) {
      case "Literal":
        if (typeof node.value === "string") this.text(node.value, node);
        break;
      case "TemplateElement":
        if (isSecret(node.value.cooked ?? "")) found.secrets.push(at(node));
        break;
      case "AssignmentExpression":
        if (isCalled && isCounting(node) && this.isState(node.left)) found.unequalRuns.push(at(node));
        this.assigned(node);
        break;
      case "UpdateExpression":
        if (isCalled && this.isState(node.argument)) found.unequalRuns.push(at(node));
        break;
      case "UnaryExpression":
        if (node.operator === "delete") this.removed(node.argument, at(node));
        break;
      case "CallExpression":
        this.called(node);
        break;
      case "NewExpression":
        if (node.callee.type === "Identifier" && node.callee.name === "Function") found.evals.push(at(node));
        break;
    }
  }

  private text(text: string, node: Node): void {
    this.found.texts.add(text.toLowerCase());
    if (isSecret(text)) this.found.secrets.push(this.at(node));
  }

  /** A variable that outlives a call, of this file or of one that it asks for, or a member of what such a one holds. */
  private isState(node: Node): boolean {
    const one = unwrapped(node);
    if (one.type === "MemberExpression") return this.isState(one.object);
    if (one.type !== "Identifier") return false;
    const binding = this.names.bindings.of(one);
    if (binding === undefined) return one.name === "exports" || one.name === "globalThis";
    return binding.outlivesCalls && !binding.origins.some(({ kind }) => kind === "parameter");
  }

  private assigned({ left, right }: AssignmentExpression): void {
    const { found, names, at } = this;
    const place = at(left);
    for (const path of names.paths.of(left)) {
      written(found, path, place);
      const isHeaders = path.at(-1) === "headers" && path.length > 1 && !path.includes("request");
      if (isHeaders) addHeaders(found, right, () => place, names.values, true);
      if (isNothing(right)) removedAt(found, path, place);
      else if (headerOf(path) !== undefined) found.headers.push({ name: headerOf(path) ?? "", does: "set", place });
      // Of a request it is `body.data` that can be another one (LE-18).
      if (!isBody(path) && !(path.at(-1) === "data" && isBody(path.slice(0, -1)))) continue;
      if (isBody(path)) found.bodies.push(place);
      found.bodySizes.push({ bytes: leastBytes(right, names.values), place });
    }
  }

  private removed(node: Expression, place: Place): void {
    for (const path of this.names.paths.of(node)) removedAt(this.found, path, place);
  }

  private called(node: CallExpression): void {
    const { found, at } = this;
    const place = at(node);
    const path = membersOf(node.callee);
    const name = path.at(-1) ?? "";
    const whole = path.join(".");
    if (path.length === 1 && (name === "eval" || name === "Function")) found.evals.push(place);
    if (isChance(whole, name)) found.unequalRuns.push(place);
    if (name === "updateRequestOrigin" || name === "selectRequestOriginById") found.originUpdates.push(place);
    if (name === "createRequestOriginGroup") found.originGroups.push({ place, codes: this.codesIn(node.arguments) });
    if (whole === "fetch" || /^https?\.(?:get|request)$/.test(whole) || name === "send") found.untimedCalls.push(place);
    if (whole === "Object.assign") this.merged(node);
    if (whole === "Reflect.deleteProperty") this.deleted(node);
  }

  private merged({ arguments: [target, ...sources], ...call }: CallExpression): void {
    if (target === undefined) return;
    const { found, names, at } = this;
    const place = at(call);
    for (const path of names.paths.of(target)) {
      for (const source of sources) {
        const objects = names.values.of(source).filter((value) => value.type === "ObjectExpression");
        const keys = objects.flatMap((value) => headerNamesOf(value, names.values));
        for (const key of objects.length === 0 ? [""] : keys) assignedKey(found, [...path, key], place);
      }
    }
  }

  private deleted({ arguments: [target, key], ...call }: CallExpression): void {
    if (target === undefined || key === undefined) return;
    const name = this.names.values.textOf(key, true);
    for (const path of this.names.paths.of(target)) removedAt(this.found, [...path, name], this.at(call));
  }

  /** The numbers in the arguments, constants followed. */
  private codesIn(nodes: readonly Node[], depth = 0): readonly number[] {
    if (depth > 8) return [];
    return nodes
      .flatMap((node) => this.names.values.of(node))
      .flatMap((value) => {
        if (value.type === "Literal") return typeof value.value === "number" && value.value >= 400 ? [value.value] : [];
        const parts: Node[] = [];
        if (value.type === "ArrayExpression" || value.type === "ObjectExpression") {
          eachChild(value, (child) => {
            parts.push(partOf(child as AnyNode));
          });
        }
        return this.codesIn(parts, depth + 1);
      });
  }
}

function partOf(node: AnyNode): Node {
  if (node.type === "Property") return node.value;
  return node.type === "SpreadElement" ? node.argument : node;
}

function isChance(whole: string, name: string): boolean {
  return whole === "Math.random" || /^crypto\.random/.test(whole) || name === "randomUUID";
}

/** `n += 1` and `n = n + 1`; what is only filled once, such as `token ??= …`, counts nothing. */
function isCounting({ operator, left, right }: AssignmentExpression): boolean {
  if (operator !== "=") return !/^(?:\?\?|\|\||&&)=$/.test(operator);
  if (left.type !== "Identifier" || right.type !== "BinaryExpression") return false;
  return [right.left, right.right].some((side) => side.type === "Identifier" && side.name === left.name);
}

/** The names of a callee as they stand there: `Object.assign`. */
function membersOf(node: Node): readonly string[] {
  const one = unwrapped(node);
  if (one.type === "Identifier") return [one.name];
  if (one.type !== "MemberExpression") return [""];
  const { property, computed } = one;
  return [...membersOf(one.object), property.type === "Identifier" && !computed ? property.name : ""];
}

function written(found: Found, path: readonly string[], place: Place): void {
  if (changesOrigin(path)) found.originChanges.push(place);
}

function isBody(path: readonly string[]): boolean {
  return path.at(-1) === "body" && path.length > 1;
}

function removedAt(found: Found, path: readonly string[], place: Place): void {
  const last = path.at(-1)?.toLowerCase();
  if (last === "content-type") found.contentTypeRemovals.push(place);
  if (path.length > 2 && path.at(-2) === "headers" && last !== undefined) {
    found.headers.push({ name: last, does: "remove", place });
  }
}

/** The header that a path writes: `headers.host`, `headers.host[0].value`. */
function headerOf(path: readonly string[]): string | undefined {
  const at = path.lastIndexOf("headers");
  const name = at > 0 ? path[at + 1]?.toLowerCase() : undefined;
  return name === "" ? undefined : name;
}

function assignedKey(found: Found, path: readonly string[], place: Place): void {
  if (path.length < 2) return;
  written(found, path, place);
  if (isBody(path)) found.bodies.push(place);
  const name = headerOf(path);
  if (name !== undefined) found.headers.push({ name, does: "set", place });
}

function changesOrigin(path: readonly string[]): boolean {
  const lower = path.map((name) => name.toLowerCase());
  const isOrigin = lower.some((name, index) => index > 0 && name === "origin" && lower[index - 1] !== "headers");
  return headerOf(lower) === "host" || isOrigin || lower.includes("customheaders");
}

function isNothing(node: Expression): boolean {
  return (node.type === "Identifier" && node.name === "undefined") || (node.type === "Literal" && node.value === null);
}
