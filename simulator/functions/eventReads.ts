import type { Function as FunctionNode, Node, Program } from "acorn";
import type * as Walk from "acorn-walk";
import type { CloudFrontFunctionEvent } from "./runner";

export type EventField = keyof CloudFrontFunctionEvent;

const fields: readonly EventField[] = ["version", "context", "viewer", "request", "response"];

/**
 * The fields of the event that a function can come to see, so that the others need not be written, sent and read. All of
 * them, unless the handler's only parameter is never used but to name a field of it. Pure.
 */
export function eventReads(
  program: Program,
  { fullAncestor }: Pick<typeof Walk, "fullAncestor">,
): readonly EventField[] {
  const handler = handlerOf(program);
  const [parameter, ...others] = handler?.params ?? [];
  if (handler === undefined || parameter?.type !== "Identifier" || others.length > 0) return fields;
  const event = parameter.name;
  const read = new Set<string>();
  const names: string[] = [];
  fullAncestor(program, (node, _state, ancestors) => {
    if (node.type === "ThisExpression") names.push("globalThis");
    if (node.type !== "Identifier" || node === parameter) return;
    const { name } = node as Node & { readonly name: string };
    const field = name === event ? fieldNamed(node, ancestors.at(-2)) : undefined;
    if (field === undefined) names.push(name);
    else read.add(field);
  });
  // Whoever uses the event as a whole may hand it on; whoever reaches the handler again may put another in its place.
  const whole = names.some((name) => [event, "arguments", "globalThis"].includes(name));
  const again = names.filter((name) => name === "handler").length !== 1;
  return whole || again ? fields : fields.filter((field) => read.has(field));
}

/** `function handler(…) {…}` or `const handler = (…) => …`, where there is one of them. */
function handlerOf({ body }: Program): FunctionNode | undefined {
  const found = body.flatMap((statement): FunctionNode[] => {
    if (statement.type === "FunctionDeclaration") return statement.id.name === "handler" ? [statement] : [];
    if (statement.type !== "VariableDeclaration") return [];
    return statement.declarations.flatMap(({ id, init }): FunctionNode[] => {
      const isFunction = init?.type === "FunctionExpression" || init?.type === "ArrowFunctionExpression";
      return id.type === "Identifier" && id.name === "handler" && isFunction ? [init] : [];
    });
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The field that `node.field` or `node["field"]` names; undefined where the object itself is used. */
function fieldNamed(node: Node, parent: Node | undefined): string | undefined {
  if (parent?.type !== "MemberExpression") return undefined;
  const { object, property, computed } = parent as Node & {
    readonly object: Node;
    readonly property: Node & { readonly name?: string; readonly value?: unknown };
    readonly computed: boolean;
  };
  if (object !== node) return undefined;
  if (!computed) return property.name;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}
