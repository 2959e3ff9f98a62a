import type { Node } from "acorn";
import { settled, spreadInto } from "./expressions";
import type { Frame, Machine } from "./machine";
import { assignInto, type Call, copyOf, define, defineAll, fromPairs, pairsOf, parsed, replaced } from "./objects";
import { slot } from "./patterns";
import { slotsOf } from "./properties";
import { constantOf, dependsOn, join, ofWorld, unknown, type Value } from "./values";

type Global = (call: Call) => Value;

/** Calls what the language or Node brings; `undefined` where there is nothing of that name. */
export function callGlobal(
  m: Machine,
  path: string,
  thisValue: Value,
  given: readonly Value[],
  at: Node,
  frame: Frame,
): Value | undefined {
  const [first = [], second = [], third = []] = given;
  const { state } = m;
  const name = path.replace(/^(?:globalThis|global|window|self)\./, "");
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  if (known !== undefined) return known({ m, given, first, second, third, at, frame });
  const root = name.split(".")[0] ?? "";
  if (root === "eval" || root === "Function" || root === "WebAssembly") return fromData(m, name, given, at, frame);
  if (root === "require" || root === "module") return [state.derived(ofWorld, frame.context)];
  const isKnown = Object.hasOwn(globalThis, root) || nodeNames.has(root);
  if (!isKnown) return undefined;
  const on = dependsOn(join(thisValue, ...given)) | (world.test(name) ? ofWorld : 0);
  const value: Value = [state.derived(on, frame.context)];
  for (const one of given.flat()) {
    if (one.kind === "function" || one.kind === "native") m.call([one], [], [value, value, value], at, frame);
  }
  return value;
}

const nodeNames: ReadonlySet<string> = new Set(["console", "process", "Buffer", "cf", "crypto", "awslambda"]);
const world = /^(?:process|fetch|Date|performance|crypto|Math\.random|cf|awslambda|setInterval)\b/;

export function fromData(m: Machine, name: string, given: readonly Value[], at: Node, frame: Frame): Value {
  const text = constantOf(given.at(-1) ?? [])?.value;
  // How libraries find the global object.
  if (text === "return this") return [m.state.native(at, "globalThis", () => [m.state.global("globalThis")])];
  m.state.isOpaque("eval", `it makes code from data with ${name}`, m.state.position(at));
  return [m.state.derived(unknown, frame.context)];
}

const identity: Global = ({ first }) => first;
const nothing: Global = ({ m, frame }) => [m.state.constant(undefined, frame.context)];
const worldly: Global = ({ m, frame }) => [m.state.derived(ofWorld, frame.context)];
const later: Global = ({ m, given, first, at, frame }) => {
  if (first.some(({ kind }) => kind === "constant" || kind === "json"))
    return fromData(m, "a timer's text", [first], at, frame);
  m.call(first, [], given.slice(2), at, frame);
  return [m.state.derived(0, frame.context)];
};
const keysOf: Global = ({ m, first, at, frame }) => {
  const list = m.state.object(at, frame.context, "keys", true);
  for (const item of first) {
    if (item.kind === "object" && item.sources.length === 0 && item.rest.length === 0) {
      for (const name of item.slots.keys())
        m.state.put(
          slotsOf(list, String(list.slots.size)),
          slot(m, [m.state.constant(name, frame.context)], at, frame),
        );
    } else m.state.put(list.rest, slot(m, [m.state.derived(dependsOn([item]), frame.context)], at, frame));
  }
  return [list];
};
const memberList: Global = ({ m, first, second, at, frame }) => {
  const list = m.state.object(at, frame.context, "list", true);
  const members = m.elements(first, at, frame);
  m.state.put(
    list.rest,
    slot(m, second.length > 0 ? m.call(second, [], [members, []], at, frame) : members, at, frame),
  );
  return [list];
};
const descriptorOf: Global = ({ m, first, second, at, frame }) => {
  const object = m.state.object(at, frame.context, "descriptor");
  m.state.put(slotsOf(object, "value"), slot(m, m.property(first, second, at, frame), at, frame));
  return [object];
};
const settledAll: Global = ({ m, first, at, frame }) => {
  const [only] = first;
  if (first.length === 1 && only?.kind === "object") {
    const list = m.state.object(at, frame.context, "all", true);
    for (const [name, slots] of only.slots)
      m.state.put(slotsOf(list, name), slot(m, settled(join([], ...slots.map((one) => one.value))), at, frame));
    for (const one of only.rest) m.state.put(list.rest, { ...one, value: settled(one.value) });
    return [list];
  }
  return memberList({ m, given: [], first, second: [], third: [], at, frame });
};

const table: Readonly<Record<string, Global>> = {
  "Object.assign": assignInto,
  "Object.defineProperty": ({ m, first, second, third, at, frame }) => define(m, first, second, third, at, frame),
  "Reflect.defineProperty": ({ m, first, second, third, at, frame }) => define(m, first, second, third, at, frame),
  "Object.defineProperties": ({ m, first, second, at, frame }) => defineAll(m, first, second, at, frame),
  "Object.entries": pairsOf,
  "Object.fromEntries": fromPairs,
  "Object.keys": keysOf,
  "Object.getOwnPropertyNames": keysOf,
  "Reflect.ownKeys": keysOf,
  "Object.values": ({ m, first, at, frame }) => {
    const list = m.state.object(at, frame.context, "values", true);
    m.state.put(list.rest, slot(m, m.property(first, [], at, frame), at, frame));
    return [list];
  },
  "Object.freeze": identity,
  "Object.seal": identity,
  "Object.preventExtensions": identity,
  "Object.create": ({ m, first, second, at, frame }) => {
    const object = m.state.object(at, frame.context, "created");
    for (const item of first) m.state.source(object, item);
    return defineAll(m, [object], second, at, frame);
  },
  "Object.setPrototypeOf": ({ m, first, second }) => {
    for (const item of first) if (item.kind === "object") for (const one of second) m.state.source(item, one);
    return first;
  },
  "Object.getOwnPropertyDescriptor": descriptorOf,
  "Reflect.getOwnPropertyDescriptor": descriptorOf,
  "Object.getOwnPropertyDescriptors": ({ m, first, at, frame }) => {
    const object = m.state.object(at, frame.context, "descriptors");
    spreadInto(m, object, first, at, frame);
    return [object];
  },
  Object: identity,
  "Reflect.set": ({ m, first, second, third, at, frame }) => {
    m.write(first, second, third, at, frame);
    return [m.state.derived(0, frame.context)];
  },
  "Reflect.deleteProperty": ({ m, first, second, at, frame }) => {
    m.write(first, second, [m.state.constant(undefined, frame.context)], at, frame);
    return [m.state.constant(true, frame.context)];
  },
  "Reflect.get": ({ m, first, second, at, frame }) => m.property(first, second, at, frame),
  "Reflect.apply": ({ m, first, second, third, at, frame }) => {
    const each = m.elements(third, at, frame);
    return m.call(first, second, [each, each, each], at, frame);
  },
  "Reflect.construct": ({ m, first, second, at, frame }) => {
    const each = m.elements(second, at, frame);
    return m.construct(first, [each, each, each], at, frame);
  },
  "JSON.stringify": (call) => [call.m.state.json(replaced(call))],
  "JSON.parse": parsed,
  structuredClone: ({ m, first, at, frame }) => copyOf(m, first, at, frame),
  "Promise.resolve": ({ first }) => settled(first),
  "Promise.reject": () => [],
  "Promise.all": settledAll,
  "Promise.allSettled": ({ m, first, at, frame }) => {
    const list = m.state.object(at, frame.context, "settled", true);
    const one = m.state.object(at, frame.context, "outcome");
    m.state.put(slotsOf(one, "value"), slot(m, settled(m.elements(first, at, frame)), at, frame));
    m.state.put(slotsOf(one, "status"), slot(m, [m.state.derived(ofWorld, frame.context)], at, frame));
    m.state.put(list.rest, slot(m, [one], at, frame));
    return [list];
  },
  "Promise.race": ({ m, first, at, frame }) => settled(m.elements(first, at, frame)),
  "Promise.any": ({ m, first, at, frame }) => settled(m.elements(first, at, frame)),
  "Array.from": memberList,
  "Array.of": ({ m, given, at, frame }) => {
    const list = m.state.object(at, frame.context, "of", true);
    for (const value of given) m.state.put(list.rest, slot(m, value, at, frame));
    return [list];
  },
  Number: identity,
  String: identity,
  parseInt: identity,
  parseFloat: identity,
  "Number.parseInt": identity,
  "Number.parseFloat": identity,
  "Math.trunc": identity,
  "Math.floor": identity,
  "Math.round": identity,
  setTimeout: later,
  setImmediate: later,
  setInterval: later,
  queueMicrotask: later,
  "process.nextTick": later,
  fetch: worldly,
  "Math.random": worldly,
  "Date.now": worldly,
  "console.log": nothing,
  require: ({ m, first, at, frame }) => {
    return first.flatMap((item): Value => {
      if (item.kind === "constant") return m.load(String(item.value), at, frame);
      m.state.isOpaque("dynamic-require", "it requires a module whose name could not be told", m.state.position(at));
      return [m.state.outside("a computed name", false, "", [])];
    });
  },
};
