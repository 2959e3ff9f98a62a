import type { AnyNode, Node } from "acorn";
import type { Frame, Machine } from "./machine";
import { join, type Value } from "./values";
import { truth } from "./truth";

/** Binds what a pattern names: variables that are declared, or any target of an assignment. */
export function bindPattern(m: Machine, pattern: Node, value: Value, frame: Frame, declare: boolean): void {
  const one = pattern as AnyNode;
  const { state } = m;
  switch (one.type) {
    case "Identifier": {
      if (declare) frame.scope.declare(one.name);
      const scope = frame.scope.holder(one.name) ?? globalScope(frame);
      if (scope.add(one.name, value)) state.version++;
      return;
    }
    case "MemberExpression": {
      const target = m.evaluate(one.object, frame);
      m.write(target, keyOf(m, one, frame), value, one, frame);
      return;
    }
    case "ChainExpression":
      return;
    case "AssignmentPattern": {
      const isMissing =
        value.length === 0 || value.some((item) => item.kind !== "path" || truth(state, [item]) !== true);
      const fallback = isMissing ? m.evaluate(one.right, frame) : [];
      const given = value.filter((item) => item.kind !== "constant" || item.value !== undefined);
      bindPattern(m, one.left, join(given, fallback), frame, declare);
      return;
    }
    case "ObjectPattern": {
      const taken: string[] = [];
      for (const property of one.properties) {
        if (property.type === "RestElement") {
          const rest = state.object(property, frame.context, "rest");
          // What was taken out is not in the rest.
          for (const name of taken) if (!rest.slots.has(name)) rest.slots.set(name, []);
          for (const item of value) state.source(rest, item);
          bindPattern(m, property.argument, [rest], frame, declare);
          continue;
        }
        const key = property.computed
          ? m.evaluate(property.key, frame)
          : [state.constant(literalName(property.key), frame.context)];
        const [name] = key;
        if (name?.kind === "constant") taken.push(String(name.value));
        bindPattern(m, property.value, m.property(value, key, property, frame), frame, declare);
      }
      return;
    }
    case "ArrayPattern":
      for (const [index, element] of one.elements.entries()) {
        if (element === null) continue;
        if (element.type === "RestElement") {
          const rest = state.object(element, frame.context, "rest", true);
          state.put(rest.rest, slot(m, m.elements(value, one, frame), one, frame));
          bindPattern(m, element.argument, [rest], frame, declare);
          continue;
        }
        bindPattern(
          m,
          element,
          m.property(value, [state.constant(index, frame.context)], element, frame),
          frame,
          declare,
        );
      }
      return;
  }
}

export function slot(m: Machine, value: Value, at: Node, frame: Frame) {
  return { value, kind: "value", position: m.state.position(at), context: frame.context } as const;
}

/** The value of a member expression's key. */
export function keyOf(m: Machine, node: Extract<AnyNode, { type: "MemberExpression" }>, frame: Frame): Value {
  if (node.computed) return m.evaluate(node.property, frame);
  return [m.state.constant(literalName(node.property), frame.context)];
}

export function literalName(node: Node): string {
  const { type, name, value } = node as { type: string; name?: string; value?: unknown };
  return type === "PrivateIdentifier" ? `#${name ?? ""}` : (name ?? String(value));
}

function globalScope(frame: Frame) {
  let { scope } = frame;
  while (scope.parent !== undefined) scope = scope.parent;
  return scope;
}
