import type { Node } from "acorn";
import type { Frame, Machine } from "./machine";
import type { State } from "./state";
import {
  branchesOf,
  type Closure,
  conditionsOf,
  constantOf,
  type Context,
  dependsOn,
  type HeapObject,
  type Item,
  join,
  named,
  type Slot,
  unknown,
  type Value,
} from "./values";
import { slot } from "./patterns";

const maximumDepth = 12;

/** What reading a property gives: everything that was ever written there, and what was there before. */
export function readProperty(m: Machine, target: Value, key: Value, at: Node, frame: Frame): Value {
  if (m.state.isLate) return [m.state.derived(unknown, frame.context)];
  let found: Value = [];
  const names = namesIn(key);
  for (const item of target) {
    for (const name of names) found = join(found, propertyOf(m, item, name, target, at, frame, new Set()));
    if (m.state.isSpent) break;
  }
  return m.state.within(found);
}

/** The names that a key may be; `undefined` among them where it could not be told. */
export function namesIn(key: Value): (string | undefined)[] {
  const names = key.map((item) =>
    item.kind === "constant" ? String(item.value) : item.kind === "global" ? item.path : undefined,
  );
  return names.length === 0 ? [undefined] : [...new Set(names)];
}

function propertyOf(
  m: Machine,
  item: Item,
  name: string | undefined,
  self: Value,
  at: Node,
  frame: Frame,
  seen: Set<Item>,
): Value {
  const { state } = m;
  if (seen.has(item)) return [];
  seen.add(item);
  switch (item.kind) {
    case "path":
      return pathProperty(state, item.path, name, frame.context);
    case "object":
      return objectProperty(m, item, name, self, at, frame, seen);
    case "function":
      return functionProperty(m, item, name, self, at, frame, seen);
    case "global":
      return name === undefined ? [state.derived(unknown, frame.context)] : [globalProperty(state, item.path, name)];
    case "outside":
      return [state.outside(item.module, item.isHarmless, `${item.path}.${name ?? "*"}`.slice(0, 80), item.wraps)];
    case "deferred":
      return item.value.flatMap((one) => [...propertyOf(m, one, name, self, at, frame, seen)]);
    case "derived":
      return [state.derived(item.on, frame.context)];
    case "constant":
      if (typeof item.value === "string" && name === "length")
        return [state.constant(item.value.length, frame.context)];
      return typeof item.value === "string" && /^\d+$/.test(name ?? "") ? [state.derived(0, frame.context)] : [];
    case "json":
      return [state.derived(dependsOn(item.of), frame.context)];
    case "native":
      return [];
  }
}

function globalProperty(state: State, path: string, name: string): Item {
  if (path === "globalThis" || path === "global" || path === "window" || path === "self") return state.global(name);
  return state.global(`${path}.${name}`);
}

function pathProperty(state: State, path: string, name: string | undefined, context: Context): Value {
  const prefix = path === "" ? "" : `${path}.`;
  if (name === undefined) {
    // Any of its parts; what was stored in one of them among it.
    const stored = [...state.stores].filter(
      ([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes("."),
    );
    const response = state.response.startsWith(prefix) ? state.response.slice(prefix.length).split(".")[0] : undefined;
    const parts: Item[] = [state.path(`${prefix}*`)];
    if (response !== undefined && path !== state.response && !path.endsWith("*"))
      parts.push(state.path(`${prefix}${response}`));
    return join(parts, ...stored.map(([, value]) => value));
  }
  const next = `${prefix}${name}`;
  if (next.split(".").length > maximumDepth) return [state.derived(1, context)];
  if (/(?:^|\.)config\.eventType$/.test(next)) return [state.constant(state.entry.event, context)];
  const stored = join(state.stores.get(next) ?? [], state.stores.get(`${prefix}*`) ?? []);
  return join([state.path(next)], stored);
}

function objectProperty(
  m: Machine,
  object: HeapObject,
  name: string | undefined,
  self: Value,
  at: Node,
  frame: Frame,
  seen: Set<Item>,
): Value {
  if (object.isArray && name === "length") return [m.state.derived(0, frame.context)];
  const slots = name === undefined ? [...object.slots.values()].flat() : object.slots.get(name);
  const values = [...(slots ?? []), ...object.rest].map((one) => slotValue(m, one, self, at, frame));
  // A name that is a slot of its own hides what is inherited or was spread.
  if (slots !== undefined && name !== undefined) return join([], ...values);
  return join([], ...values, ...object.sources.map((one) => propertyOf(m, one, name, self, at, frame, seen)));
}

function slotValue(m: Machine, one: Slot, self: Value, at: Node, frame: Frame): Value {
  if (one.kind === "value") return one.value;
  return one.kind === "get" ? m.call(one.value, self, [], at, frame) : [];
}

function functionProperty(
  m: Machine,
  closure: Closure,
  name: string | undefined,
  self: Value,
  at: Node,
  frame: Frame,
  seen: Set<Item>,
): Value {
  if (name === "prototype") return [closure.prototype];
  if (name === "name" || name === "length") return [m.state.derived(0, frame.context)];
  return propertyOf(m, closure.object, name, self, at, frame, seen);
}

/** Writes a property; where that is a status of the received response, it is told. */
export function writeProperty(m: Machine, target: Value, key: Value, value: Value, at: Node, frame: Frame): void {
  const names = namesIn(key);
  for (const item of target) {
    for (const name of names) writeTo(m, item, name, value, at, frame, target.length * names.length === 1);
  }
}

function writeTo(
  m: Machine,
  item: Item,
  name: string | undefined,
  value: Value,
  at: Node,
  frame: Frame,
  isSure: boolean,
): void {
  const { state } = m;
  if (item.kind === "path") {
    storeInEvent(state, item.path, name, value, at, frame, isSure);
  } else if (item.kind === "object") {
    if (item.isTransparent) for (const one of item.sources) writeTo(m, one, name, value, at, frame, isSure);
    const setters = name === undefined ? [] : inheritedSetters(item, name, new Set());
    for (const setter of setters) m.call(setter.value, [item], [value], at, frame);
    if (setters.length > 0) return;
    if (name === undefined || (item.isArray && /^\d+$/.test(name))) state.put(item.rest, slot(m, value, at, frame));
    else state.put(slotsOf(item, name), slot(m, value, at, frame));
  } else if (item.kind === "function") {
    if (name === "prototype") for (const one of value) state.source(item.prototype, one);
    else writeTo(m, item.object, name, value, at, frame, isSure);
  } else if (item.kind === "deferred") {
    for (const one of item.value) writeTo(m, one, name, value, at, frame, isSure);
  }
}

export function slotsOf(object: HeapObject, name: string): Slot[] {
  let slots = object.slots.get(name);
  if (slots === undefined) object.slots.set(name, (slots = []));
  return slots;
}

function inheritedSetters(object: HeapObject, name: string, seen: Set<HeapObject>): Slot[] {
  if (seen.has(object)) return [];
  seen.add(object);
  const own = (object.slots.get(name) ?? []).filter(({ kind }) => kind === "set");
  if (own.length > 0) return own;
  return object.sources.flatMap((source) => {
    if (source.kind === "object") return inheritedSetters(source, name, seen);
    return [];
  });
}

function storeInEvent(
  state: State,
  path: string,
  name: string | undefined,
  value: Value,
  at: Node,
  frame: Frame,
  isSure: boolean,
): void {
  const prefix = path === "" ? "" : `${path}.`;
  if (path === state.response || (path.endsWith("*") && state.response.startsWith(path.slice(0, -1)))) {
    const isStatus = name === state.status;
    if (isStatus || name === undefined) {
      statusWritten(state, value, at, frame.context, isStatus && isSure && path === state.response);
    }
  }
  const next = `${prefix}${name ?? "*"}`;
  const before = state.stores.get(next) ?? [];
  const after = join(before, value);
  if (after !== before) {
    state.stores.set(next, after);
    state.version++;
  }
}

/** Tells of a status: of each value that it may be, unless that is the received one. */
export function statusWritten(state: State, value: Value, at: Node, context: Context, isSure: boolean): void {
  writtenAt(state, value, state.position(at), context, isSure);
}

export function writtenAt(
  state: State,
  value: Value,
  position: Slot["position"],
  context: Context,
  isSure: boolean,
): void {
  const kept = `${state.response}.${state.status}`;
  for (const item of value) {
    // A property that could not be told, copied to one that could not: a copy, name by name.
    const isCopied = item.kind === "path" && (item.path === kept || (!isSure && item.path === `${state.response}.*`));
    const own = item.kind === "constant" || item.kind === "derived" ? [item.context] : [];
    const number = item.kind === "constant" ? Number(item.value) : NaN;
    const key = `${position.file ?? ""}:${position.line}:${position.column}:${item.id}:${context.id}:${String(isSure)}`;
    if (state.writes.has(key)) continue;
    state.writes.set(key, {
      position,
      target: isSure ? "sure" : "possible",
      ...(isCopied ? { value: "same" } : Number.isInteger(number) ? { value: number } : {}),
      valueOn: named(dependsOn([item])),
      conditions: conditionsOf(context, ...own),
      within: branchesOf(context, ...own),
    });
  }
}

/** Whether a value is a constant key of the given name. */
export function isKey(key: Value, name: string): boolean {
  return constantOf(key)?.value === name;
}
