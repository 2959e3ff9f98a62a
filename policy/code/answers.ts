import type { Node, ObjectExpression } from "acorn";
import { leastBytes } from "./bytes";
import type { Found, Place } from "./facts";
import { keyOf, type Names } from "./names";

/**
 * Whether an object is an answer of the hook: it stands where one is handed back, and has a status, or a body and the rest
 * of what was received.
 */
export function isAnswer(node: ObjectExpression, ancestors: readonly Node[]): boolean {
  const parent = ancestors.at(-2);
  const isHandedBack =
    parent?.type === "ReturnStatement" ||
    parent?.type === "ArrowFunctionExpression" ||
    (parent?.type === "CallExpression" && isCallback(parent));
  if (!isHandedBack) return false;
  const names = [...membersOf(node).keys()];
  const isSpread = node.properties.some(({ type }) => type === "SpreadElement");
  return names.includes("status") || names.includes("statusCode") || (isSpread && names.includes("body"));
}

/** `callback(null, response)`. */
function isCallback(call: Node): boolean {
  const { callee, arguments: given } = call as unknown as { callee: Node; arguments: readonly Node[] };
  const [error] = given;
  return callee.type === "Identifier" && error?.type === "Literal" && (error as { value?: unknown }).value === null;
}

/** The headers and the body of an answer. */
export function addAnswer(found: Found, node: ObjectExpression, at: (node: Node) => Place, names: Names): void {
  const members = membersOf(node);
  const body = members.get("body");
  if (body !== undefined) {
    found.bodies.push(at(node));
    found.bodySizes.push({ bytes: leastBytes(body, names), place: at(body) });
  }
  const headers = members.get("headers");
  if (headers?.type !== "ObjectExpression") return;
  for (const [name, value] of membersOf(headers as ObjectExpression)) {
    if (name !== "") found.headers.push({ name: name.toLowerCase(), does: "set", place: at(value) });
  }
}

function membersOf({ properties }: ObjectExpression): ReadonlyMap<string, Node> {
  return new Map(
    properties.flatMap((one) => (one.type === "Property" ? [[keyOf(one.key, one.computed), one.value] as const] : [])),
  );
}
