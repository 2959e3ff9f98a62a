import type { AnyNode, Node } from "acorn";
import type { Condition, StatusWrite } from "../findings";
import type { Position } from "../verdict";
import type { Scope } from "./scope";

/** What a value, and a condition on it, hangs on. Bits, because a value can hang on several. */
export const constant = 0;
export const ofEvent = 1;
export const ofWorld = 2;
export const unknown = 4;

/** Where an expression stands: the branches around it, through every call that led there. */
export interface Context {
  readonly id: number;
  readonly parent: Context | undefined;
  readonly condition: Condition | undefined;
  /** Where the branch starts, as the runs name it. */
  readonly branch: Position | undefined;
  readonly children: Map<string, Context>;
}

/** All that an expression may be, by the text alone. Items are interned: the same item is the same object. */
export type Value = readonly Item[];

export type FunctionNode = Extract<
  AnyNode,
  { type: "FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression" }
>;
export type ClassNode = Extract<AnyNode, { type: "ClassDeclaration" | "ClassExpression" }>;

export type Item =
  | { readonly id: number; readonly kind: "constant"; readonly value: Primitive; readonly context: Context }
  /** A part of the event, by dotted path; `*` is a part that could not be told. */
  | { readonly id: number; readonly kind: "path"; readonly path: string }
  | { readonly id: number; readonly kind: "derived"; readonly on: number; readonly context: Context }
  | HeapObject
  | Closure
  | { readonly id: number; readonly kind: "global"; readonly path: string }
  | Outside
  | Native
  /** What `JSON.stringify` gives. */
  | { readonly id: number; readonly kind: "json"; readonly of: Value }
  /** A promise that is settled by calls. */
  | Deferred;

export type Primitive = string | number | boolean | bigint | null | undefined;

export interface Slot {
  readonly value: Value;
  readonly kind: "value" | "get" | "set";
  readonly position: Position;
  readonly context: Context;
}

/** An object, array, instance or class that the code makes. */
export interface HeapObject {
  readonly id: number;
  readonly kind: "object";
  readonly position: Position;
  readonly context: Context;
  readonly slots: Map<string, Slot[]>;
  /** Properties whose names could not be told, and the elements of an array. */
  readonly rest: Slot[];
  /** Whose properties it has besides: what was spread, what it inherits. */
  readonly sources: Item[];
  readonly isArray: boolean;
  /** A Proxy: what is written to it is written to its sources. */
  readonly isTransparent: boolean;
}

export interface Closure {
  readonly id: number;
  readonly kind: "function";
  readonly node: FunctionNode | ClassNode;
  readonly scope: Scope;
  /** Its own properties; a class has its static members there and its methods in `prototype`. */
  readonly object: HeapObject;
  readonly prototype: HeapObject;
  readonly boundThis: Value | undefined;
  readonly boundArguments: readonly Value[];
}

/** What comes from a module that is not in the code. */
export interface Outside {
  readonly id: number;
  readonly kind: "outside";
  readonly module: string;
  /** Whether it is known to leave its arguments alone: Node's own modules, AWS's SDKs. */
  readonly isHarmless: boolean;
  readonly path: string;
  /** The functions that it was given, which it may call with whatever it is called with. */
  readonly wraps: Value;
}

export interface Native {
  readonly id: number;
  readonly kind: "native";
  readonly call: (given: readonly Value[], at: Node) => Value;
}

export interface Deferred {
  readonly id: number;
  readonly kind: "deferred";
  value: Value;
}

/** Beyond so many items a set finds sooner what is known. */
const fewItems = 12;

export function join(...values: readonly Value[]): Value {
  let result: Value = values[0] ?? [];
  let known: Set<Item> | undefined;
  for (const [index, value] of values.entries()) {
    if (index === 0 || value.length === 0 || value === result) continue;
    if (result.length === 0) {
      result = value;
      continue;
    }
    if (result.length > fewItems) known ??= new Set(result);
    const isKnown = (item: Item): boolean => known?.has(item) ?? result.includes(item);
    const added = value.filter((item) => !isKnown(item));
    if (added.length === 0) continue;
    for (const item of added) known?.add(item);
    result = [...result, ...added];
  }
  return result;
}

/** What a value hangs on, all of it together. */
export function dependsOn(value: Value): number {
  let on = constant;
  for (const item of value) {
    if (item.kind === "derived") on |= item.on;
    else if (item.kind === "path") on |= ofEvent;
    else if (item.kind === "outside") on |= item.isHarmless ? ofWorld : unknown;
    else if (item.kind === "json") on |= dependsOn(item.of);
    else if (item.kind === "deferred") on |= dependsOn(item.value);
    else if (item.kind === "global" && worldGlobals.test(item.path)) on |= ofWorld;
  }
  return on;
}

const worldGlobals = /^(?:process\b|fetch|Date|performance|crypto|__dirname|__filename)/;

export function named(on: number): Condition["on"] {
  if ((on & unknown) !== 0) return "unknown";
  if ((on & ofWorld) !== 0) return "world";
  return (on & ofEvent) !== 0 ? "event" : "constant";
}

export function conditionsOf(...contexts: readonly Context[]): Condition[] {
  const found: Condition[] = [];
  for (const context of contexts) {
    const own: Condition[] = [];
    for (let at: Context | undefined = context; at !== undefined; at = at.parent) {
      if (at.condition !== undefined) own.unshift(at.condition);
    }
    found.push(...own.filter((one) => !found.includes(one)));
  }
  return found;
}

export function branchesOf(...contexts: readonly Context[]): Position[] {
  const found: Position[] = [];
  for (const context of contexts) {
    for (let at: Context | undefined = context; at !== undefined; at = at.parent) {
      if (at.branch !== undefined && !found.includes(at.branch)) found.push(at.branch);
    }
  }
  return found;
}

/** The one constant that a value is, if it is one. */
export function constantOf(value: Value): { readonly value: Primitive } | undefined {
  const [first] = value;
  if (first?.kind !== "constant") return undefined;
  return value.every((item) => item.kind === "constant" && Object.is(item.value, first.value)) ? first : undefined;
}

export type Write = StatusWrite;
