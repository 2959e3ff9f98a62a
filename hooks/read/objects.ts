import type { Node } from "acorn";
import { settled, spreadInto } from "./expressions";
import type { Frame, Machine } from "./machine";
import { slot } from "./patterns";
import { slotsOf } from "./properties";
import { constantOf, dependsOn, type HeapObject, type Item, join, type Value } from "./values";

/** The call of a global function. */
export interface Call {
  readonly m: Machine;
  readonly given: readonly Value[];
  readonly first: Value;
  readonly second: Value;
  readonly third: Value;
  readonly at: Node;
  readonly frame: Frame;
}

export function assignInto({ m, given, first, at, frame }: Call): Value {
  for (const source of given.slice(1)) {
    for (const item of settled(source)) {
      for (const target of first) {
        if (target.kind === "object" && !target.isTransparent) {
          spreadInto(m, target, [item], at, frame);
          continue;
        }
        copyOnto(m, target, item, at, frame);
      }
    }
  }
  return first;
}

/** Property by property, as `Object.assign` writes. */
function copyOnto(m: Machine, target: Item, source: Item, at: Node, frame: Frame): void {
  const { state } = m;
  if (source.kind === "object") {
    for (const [name, slots] of source.slots) {
      for (const one of slots) {
        const place = { ...frame, context: one.context };
        const value = one.kind === "get" ? m.call(one.value, [source], [], at, frame) : one.value;
        if (one.kind !== "set") m.write([target], [state.constant(name, frame.context)], value, at, place);
      }
    }
    for (const one of source.rest)
      m.write([target], [state.derived(dependsOn(one.value), frame.context)], one.value, at, frame);
    for (const one of source.sources) copyOnto(m, target, one, at, frame);
  } else if (source.kind === "path") {
    if (source === target) return;
    m.write([target], [state.derived(1, frame.context)], [state.path(`${source.path}.*`)], at, frame);
  } else if (source.kind === "derived" || source.kind === "outside") {
    m.write([target], [state.derived(dependsOn([source]), frame.context)], [source], at, frame);
  }
}

export function define(m: Machine, target: Value, key: Value, description: Value, at: Node, frame: Frame): Value {
  const { state } = m;
  const part = (name: string): Value => m.property(description, [state.constant(name, frame.context)], at, frame);
  const value = part("value");
  if (value.length > 0) m.write(target, key, value, at, frame);
  const get = part("get");
  for (const item of target) {
    if (get.length === 0) continue;
    const name = constantOf(key)?.value;
    if ((item.kind === "object" || item.kind === "function") && name !== undefined) {
      const object = item.kind === "function" ? item.object : item;
      state.put(slotsOf(object, String(name)), { ...slot(m, get, at, frame), kind: "get" });
    } else m.write([item], key, m.call(get, [item], [], at, frame), at, frame);
  }
  const isTold = description.every(({ kind }) => kind === "object");
  if (!isTold) m.write(target, key, [state.derived(dependsOn(description), frame.context)], at, frame);
  return target;
}

export function defineAll(m: Machine, target: Value, descriptions: Value, at: Node, frame: Frame): Value {
  for (const item of descriptions) {
    if (item.kind !== "object") {
      define(m, target, [m.state.derived(dependsOn([item]), frame.context)], [item], at, frame);
      continue;
    }
    for (const name of item.slots.keys()) {
      const key = [m.state.constant(name, frame.context)];
      define(m, target, key, m.property([item], key, at, frame), at, frame);
    }
  }
  return target;
}

export function pairsOf({ m, first, at, frame }: Call): Value {
  const { state } = m;
  const list = state.object(at, frame.context, "entries", true);
  for (const item of first) {
    if (item.kind === "object" && item.sources.length === 0) {
      for (const [name, slots] of item.slots)
        addEntry(m, list, name, join([], ...slots.map((one) => one.value)), at, frame);
      for (const one of item.rest) addEntry(m, list, undefined, one.value, at, frame);
    } else {
      addEntry(m, list, undefined, m.property([item], [], at, frame), at, frame);
    }
  }
  return [list];
}

function addEntry(m: Machine, list: HeapObject, name: string | undefined, value: Value, at: Node, frame: Frame): void {
  const { state } = m;
  const pair = state.object(at, frame.context, `entry:${name ?? "*"}`, true);
  const key = name === undefined ? state.derived(1, frame.context) : state.constant(name, frame.context);
  state.put(slotsOf(pair, "0"), slot(m, [key], at, frame));
  state.put(slotsOf(pair, "1"), slot(m, value, at, frame));
  state.put(
    list.rest,
    slot(m, [pair], at, {
      ...frame,
      context: m.state.under(frame.context, `entry:${name ?? "*"}:${at.start}`, undefined, undefined),
    }),
  );
}

export function fromPairs({ m, first, at, frame }: Call): Value {
  const object = m.state.object(at, frame.context, "fromEntries");
  for (const pair of m.elements(first, at, frame)) {
    const key = m.property([pair], [m.state.constant("0", frame.context)], at, frame);
    m.write([object], key, m.property([pair], [m.state.constant("1", frame.context)], at, frame), at, frame);
  }
  return [object];
}

/** What a function that is given to `JSON.stringify` or `JSON.parse` makes of a value: each property may be what it gives. */
export function replaced({ m, first, second, at, frame }: Call): Value {
  const functions = second.filter(({ kind }) => kind !== "constant");
  if (functions.length === 0) return first;
  const object = m.state.object(at, frame.context, "replaced");
  for (const item of first) m.state.source(object, item);
  const each = m.property(first, [], at, frame);
  const key = [m.state.derived(1, frame.context)];
  m.state.put(object.rest, slot(m, m.call(functions, first, [key, each], at, frame), at, frame));
  return join([object], m.call(functions, first, [[m.state.constant("", frame.context)], first], at, frame));
}

export function parsed(call: Call): Value {
  const { m, first, second, at, frame } = call;
  return first.flatMap((item): Value => {
    if (item.kind === "json") return copyOf(m, replaced({ ...call, first: item.of, second }), at, frame);
    const text = constantOf([item])?.value;
    return typeof text === "string"
      ? literalOf(m, text, at, frame)
      : [m.state.derived(dependsOn([item]), frame.context)];
  });
}

function literalOf(m: Machine, text: string, at: Node, frame: Frame): Value {
  try {
    return [plain(m, JSON.parse(text) as unknown, at, frame, "json")];
  } catch {
    return [];
  }
}

function plain(m: Machine, value: unknown, at: Node, frame: Frame, label: string): Item {
  if (typeof value !== "object" || value === null) return m.state.constant(value as string, frame.context);
  const object = m.state.object(at, frame.context, label, Array.isArray(value));
  for (const [key, one] of Object.entries(value)) {
    m.state.put(slotsOf(object, key), slot(m, [plain(m, one, at, frame, `${label}.${key}`)], at, frame));
  }
  return object;
}

/** A deep copy; what was copied is told by its source, and what is changed on the copy stays on the copy. */
export function copyOf(m: Machine, value: Value, at: Node, frame: Frame): Value {
  return value.map((item) => {
    if (item.kind !== "object" && item.kind !== "path") return item;
    if (item.kind === "path" && !m.state.response.startsWith(item.path)) return item;
    const copy = m.state.object(at, frame.context, `copy${item.id}`, item.kind === "object" && item.isArray);
    spreadInto(m, copy, [item], at, frame);
    return copy;
  });
}
