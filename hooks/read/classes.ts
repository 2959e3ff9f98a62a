import type { AnyNode } from "acorn";
import type { Frame, Machine } from "./machine";
import { literalName, slot } from "./patterns";
import { slotsOf } from "./properties";
import type { ClassNode, Closure, Slot, Value } from "./values";

/** A class: its static members, its methods, and what it extends. Fields are read where an instance is made. */
export function readClass(m: Machine, node: ClassNode, frame: Frame): Value {
  const scope = frame.scope.block(node);
  const name = node.id?.name;
  const closure = m.state.closure(node, scope, frame.context);
  m.state.homes.set(scope, closure);
  if (name !== undefined) {
    scope.declare(name);
    if (scope.add(name, [closure])) m.state.version++;
  }
  if (node.superClass) {
    for (const parent of m.evaluate(node.superClass, frame)) {
      m.state.source(closure.object, parent);
      if (parent.kind === "function") m.state.source(closure.prototype, parent.prototype);
      else m.state.source(closure.prototype, parent);
    }
  }
  const inner: Frame = { ...frame, scope, thisValue: [closure], home: closure };
  for (const member of node.body.body as AnyNode[]) {
    if (member.type === "StaticBlock") {
      m.statements(member.body, { ...inner, scope: scope.block(member) });
    } else if (member.type === "MethodDefinition") {
      if (member.kind === "constructor") continue;
      const target = member.static ? closure.object : closure.prototype;
      const kind: Slot["kind"] = member.kind === "method" ? "value" : member.kind;
      const value = m.evaluate(member.value, inner);
      define(m, target, member, { ...slot(m, value, member, frame), kind }, inner);
    } else if (member.type === "PropertyDefinition" && member.static) {
      const value = member.value ? m.evaluate(member.value, inner) : [];
      define(m, closure.object, member, slot(m, value, member, frame), inner);
    }
  }
  return [closure];
}

type Member = Extract<AnyNode, { type: "MethodDefinition" | "PropertyDefinition" }>;

function define(m: Machine, target: Closure["object"], member: Member, one: Slot, frame: Frame): void {
  const key = member.computed
    ? m.evaluate(member.key, frame)
    : [m.state.constant(literalName(member.key), frame.context)];
  for (const item of key) {
    if (item.kind === "constant") m.state.put(slotsOf(target, String(item.value)), one);
    else m.state.put(target.rest, one);
  }
}

/** What `new` does before the constructor: the fields. */
export function readFields(m: Machine, closure: Closure, instance: Value, frame: Frame): void {
  const node = closure.node as AnyNode;
  if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return;
  const inner: Frame = { ...frame, scope: closure.scope, thisValue: instance, home: closure };
  for (const member of node.body.body as AnyNode[]) {
    if (member.type !== "PropertyDefinition" || member.static) continue;
    const value = member.value ? m.evaluate(member.value, inner) : [];
    for (const item of instance)
      if (item.kind === "object") define(m, item, member, slot(m, value, member, frame), inner);
  }
}
