import type { AnyNode, Node } from "acorn";
import { readClass } from "./classes";
import type { Frame, Machine } from "./machine";
import { foldBinary, foldUnary } from "./fold";
import { keyOf, literalName, slot } from "./patterns";
import { slotsOf } from "./properties";
import { branch, neverEntered } from "./statements";
import { truth } from "./truth";
import { constantOf, dependsOn, type HeapObject, join, ofWorld, type Slot, unknown, type Value } from "./values";

/** All that an expression may be. */
export function evaluateExpression(m: Machine, node: AnyNode, frame: Frame): Value {
  const { state } = m;
  if (!state.step()) return [state.derived(unknown, frame.context)];
  switch (node.type) {
    case "Literal":
      if ("regex" in node && node.regex) return [state.derived(0, frame.context)];
      return [state.constant(node.value as string, frame.context)];
    case "Identifier":
      return variable(m, node.name, frame);
    case "ThisExpression":
      return frame.thisValue;
    case "TemplateLiteral":
      return template(m, node, frame);
    case "TaggedTemplateExpression": {
      const given = node.quasi.expressions.map((one) => m.evaluate(one, frame));
      const strings = [state.derived(0, frame.context)];
      return m.call(m.evaluate(node.tag, frame), [], [strings, ...given], node, frame);
    }
    case "ArrayExpression":
      return arrayOf(m, node, frame);
    case "ObjectExpression":
      return objectOf(m, node, frame);
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return functionOf(m, node, frame);
    case "ClassExpression":
    case "ClassDeclaration":
      return readClass(m, node, frame);
    case "MemberExpression":
      return m.property(receiver(m, node.object, frame), keyOf(m, node, frame), node, frame);
    case "ChainExpression":
    case "ParenthesizedExpression":
      return m.evaluate(node.expression, frame);
    case "AwaitExpression":
      return awaited(m, settled(m.evaluate(node.argument, frame)), node, frame);
    case "YieldExpression": {
      const value = node.argument ? m.evaluate(node.argument, frame) : [];
      if (frame.yields !== undefined) {
        m.state.settle(frame.yields, node.delegate ? m.elements(value, node, frame) : value);
      }
      return frame.sent?.value ?? [];
    }
    case "SequenceExpression":
      return node.expressions.map((one) => m.evaluate(one, frame)).at(-1) ?? [];
    case "ConditionalExpression": {
      const test = m.evaluate(node.test, frame);
      const decided = truth(state, test);
      neverEntered(m, decided, node.consequent, node.alternate);
      const yes = () => m.evaluate(node.consequent, branch(m, frame, node.test, node.consequent, test, true));
      const no = () => m.evaluate(node.alternate, branch(m, frame, node.test, node.alternate, test, false));
      if (decided !== undefined) return decided ? yes() : no();
      return join(yes(), no());
    }
    case "LogicalExpression":
      return logical(m, node.operator, m.evaluate(node.left, frame), node.left, node.right, frame);
    case "UnaryExpression":
      if (node.operator === "delete") return deletion(m, node.argument, frame);
      return foldUnary(state, node.operator, m.evaluate(node.argument, frame), frame.context);
    case "BinaryExpression":
      return foldBinary(
        state,
        node.operator,
        m.evaluate(node.left, frame),
        m.evaluate(node.right, frame),
        frame.context,
      );
    case "UpdateExpression": {
      const value = m.evaluate(node.argument, frame);
      const result = [state.derived(dependsOn(value), frame.context)];
      m.bind(node.argument, result, frame, false);
      return result;
    }
    case "AssignmentExpression":
      return assignment(m, node, frame);
    case "CallExpression":
      return call(m, node, frame);
    case "NewExpression":
      return m.construct(m.evaluate(node.callee, frame), spreadArguments(m, node.arguments, frame), node, frame);
    case "ImportExpression": {
      const name = constantOf(m.evaluate(node.source, frame))?.value;
      if (typeof name === "string") return m.load(name, node, frame);
      state.isOpaque("dynamic-import", "it imports a module whose name could not be told", state.position(node));
      return [state.outside("a computed name", false, "", [])];
    }
    case "Super":
      return frame.home?.prototype.sources ?? [];
    case "MetaProperty":
      return [state.derived(ofWorld, frame.context)];
    case "SpreadElement":
      return m.elements(m.evaluate(node.argument, frame), node, frame);
    default:
      return [state.derived(unknown, frame.context)];
  }
}

function receiver(m: Machine, node: Node, frame: Frame): Value {
  return m.evaluate(node, frame);
}

/** Objects with a `then` of their own are asked for what they give. */
export function awaited(m: Machine, value: Value, at: Node, frame: Frame): Value {
  const isThenable = (item: Value[number]): boolean => item.kind === "object" && item.slots.has("then");
  if (!value.some(isThenable)) return value;
  return join(
    [],
    ...value.map((item): Value => {
      if (!isThenable(item)) return [item];
      const deferred = m.state.deferred(at, frame.context);
      const done = m.state.native(at, `then${item.id}`, ([given = []]) => {
        m.state.settle(deferred, settled(given));
        return [];
      });
      m.method([item], [m.state.constant("then", frame.context)], [item], [[done], []], at, frame);
      return settled([deferred]);
    }),
  );
}

/** What awaiting gives. */
export function settled(value: Value): Value {
  if (!value.some(({ kind }) => kind === "deferred")) return value;
  return join(
    [],
    ...value.map((item) => (item.kind === "deferred" ? settled(item.value.filter((one) => one !== item)) : [item])),
  );
}

function variable(m: Machine, name: string, frame: Frame): Value {
  const scope = frame.scope.holder(name);
  if (scope !== undefined) return scope.get(name);
  if (name === "undefined") return [m.state.constant(undefined, frame.context)];
  if (name === "NaN" || name === "Infinity") return [m.state.constant(Number(name), frame.context)];
  return [m.state.global(name)];
}

function template(m: Machine, node: Extract<AnyNode, { type: "TemplateLiteral" }>, frame: Frame): Value {
  const values = node.expressions.map((one) => m.evaluate(one, frame));
  // `${status}` is the status.
  const [only] = values;
  if (values.length === 1 && only !== undefined && node.quasis.every(({ value }) => value.raw === "")) return only;
  const constants = values.map(constantOf);
  if (constants.every((one) => one !== undefined)) {
    const text = node.quasis.map(
      ({ value }, at) => `${value.cooked ?? ""}${at < constants.length ? String(constants[at]?.value) : ""}`,
    );
    return [m.state.constant(text.join(""), frame.context)];
  }
  return [m.state.derived(dependsOn(values.flat()), frame.context)];
}

function arrayOf(m: Machine, node: Extract<AnyNode, { type: "ArrayExpression" }>, frame: Frame): Value {
  const array = m.state.object(node, frame.context, "", true);
  let isPlaced = true;
  for (const [index, element] of node.elements.entries()) {
    if (element === null) continue;
    if (element.type === "SpreadElement") isPlaced = false;
    const value = m.evaluate(element, frame);
    m.state.put(isPlaced ? slotsOf(array, String(index)) : array.rest, slot(m, value, element, frame));
  }
  return [array];
}

function objectOf(m: Machine, node: Extract<AnyNode, { type: "ObjectExpression" }>, frame: Frame): Value {
  const object = m.state.object(node, frame.context);
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      spreadInto(m, object, settled(m.evaluate(property.argument, frame)), property, frame);
      continue;
    }
    const key = property.computed
      ? m.evaluate(property.key, frame)
      : [m.state.constant(literalName(property.key), frame.context)];
    const kind: Slot["kind"] = property.kind === "init" ? "value" : property.kind;
    const one = { ...slot(m, m.evaluate(property.value, frame), property, frame), kind };
    const names = key.map((item) => (item.kind === "constant" ? String(item.value) : undefined));
    for (const name of names.length === 0 ? [undefined] : names) {
      m.state.put(name === undefined ? object.rest : slotsOf(object, name), one);
    }
  }
  return [object];
}

/** `{ ...value }`: what comes later in the text wins, so that a status before a spread of the response is none. */
export function spreadInto(m: Machine, object: HeapObject, value: Value, at: Node, frame: Frame): void {
  for (const item of value) {
    if (item.kind === "object") {
      for (const [name, slots] of item.slots) {
        if (slots.length === 0 && item.sources.length > 0) slotsOf(object, name);
        for (const one of slots)
          m.state.put(slotsOf(object, name), { ...one, kind: "value", value: valueOf(m, one, item, at, frame) });
      }
      for (const one of item.rest) m.state.put(object.rest, one);
      for (const source of item.sources) m.state.source(object, source);
    } else if (item.kind === "path") {
      const overrides = item.path === m.state.response && value.length === 1;
      if (overrides) object.slots.delete(m.state.status);
      m.state.source(object, item);
    } else if (item.kind === "derived" || item.kind === "outside") {
      m.state.put(object.rest, slot(m, [m.state.derived(dependsOn([item]), frame.context)], at, frame));
    } else if (item.kind === "deferred") spreadInto(m, object, settled([item]), at, frame);
  }
}

function valueOf(m: Machine, one: Slot, owner: HeapObject, at: Node, frame: Frame): Value {
  return one.kind === "get" ? m.call(one.value, [owner], [], at, frame) : one.value;
}

function functionOf(
  m: Machine,
  node: Extract<AnyNode, { type: "FunctionExpression" | "ArrowFunctionExpression" }>,
  frame: Frame,
): Value {
  if (node.type === "FunctionExpression") {
    const id = node.id;
    if (id) {
      const scope = frame.scope.block(node);
      scope.declare(id.name);
      const closure = m.state.closure(node, scope, frame.context);
      if (scope.add(id.name, [closure])) m.state.version++;
      return [closure];
    }
    return [m.state.closure(node, frame.scope, frame.context)];
  }
  // An arrow has the `this` of where it stands.
  return [m.state.closure(node, frame.scope, frame.context, { boundThis: frame.thisValue, boundArguments: [] })];
}

function logical(m: Machine, operator: string, left: Value, test: Node, right: Node, frame: Frame): Value {
  const decided = truth(m.state, left);
  const inner = branch(m, frame, test, right, left, operator === "&&");
  if (operator === "??") {
    const isThere = left.length > 0 && left.every((item) => truth(m.state, [item]) === true);
    return isThere ? left : join(left, m.evaluate(right, inner));
  }
  const short = operator === "||";
  if (decided === short) {
    neverEntered(m, false, right, undefined);
    return left;
  }
  const value = m.evaluate(right, inner);
  if (decided !== undefined) return value;
  return operator === "||"
    ? join(
        left.filter((item) => truth(m.state, [item]) !== false),
        value,
      )
    : join(left, value);
}

function assignment(m: Machine, node: Extract<AnyNode, { type: "AssignmentExpression" }>, frame: Frame): Value {
  const { left, right, operator } = node;
  if (operator === "=") {
    const value = m.evaluate(right, frame);
    m.bind(left, value, frame, false);
    return value;
  }
  const before = m.evaluate(left, frame);
  if (operator === "||=" || operator === "&&=" || operator === "??=") {
    const value = logical(m, operator.slice(0, -1), before, left, right, frame);
    const added = value.filter((item) => !before.includes(item));
    if (added.length > 0) m.bind(left, added, frame, false);
    return value;
  }
  const value = foldBinary(m.state, operator.slice(0, -1), before, m.evaluate(right, frame), frame.context);
  m.bind(left, value, frame, false);
  return value;
}

/** What is deleted is left out of the answer (LE-13). */
function deletion(m: Machine, node: AnyNode, frame: Frame): Value {
  const { state } = m;
  const gone = [state.constant(undefined, frame.context)];
  const member = node.type === "ChainExpression" ? (node.expression as AnyNode) : node;
  if (member.type === "MemberExpression") {
    const target = m.evaluate(member.object, frame);
    const key = keyOf(m, member, frame);
    m.write(target, key, gone, member, frame);
  } else m.evaluate(node, frame);
  return [state.constant(true, frame.context)];
}

function call(m: Machine, node: Extract<AnyNode, { type: "CallExpression" }>, frame: Frame): Value {
  const callee = node.callee as AnyNode;
  if (callee.type === "Super") {
    const given = spreadArguments(m, node.arguments, frame);
    for (const parent of frame.home?.object.sources ?? []) {
      if (parent.kind === "function") m.call([parent], frame.thisValue, given, node, frame);
    }
    return frame.thisValue;
  }
  const inner = callee.type === "ChainExpression" ? (callee.expression as AnyNode) : callee;
  if (inner.type === "MemberExpression") {
    const isSuper = inner.object.type === "Super";
    const target = m.evaluate(inner.object, frame);
    const key = keyOf(m, inner, frame);
    const given = spreadArguments(m, node.arguments, frame);
    return m.method(target, key, isSuper ? frame.thisValue : target, given, node, frame);
  }
  const found = m.evaluate(callee, frame);
  return m.call(found, [], spreadArguments(m, node.arguments, frame), node, frame);
}

/** The arguments of a call; a spread one may be each of those that follow. */
function spreadArguments(m: Machine, nodes: readonly Node[], frame: Frame): Value[] {
  const given: Value[] = [];
  for (const node of nodes) {
    const value = m.evaluate(node, frame);
    if (node.type === "SpreadElement") {
      const placed = m.placed((node as Extract<AnyNode, { type: "SpreadElement" }>).argument, frame);
      given.push(...(placed ?? [value, value, value]));
    } else given.push(value);
  }
  return given;
}
