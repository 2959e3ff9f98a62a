/** The operators that compare, by the number that instrumented code has for them. */
export const operators = ["===", "==", "!==", "!=", "<", ">", "<=", ">=", "in"] as const;
export type Operator = (typeof operators)[number];

export function operatorNumber(operator: string): number | undefined {
  const found = operators.indexOf(operator as Operator);
  return found < 0 ? undefined : found;
}

/** Methods that ask whether one value is, or is in, another. */
export const watchedMethods: ReadonlySet<string> = new Set(
  "includes startsWith endsWith indexOf lastIndexOf search match matchAll test exec localeCompare has get split".split(
    " ",
  ),
);

/** What an operator gives, as the language says. */
export function compared(operator: number, left: unknown, right: unknown): boolean {
  const [a, b] = [left as number, right as number];
  switch (operators[operator]) {
    case "===":
      return left === right;
    case "==":
      return left == right;
    case "!==":
      return left !== right;
    case "!=":
      return left != right;
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      return (left as PropertyKey) in (right as object);
  }
}
