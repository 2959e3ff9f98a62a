import type { Node } from "acorn";
import { settled } from "./expressions";
import { callGlobal, fromData } from "./globals";
import type { Frame, Machine } from "./machine";
import { slot } from "./patterns";
import { slotsOf } from "./properties";
import { constantOf, dependsOn, type HeapObject, join, ofWorld, unknown, type Value } from "./values";

/** `new Name(…)`. */
export function constructGlobal(m: Machine, path: string, given: readonly Value[], at: Node, frame: Frame): Value {
  const { state } = m;
  const [first = [], second = []] = given;
  const name = path.replace(/^(?:globalThis|global)\./, "");
  switch (name) {
    case "Promise": {
      const deferred = state.deferred(at, frame.context);
      const settle = state.native(at, `resolve${frame.context.id}`, ([value = []]) => {
        state.settle(deferred, settled(value));
        return [];
      });
      m.call(first, [], [[settle], [state.native(at, "reject", () => [])]], at, frame);
      return [deferred];
    }
    case "Proxy": {
      const proxy = state.object(at, frame.context, "proxy", false, true);
      for (const item of first) state.source(proxy, item);
      throughTraps(m, proxy, first, second, at, frame);
      return [proxy];
    }
    case "Map":
    case "Set":
    case "WeakMap":
    case "WeakSet":
    case "Array": {
      const collection = state.object(at, frame.context, "collection", true);
      const members = m.elements(first, at, frame);
      if (name === "Map" || name === "WeakMap") {
        for (const member of members) addPair(m, collection, [member], at, frame);
      } else state.put(collection.rest, slot(m, name === "Array" ? join([], ...given) : members, at, frame));
      return [collection];
    }
    case "Object":
      return first;
    case "Number":
    case "String":
      return first;
    case "Function":
      return fromData(m, "new Function", given, at, frame);
    case "Date":
      return [state.derived(given.length === 0 ? ofWorld : dependsOn(join([], ...given)), frame.context)];
    default:
      return callGlobal(m, path, [], given, at, frame) ?? [state.derived(unknown, frame.context)];
  }
}

function addPair(m: Machine, collection: HeapObject, pair: Value, at: Node, frame: Frame): void {
  const key = m.property(pair, [m.state.constant("0", frame.context)], at, frame);
  const value = m.property(pair, [m.state.constant("1", frame.context)], at, frame);
  const name = constantOf(key)?.value;
  if (name === undefined) m.state.put(collection.rest, slot(m, value, at, frame));
  else m.state.put(slotsOf(collection, `=${String(name)}`), slot(m, value, at, frame));
}

/** What a Proxy's traps give instead of the target's own. */
function throughTraps(m: Machine, proxy: HeapObject, target: Value, handler: Value, at: Node, frame: Frame): void {
  const { state } = m;
  const trap = (name: string): Value => m.property(handler, [state.constant(name, frame.context)], at, frame);
  const key: Value = [state.constant(state.status, frame.context)];
  const get = trap("get");
  if (get.length > 0) {
    const read = m.call(get, handler, [target, key, [proxy]], at, frame);
    state.put(slotsOf(proxy, state.status), slot(m, read, at, frame));
  }
  const set = trap("set");
  if (set.length > 0) m.call(set, handler, [target, key, [state.derived(0, frame.context)], [proxy]], at, frame);
  const own = trap("getOwnPropertyDescriptor");
  if (own.length > 0) {
    const described = m.call(own, handler, [target, key], at, frame);
    const value = m.property(described, [state.constant("value", frame.context)], at, frame);
    state.put(slotsOf(proxy, state.status), slot(m, value, at, frame));
  }
  const apply = trap("apply");
  if (apply.length > 0) {
    for (const item of apply) {
      state.source(
        proxy,
        state.native(at, `apply${item.id}`, (values) => {
          const list = state.object(at, frame.context, "applied", true);
          for (const value of values) state.put(list.rest, slot(m, value, at, frame));
          return m.call([item], handler, [target, [], [list]], at, frame);
        }),
      );
    }
  }
}
