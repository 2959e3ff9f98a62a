import type { AnyNode, Node } from "acorn";
import type { Frame, Machine } from "./machine";
import { slot } from "./patterns";
import type { Value } from "./values";

/** Gives a function's parameters, and its `arguments`, what it is called with. */
export function bindParameters(
  m: Machine,
  params: readonly Node[],
  given: readonly Value[],
  frame: Frame,
  at: Node,
): void {
  const { state } = m;
  const missing = [state.constant(undefined, frame.context)];
  for (const [index, param] of params.entries()) {
    if (param.type === "RestElement") {
      const rest = state.object(param, frame.context, "rest", true);
      for (const [place, value] of given.slice(index).entries()) {
        m.write([rest], [state.constant(place, frame.context)], value, param, frame);
        state.put(rest.slots.get(String(place)) ?? ensure(rest.slots, String(place)), slot(m, value, param, frame));
      }
      m.bind((param as Extract<AnyNode, { type: "RestElement" }>).argument, [rest], frame, true);
    } else m.bind(param, given[index] ?? missing, frame, true);
  }
  if ((at as AnyNode).type === "ArrowFunctionExpression") return;
  const all = state.object(at, frame.context, "arguments", true);
  for (const [place, value] of given.entries()) state.put(ensure(all.slots, String(place)), slot(m, value, at, frame));
  frame.scope.declare("arguments");
  if (frame.scope.add("arguments", [all])) state.version++;
}

function ensure<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}
