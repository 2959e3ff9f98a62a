import type { AnyNode, Node } from "acorn";

/** The name of a property or an export; empty for one that is computed. */
export function nameOf(key: Node | null | undefined, computed = false): string {
  const one = key as AnyNode | null | undefined;
  if (one?.type === "Identifier" && !computed) return one.name;
  return one?.type === "Literal" && typeof one.value === "string" ? one.value : "";
}

/** The property of an object that is written out. */
export function propertyOf(node: AnyNode, name: string): Node | undefined {
  if (node.type !== "ObjectExpression") return undefined;
  const found = node.properties.findLast((one) => one.type === "Property" && nameOf(one.key, one.computed) === name);
  return found !== undefined && "value" in found ? found.value : undefined;
}

/** The name that a file is asked for by, in `require`. */
export function requiredName(node: AnyNode): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require") {
    return undefined;
  }
  const [asked] = node.arguments;
  return asked?.type === "Literal" && typeof asked.value === "string" ? asked.value : undefined;
}

/** What a node holds without its wrapping: `await`, `(0, f)`, `a?.b`, `Object.freeze(a)`. */
export function unwrapped(node: Node): AnyNode {
  const one = node as AnyNode;
  switch (one.type) {
    case "AwaitExpression":
      return unwrapped(one.argument);
    case "ChainExpression":
    case "ParenthesizedExpression":
      return unwrapped(one.expression);
    case "SequenceExpression": {
      const last = one.expressions.at(-1);
      return last === undefined ? one : unwrapped(last);
    }
    case "CallExpression": {
      const [frozen] = one.arguments;
      return isFreeze(one.callee) && frozen !== undefined ? unwrapped(frozen) : one;
    }
    default:
      return one;
  }
}

function isFreeze(callee: AnyNode): boolean {
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return false;
  return callee.object.name === "Object" && nameOf(callee.property, callee.computed) === "freeze";
}

/** Acts on the nodes directly below one, in no order: large bundles are walked several times. */
export function eachChild(node: Node, act: (child: Node) => void): void {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "object" || value === null || key === "loc") continue;
    if (isNode(value)) act(value);
    else if (Array.isArray(value)) (value as readonly unknown[]).filter(isNode).forEach(act);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}
