import type { Node } from "acorn";
import type { Entry, Span } from "../findings";
import { positionOf } from "../source";
import type { Position, Reason } from "../verdict";
import type { Scope, ScopeFile } from "./scope";
import {
  type Closure,
  type Context,
  type Deferred,
  type HeapObject,
  type Item,
  join,
  type Native,
  type Outside,
  type Primitive,
  type Slot,
  type Value,
  type Write,
} from "./values";

/** So many expressions are looked at; what is longer is not read to its end. */
const maximumSteps = 400_000;
/** So many things a value may be. */
const maximumItems = 1000;
/** Whole libraries in one file can take longer than anybody waits. */
const maximumMs = 2000;

/** Of the processor's time: what else a machine does is no reason to give up. */
function spentMs(): number {
  return process.cpuUsage().user / 1000;
}

/** What is known so far. Items are interned here, so that a second pass over the code finds what the first one made. */
export class State {
  readonly writes = new Map<string, Write>();
  readonly opaque = new Map<string, Reason>();
  readonly top: Context = { id: 0, parent: undefined, condition: undefined, branch: undefined, children: new Map() };
  /** The values that were assigned to parts of the event. */
  readonly stores = new Map<string, Value>();
  /** Branches that are never entered at this event, as the last pass saw it. */
  readonly dead: Span[] = [];
  answers: Value = [];
  touchesResponse = false;
  /** Grows whenever something new is known. */
  version = 0;
  private place: ScopeFile = { name: undefined, text: "" };
  /** How often the code was gone through, and whether nothing new is to come. */
  pass = 0;
  isLast = false;
  /** The classes by the scope of their body, for `super`. */
  readonly homes = new Map<Scope, Closure>();
  private asked = 0;
  private steps = 0;
  private readonly deadline = spentMs() + maximumMs;
  private ids = 1;
  private readonly interned = new Map<string, Item>();
  private readonly atNodes = new Map<Node, Map<string, Item>>();

  /** The path of the received response in the event, and the name of its status. */
  readonly response: string;
  readonly status: string;

  constructor(readonly entry: Entry) {
    const isLambda = entry.runtime === "lambda";
    this.response = isLambda ? "Records.0.cf.response" : "response";
    this.status = isLambda ? "status" : "statusCode";
  }

  /** Whether there were too many steps already. */
  get isSpent(): boolean {
    return this.steps >= maximumSteps;
  }

  /** Whether the time is over, which is asked for every now and then. */
  get isLate(): boolean {
    if (++this.asked % 64 === 0 && spentMs() > this.deadline) this.steps = maximumSteps;
    return this.isSpent;
  }

  /** Counts a step; false where there were too many. */
  step(): boolean {
    this.steps++;
    if (!this.isLate) return true;
    this.giveUp();
    return false;
  }

  /** Gives a value back, and the reading up where it may be too many things: each step with it takes too long. */
  within(value: Value): Value {
    if (value.length > maximumItems) this.giveUp();
    return value;
  }

  private giveUp(): void {
    this.steps = maximumSteps;
    this.isOpaque("unread", "the code is too long or too winding to be read to its end");
  }

  constant(value: Primitive, context: Context): Item {
    const key = `c${typeof value}:${String(value)}:${context.id}`;
    return this.intern(key, (id) => ({ id, kind: "constant", value, context }));
  }

  derived(on: number, context: Context): Item {
    return this.intern(`d${on}:${context.id}`, (id) => ({ id, kind: "derived", on, context }));
  }

  path(path: string): Item {
    if (path === this.response || path.startsWith(`${this.response}.`)) this.touchesResponse = true;
    return this.intern(`p${path}`, (id) => ({ id, kind: "path", path }));
  }

  global(path: string): Item {
    return this.intern(`g${path}`, (id) => ({ id, kind: "global", path }));
  }

  outside(module: string, isHarmless: boolean, path: string, wraps: Value): Outside {
    const key = `o${module}:${path}:${wraps.map(({ id }) => id).join()}`;
    return this.intern(key, (id) => ({ id, kind: "outside", module, isHarmless, path, wraps })) as Outside;
  }

  json(of: Value): Item {
    return this.intern(`j${of.map(({ id }) => id).join()}`, (id) => ({ id, kind: "json", of }));
  }

  object(node: Node, context: Context, label = "", isArray = false, isTransparent = false): HeapObject {
    return this.at(node, `object${label}:${context.id}`, (id) => ({
      ...{ id, kind: "object", position: this.position(node), context, slots: new Map(), rest: [], sources: [] },
      ...{ isArray, isTransparent },
    })) as HeapObject;
  }

  closure(
    node: Closure["node"],
    scope: Scope,
    context: Context,
    bound?: Pick<Closure, "boundThis" | "boundArguments">,
  ) {
    const key = `closure:${this.scopeId(scope)}:${bound === undefined ? "" : boundKey(bound)}`;
    const prototype = this.object(node, context, `prototype${this.scopeId(scope)}`);
    const object = this.object(node, context, `own${this.scopeId(scope)}`);
    return this.at(node, key, (id) => ({
      ...{ id, kind: "function", node, scope, object, prototype },
      ...{ boundThis: bound?.boundThis, boundArguments: bound?.boundArguments ?? [] },
    })) as Closure;
  }

  native(node: Node, label: string, call: Native["call"]): Item {
    return this.at(node, `native${label}`, (id) => ({ id, kind: "native", call }));
  }

  deferred(node: Node, context: Context): Deferred {
    return this.at(node, `deferred${context.id}`, (id) => ({ id, kind: "deferred", value: [] })) as Deferred;
  }

  /** A new place to gather values in. */
  cell(): Deferred {
    return { id: this.ids++, kind: "deferred", value: [] };
  }

  under(parent: Context, key: string, condition: Context["condition"], branch: Position | undefined): Context {
    let context = parent.children.get(key);
    if (context === undefined) {
      context = { id: this.ids++, parent, condition, branch, children: new Map() };
      parent.children.set(key, context);
    }
    return context;
  }

  put(slots: Slot[], slot: Slot): void {
    const before = slots.find(({ kind, context, position }) => {
      return (
        kind === slot.kind &&
        context === slot.context &&
        position.line === slot.position.line &&
        position.column === slot.position.column
      );
    });
    if (before === undefined) {
      slots.push(slot);
      this.version++;
      return;
    }
    const value = this.within(join(before.value, slot.value));
    if (value === before.value) return;
    slots[slots.indexOf(before)] = { ...before, value };
    this.version++;
  }

  source(object: HeapObject, item: Item): void {
    if (item === object || object.sources.includes(item)) return;
    object.sources.push(item);
    this.version++;
  }

  answer(value: Value): void {
    const after = join(this.answers, value);
    if (after !== this.answers) this.version++;
    this.answers = after;
  }

  settle(deferred: { value: Value }, value: Value): void {
    const after = this.within(join(deferred.value, value));
    if (after !== deferred.value) this.version++;
    deferred.value = after;
  }

  isOpaque(kind: string, message: string, position?: Position): void {
    const key = `${kind}:${message}:${position?.line ?? 0}`;
    if (!this.opaque.has(key)) this.opaque.set(key, { kind, message, ...(position === undefined ? {} : { position }) });
  }

  /** The name of the file that is read, where it is not the one that is loaded. */
  get file(): string | undefined {
    return this.place.name;
  }

  get text(): string {
    return this.place.text;
  }

  /** Reads something that stands in another file. */
  inFile<T>(place: ScopeFile | undefined, read: () => T): T {
    const before = this.place;
    this.place = place ?? before;
    const result = read();
    this.place = before;
    return result;
  }

  position(node: Node): Position {
    return positionOf(node, this.file);
  }

  span(node: Node): Span {
    const start = this.position(node);
    const { line, column } = node.loc?.end ?? { line: start.line, column: start.column };
    return { start, end: { line, column: column + 1, ...(this.file === undefined ? {} : { file: this.file }) } };
  }

  private readonly scopes = new Map<Scope, number>();

  scopeId(scope: Scope): number {
    let id = this.scopes.get(scope);
    if (id === undefined) this.scopes.set(scope, (id = this.scopes.size));
    return id;
  }

  private intern(key: string, make: (id: number) => Item): Item {
    let item = this.interned.get(key);
    if (item === undefined) this.interned.set(key, (item = make(this.ids++)));
    return item;
  }

  private at(node: Node, key: string, make: (id: number) => Item): Item {
    let items = this.atNodes.get(node);
    if (items === undefined) this.atNodes.set(node, (items = new Map<string, Item>()));
    let item = items.get(key);
    if (item === undefined) items.set(key, (item = make(this.ids++)));
    return item;
  }
}

function boundKey({ boundThis, boundArguments }: Pick<Closure, "boundThis" | "boundArguments">): string {
  return [boundThis ?? [], ...boundArguments].map((value) => value.map(({ id }) => id).join()).join(";");
}
