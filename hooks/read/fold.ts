import type { State } from "./state";
import { isAlwaysThere } from "./truth";
import { constantOf, type Context, dependsOn, type Primitive, type Value } from "./values";

/** A binary operator on what is known; with the in operator, what a complete event surely has. */
export function foldBinary(state: State, operator: string, left: Value, right: Value, context: Context): Value {
  const one = constantOf(left);
  const other = constantOf(right);
  if (operator === "in" && one !== undefined) {
    const known = right.every(
      (item) => item.kind === "path" && isAlwaysThere(state, join(item.path, String(one.value))),
    );
    if (known && right.length > 0) return [state.constant(true, context)];
  }
  if (operator === "+" && isEmptyText(right)) return left;
  if (operator === "+" && isEmptyText(left)) return right;
  if (one !== undefined && other !== undefined) {
    const result = compute(operator, one.value, other.value);
    if (result !== undefined) return [state.constant(result.value, context)];
  }
  // `x | 0`, `x >>> 0`, `x - 0`, `x * 1`: the number that it was.
  if (other !== undefined && Number(other.value) === (operator === "*" || operator === "/" ? 1 : 0)) {
    if (["|", ">>>", ">>", "-", "*", "/"].includes(operator)) return left;
  }
  return [state.derived(dependsOn(left) | dependsOn(right), context)];
}

export function foldUnary(state: State, operator: string, value: Value, context: Context): Value {
  if (operator === "+")
    return value.map((item) => (item.kind === "constant" ? state.constant(Number(item.value), context) : item));
  if (operator === "void") return [state.constant(undefined, context)];
  if (operator === "typeof") return typeOf(state, value, context);
  const one = constantOf(value);
  if (one !== undefined && typeof one.value !== "bigint") {
    if (operator === "!") return [state.constant(!one.value, context)];
    if (operator === "-") return [state.constant(-Number(one.value), context)];
    if (operator === "~") return [state.constant(~Number(one.value), context)];
  }
  if (operator === "!" && value.length > 0) {
    const always = value.every((item) => item.kind === "path" && isAlwaysThere(state, item.path));
    if (always) return [state.constant(false, context)];
  }
  return [state.derived(dependsOn(value), context)];
}

function typeOf(state: State, value: Value, context: Context): Value {
  const kinds = new Set(
    value.map((item) => (item.kind === "function" || item.kind === "native" ? "function" : item.kind)),
  );
  const [only] = kinds;
  if (kinds.size === 1 && only === "function") return [state.constant("function", context)];
  const one = constantOf(value);
  if (one !== undefined) return [state.constant(typeof one.value, context)];
  return [state.derived(dependsOn(value), context)];
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isEmptyText(value: Value): boolean {
  return constantOf(value)?.value === "";
}

function compute(operator: string, left: Primitive, right: Primitive): { readonly value: Primitive } | undefined {
  if (typeof left === "bigint" || typeof right === "bigint") return undefined;
  switch (operator) {
    case "+":
      if (typeof left === "number" && typeof right === "number") return { value: left + right };
      return { value: `${String(left)}${String(right)}` };
    case "-":
      return { value: Number(left) - Number(right) };
    case "*":
      return { value: Number(left) * Number(right) };
    case "/":
      return { value: Number(left) / Number(right) };
    case "%":
      return { value: Number(left) % Number(right) };
    case "===":
      return { value: left === right };
    case "!==":
      return { value: left !== right };
    case "==":
      return { value: String(left) === String(right) };
    case "!=":
      return { value: String(left) !== String(right) };
    case "<":
      return { value: Number(left) < Number(right) };
    case ">":
      return { value: Number(left) > Number(right) };
    case "<=":
      return { value: Number(left) <= Number(right) };
    case ">=":
      return { value: Number(left) >= Number(right) };
    case "|":
      return { value: Number(left) | Number(right) };
    case "^":
      return { value: Number(left) ^ Number(right) };
    case "&":
      return { value: Number(left) & Number(right) };
    case "<<":
      return { value: Number(left) << Number(right) };
    default:
      return undefined;
  }
}
