import type { AnyNode, Node, ObjectExpression } from "acorn";
import { leastBytes } from "./bytes";
import type { Found, Place } from "./facts";
import { nameOf } from "./nodes";
import type { Names } from "./names";
import type { Values } from "./values";

/** What an expression that is handed back shows, wherever it was made: the headers and the body of an answer. */
export function addAnswer(found: Found, handedBack: Node, at: (node: Node) => Place, names: Names): void {
  for (const value of names.values.of(handedBack)) {
    if (value.type === "ObjectExpression") addMembers(found, value, at, names);
  }
}

/** An answer has a status, or besides all that was received a body or headers. */
function addMembers(found: Found, node: ObjectExpression, at: (node: Node) => Place, names: Names): void {
  const { values } = names;
  const members = membersOf(node);
  const received = receivedIn(node, names);
  if (!members.has("status") && !members.has("statusCode") && received.length === 0) return;
  const body = members.get("body");
  if (body !== undefined) {
    found.bodies.push(at(body));
    found.bodySizes.push({ bytes: leastBytes(body, values), place: at(body) });
  }
  const headers = members.get("headers");
  if (headers !== undefined) addHeaders(found, headers, at, values, received.includes("response"));
}

/** What of the event is handed on in an object: `response` in `{ ...event.Records[0].cf.response, body }`. */
function receivedIn({ properties }: ObjectExpression, { paths }: Names): readonly string[] {
  return properties
    .flatMap((one) => (one.type === "SpreadElement" ? paths.of(one.argument) : []))
    .map((path) => path.at(-1) ?? "")
    .filter((name) => name === "response" || name === "request");
}

/** Headers that are set all at once; `inPlace`: what stood there before and is not named is gone. */
export function addHeaders(
  found: Found,
  headers: Node,
  at: (node: Node) => Place,
  values: Values,
  inPlace: boolean,
): void {
  for (const value of values.of(headers)) {
    if (value.type !== "ObjectExpression") continue;
    const names = headerNamesOf(value, values);
    for (const name of names) if (name !== "") found.headers.push({ name, does: "set", place: at(headers) });
    const isWhole = value.properties.some(({ type }) => type === "SpreadElement") || names.includes("");
    if (inPlace && !isWhole && !names.includes("content-type")) found.contentTypeRemovals.push(at(headers));
  }
}

/** In lower case; empty for a name that the text does not tell. */
export function headerNamesOf(node: ObjectExpression, values: Values): readonly string[] {
  return node.properties.flatMap((one) => {
    if (one.type === "Property") return [values.textOf(one.key, one.computed).toLowerCase()];
    const inner = values.of(one.argument);
    return inner.flatMap((value) => (value.type === "ObjectExpression" ? headerNamesOf(value, values) : []));
  });
}

function membersOf({ properties }: ObjectExpression): ReadonlyMap<string, Node> {
  return new Map(
    properties.flatMap((one) => (one.type === "Property" ? [[nameOf(one.key, one.computed), one.value] as const] : [])),
  );
}

/** What a statement or a callback hands back to CloudFront: `return response`, `callback(null, response)`. */
export function handedBack(node: AnyNode): Node | undefined {
  if (node.type === "ReturnStatement") return node.argument ?? undefined;
  if (node.type === "ArrowFunctionExpression") return node.body.type === "BlockStatement" ? undefined : node.body;
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const [error, answer] = node.arguments;
  return error?.type === "Literal" && error.value === null ? answer : undefined;
}
