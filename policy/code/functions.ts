import type {
  AnyNode,
  ArrowFunctionExpression,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  Node,
} from "acorn";
import { eachChild } from "./nodes";

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression"
  );
}

/** What a function hands back: the expressions of its own `return`s. */
export function returnsOf(node: FunctionNode): readonly Expression[] {
  if (node.body.type !== "BlockStatement") return [node.body];
  const found: Expression[] = [];
  const visit = (inner: Node): void => {
    if (isFunction(inner)) return;
    const one = inner as AnyNode;
    if (one.type === "ReturnStatement" && one.argument != null) found.push(one.argument);
    eachChild(inner, (child) => {
      visit(child);
    });
  };
  visit(node.body);
  return found;
}
