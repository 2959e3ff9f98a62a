import type { Node } from "acorn";
import { settled } from "./expressions";
import { callGlobal } from "./globals";
import type { Frame, Machine } from "./machine";
import { slot } from "./patterns";
import { namesIn } from "./properties";
import { constantOf, dependsOn, type HeapObject, type Item, join, type Value } from "./values";

/** `target[key](…given)`. */
export function callMethod(
  m: Machine,
  target: Value,
  key: Value,
  thisValue: Value,
  given: readonly Value[],
  at: Node,
  frame: Frame,
): Value {
  const names = namesIn(key);
  if (target.length === 0) return m.call([], thisValue, given, at, frame);
  return join(
    [],
    ...target.flatMap((item) =>
      names.map((name) => {
        const own = m.property([item], name === undefined ? [] : [m.state.constant(name, frame.context)], at, frame);
        const known = name === undefined ? undefined : languageMethod(m, item, name, own, given, at, frame);
        if (known !== undefined) return known;
        if (own.length === 0 && name !== undefined && inheritedNames.has(name))
          return [m.state.derived(dependsOn([item]), frame.context)];
        return m.call(own, thisValue === target ? [item] : thisValue, given, at, frame);
      }),
    ),
  );
}

const inheritedNames: ReadonlySet<string> = new Set([
  ...["hasOwnProperty", "propertyIsEnumerable", "isPrototypeOf", "toString", "valueOf", "toLocaleString", "toJSON"],
  ...[
    "push",
    "unshift",
    "add",
    "set",
    "get",
    "has",
    "delete",
    "clear",
    "next",
    "return",
    "throw",
    "padStart",
    "padEnd",
  ],
]);

function languageMethod(
  m: Machine,
  item: Item,
  name: string,
  own: Value,
  given: readonly Value[],
  at: Node,
  frame: Frame,
): Value | undefined {
  const isOwn = item.kind === "object" && own.length > 0;
  if (name === "then" || name === "catch" || name === "finally") {
    if (isOwn) return undefined;
    return chained(m, item, name, given, at, frame);
  }
  switch (item.kind) {
    case "function":
    case "native":
    case "global":
      return functionMethod(m, item, name, given, at, frame);
    case "object":
      return isOwn && !item.isArray ? undefined : collectionMethod(m, item, name, given, at, frame);
    case "constant":
    case "path":
    case "derived":
    case "json":
      return dataMethod(m, item, name, given, at, frame);
    default:
      return undefined;
  }
}

function chained(m: Machine, item: Item, name: string, given: readonly Value[], at: Node, frame: Frame): Value {
  const value = settled([item]);
  const [first, second] = given;
  const failure = [m.state.derived(2, frame.context)];
  if (name === "finally") {
    m.call(first ?? [], [], [], at, frame);
    return value;
  }
  const world: Value = item.kind === "outside" ? [m.state.derived(dependsOn([item]), frame.context), item] : value;
  if (name === "catch") return join(value, m.call(first ?? [], [], [failure], at, frame));
  const isGiven = first !== undefined && first.length > 0;
  const done = isGiven ? m.call(first, [], [world], at, frame) : value;
  const failed = second === undefined ? [] : m.call(second, [], [failure], at, frame);
  return settled(join(done, failed));
}

function functionMethod(
  m: Machine,
  item: Item,
  name: string,
  given: readonly Value[],
  at: Node,
  frame: Frame,
): Value | undefined {
  const [first = [], ...rest] = given;
  if (item.kind === "global" && item.path === "Reflect")
    return callGlobal(m, `Reflect.${name}`, [item], given, at, frame);
  if (name === "call") return m.call([item], first, rest, at, frame);
  if (name === "apply") return m.call([item], first, placesOf(m, rest[0] ?? [], at, frame), at, frame);
  if (name === "bind") {
    if (item.kind === "function") {
      const isArrow = item.node.type === "ArrowFunctionExpression";
      const bound = { boundThis: isArrow ? item.boundThis : first, boundArguments: [...item.boundArguments, ...rest] };
      return [m.state.closure(item.node, item.scope, frame.context, bound)];
    }
    return [m.state.native(at, `bind${item.id}`, (more) => m.call([item], first, [...rest, ...more], at, frame))];
  }
  if (item.kind === "global")
    return callGlobal(m, item.path === "globalThis" ? name : `${item.path}.${name}`, [item], given, at, frame);
  return undefined;
}

/** The arguments that an array holds. */
export function placesOf(m: Machine, value: Value, at: Node, frame: Frame): Value[] {
  const [only] = value;
  if (value.length === 1 && only?.kind === "object" && only.isArray && only.rest.length === 0) {
    return [...only.slots.keys()]
      .filter((key) => /^\d+$/.test(key))
      .map((key) => {
        return m.property(value, [m.state.constant(key, frame.context)], at, frame);
      });
  }
  const each = m.elements(value, at, frame);
  return [each, each, each];
}

const callbackFirst: ReadonlySet<string> = new Set([
  ...["map", "forEach", "filter", "find", "findLast", "some", "every", "flatMap", "findIndex", "sort", "toSorted"],
]);
const sameMembers: ReadonlySet<string> = new Set([
  ...[
    "filter",
    "slice",
    "concat",
    "reverse",
    "sort",
    "flat",
    "values",
    "toSorted",
    "toReversed",
    "entries",
    "splice",
    "with",
  ],
]);
const oneMember: ReadonlySet<string> = new Set(["find", "findLast", "pop", "shift", "at"]);

/** Arrays, maps and sets. */
function collectionMethod(
  m: Machine,
  item: HeapObject,
  name: string,
  given: readonly Value[],
  at: Node,
  frame: Frame,
): Value | undefined {
  const { state } = m;
  const each = () => m.elements([item], at, frame);
  const [first = [], second = []] = given;
  if (name === "push" || name === "unshift" || name === "add" || name === "fill") {
    if (!item.isArray) return undefined;
    for (const value of given) state.put(item.rest, slot(m, value, at, frame));
    return [item];
  }
  if (!item.isArray) return undefined;
  if (name === "set") {
    const constant = constantOf(first);
    if (constant === undefined) state.put(item.rest, slot(m, second, at, frame));
    else m.write([item], [state.constant(`=${String(constant.value)}`, frame.context)], second, at, frame);
    return [item];
  }
  if (name === "get") {
    const constant = constantOf(first);
    return constant === undefined
      ? each()
      : m.property([item], [state.constant(`=${String(constant.value)}`, frame.context)], at, frame);
  }
  if (name === "reduce" || name === "reduceRight") {
    let result = given.length > 1 ? second : each();
    const index = [state.derived(0, frame.context)];
    for (let round = 0; round < 2; round++)
      result = join(result, m.call(first, [], [result, each(), index, [item]], at, frame));
    return result;
  }
  if (callbackFirst.has(name)) {
    const index = [state.derived(0, frame.context)];
    const arguments_ = /sort/i.test(name) ? [each(), each()] : [each(), index, [item]];
    const result = m.call(first, [], arguments_, at, frame);
    if (name === "map" || name === "flatMap") {
      const array = state.object(at, frame.context, "mapped", true);
      state.put(array.rest, slot(m, name === "map" ? result : join(result, m.elements(result, at, frame)), at, frame));
      return [array];
    }
    if (!sameMembers.has(name) && !oneMember.has(name))
      return [state.derived(dependsOn(join(each(), result)), frame.context)];
  }
  if (oneMember.has(name)) return each();
  if (sameMembers.has(name)) {
    const array = state.object(at, frame.context, "members", true);
    const more =
      name === "concat" ? given.map((value) => m.elements(value, at, frame)) : name === "splice" ? given.slice(2) : [];
    state.put(array.rest, slot(m, join(each(), ...more), at, frame));
    return [array];
  }
  if (name === "join") {
    const parts = item.rest.length > 0 ? [] : placesOf(m, [item], at, frame).map(constantOf);
    if (parts.length > 0 && parts.every((part) => part !== undefined)) {
      const between = constantOf(first)?.value ?? ",";
      return [state.constant(parts.map((part) => String(part.value)).join(String(between)), frame.context)];
    }
  }
  if (name === "has" || name === "includes" || name === "indexOf" || name === "join" || name === "keys") {
    return [state.derived(dependsOn(join(each(), first)), frame.context)];
  }
  return undefined;
}

const identities: ReadonlySet<string> = new Set(["toString", "valueOf", "trim", "toFixed"]);

/** Strings, numbers, and parts of the event: no method of theirs changes anything. */
function dataMethod(m: Machine, item: Item, name: string, given: readonly Value[], at: Node, frame: Frame): Value {
  const { state } = m;
  if (identities.has(name)) return [item];
  const on = dependsOn(join([item], ...given));
  // A list that the response is in, which is the list of records, gives its members.
  const isAbove = item.kind === "path" && state.response.startsWith(`${item.path}.`);
  const part: Value = isAbove ? elementsOf(m, [item], at, frame) : [state.derived(on, frame.context)];
  let gathered: Value = [];
  for (const one of given.flat()) {
    if (one.kind !== "function" && one.kind !== "native") continue;
    const result = m.call(
      [one],
      [],
      name === "reduce" ? [join(part, ...given.slice(1)), part] : [part, part, part],
      at,
      frame,
    );
    if (isAbove) gathered = join(gathered, result);
  }
  if (isAbove) {
    const array = state.object(at, frame.context, "records", true);
    state.put(array.rest, slot(m, join(gathered, part), at, frame));
    return name === "reduce" || oneMember.has(name) ? join(gathered, part) : [array];
  }
  const text = constantOf([item])?.value;
  const [first] = given.map(constantOf);
  if (typeof text === "string") {
    if (name === "toLowerCase" || name === "toUpperCase") return [state.constant(text[name](), frame.context)];
    if (name === "concat" && first !== undefined) return [state.constant(text + String(first.value), frame.context)];
    if (name === "split" && typeof first?.value === "string") return splitText(m, text, first.value, at, frame);
  }
  return part;
}

function splitText(m: Machine, text: string, separator: string, at: Node, frame: Frame): Value {
  const array = m.state.object(at, frame.context, "split", true);
  for (const [index, part] of text.split(separator).entries()) {
    m.state.put(array.rest, slot(m, [m.state.constant(part, frame.context)], at, frame));
    if (index > 20) break;
  }
  return [array];
}

/** What a loop over a value, or a spread of it, gives. */
export function elementsOf(m: Machine, value: Value, at: Node, frame: Frame): Value {
  const { state } = m;
  return join(
    [],
    ...value.map((item): Value => {
      switch (item.kind) {
        case "object":
          return join(
            [],
            ...[...item.slots]
              .filter(([key]) => /^(?:\d+|=.*)$/.test(key))
              .flatMap(([, slots]) => slots.map((one) => one.value)),
            ...item.rest.map((one) => one.value),
            ...item.sources.map((one) => elementsOf(m, [one], at, frame)),
          );
        case "path":
          return m.property([item], [state.constant("0", frame.context)], at, frame);
        case "deferred":
          return elementsOf(m, settled([item]), at, frame);
        default:
          return [state.derived(dependsOn([item]), frame.context)];
      }
    }),
  );
}

/** The values of a spread argument, where each has its place. */
export function placedArguments(m: Machine, node: Node, frame: Frame): Value[] | undefined {
  const value = m.evaluate(node, frame);
  const [only] = value;
  if (value.length !== 1 || only?.kind !== "object" || !only.isArray) return undefined;
  return placesOf(m, value, node, frame);
}
