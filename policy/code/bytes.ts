import type { AnyNode, Node } from "acorn";
import type { Values } from "./values";

/** How far constants are followed. */
const maximumDepth = 12;

/** How many bytes a text has at least: what is put into it while the code runs counts for nothing. */
export function leastBytes(node: Node, values: Values, depth = 0): number {
  if (depth > maximumDepth) return 0;
  const of = (part: Node) => leastBytes(part, values, depth + 1);
  const one = node as AnyNode;
  switch (one.type) {
    case "Literal":
      return typeof one.value === "string" ? Buffer.byteLength(one.value) : 0;
    case "TemplateLiteral": {
      const texts = one.quasis.map(({ value }) => Buffer.byteLength(value.cooked ?? ""));
      return [...texts, ...one.expressions.map(of)].reduce((sum, bytes) => sum + bytes, 0);
    }
    case "BinaryExpression":
      return one.operator === "+" ? of(one.left) + of(one.right) : 0;
    case "CallExpression":
      return repeated(one.callee, one.arguments, of);
    // A body of a CloudFront Function: `{ encoding, data }`.
    case "ObjectExpression":
      return Math.max(0, ...one.properties.map((property) => ("value" in property ? of(property.value) : 0)));
    case "Identifier":
    case "MemberExpression": {
      const held = values.of(one).flatMap((value) => values.wholeOf(value));
      const sizes = held.map((value) => (value.type === "File" ? 0 : of(value)));
      return sizes.length === 0 ? 0 : Math.min(...sizes);
    }
    default:
      return 0;
  }
}

/** `"…".repeat(1000)`. */
function repeated(callee: AnyNode, [count]: readonly AnyNode[], of: (part: Node) => number): number {
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return 0;
  if (callee.property.name !== "repeat" || count?.type !== "Literal" || typeof count.value !== "number") return 0;
  return of(callee.object) * count.value;
}
