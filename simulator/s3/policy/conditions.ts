import type { PolicyStatement } from "../../model/siteModel";
import type { KeyValue } from "./context";
import { listOf } from "./principal";
import { and, not, or, type Ternary } from "./ternary";
import { matchesArn, matchesWildcard, patternMatches } from "./wildcard";

/** Whether the value of a key is one of those that the policy gives. */
type Comparison = (expected: string, actual: string) => Ternary;

const equalIgnoringCase: Comparison = (expected, actual) => expected.toLowerCase() === actual.toLowerCase();
const equal: Comparison = (expected, actual) => expected === actual;

/** Operators that hold when one of the values matches. */
const positive: ReadonlyMap<string, Comparison> = new Map([
  ["StringEquals", equal],
  ["StringEqualsIgnoreCase", equalIgnoringCase],
  ["StringLike", matchesWildcard],
  // IAM treats the two alike.
  ["ArnEquals", matchesArn],
  ["ArnLike", matchesArn],
  ["Bool", equalIgnoringCase],
  ["NumericEquals", numeric((expected, actual) => actual === expected)],
  ["NumericLessThan", numeric((expected, actual) => actual < expected)],
  ["NumericLessThanEquals", numeric((expected, actual) => actual <= expected)],
  ["NumericGreaterThan", numeric((expected, actual) => actual > expected)],
  ["NumericGreaterThanEquals", numeric((expected, actual) => actual >= expected)],
]);

/** Operators that hold when none of the values matches, hence also when the key is absent. */
const negative: ReadonlyMap<string, string> = new Map([
  ["StringNotEquals", "StringEquals"],
  ["StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase"],
  ["StringNotLike", "StringLike"],
  ["ArnNotEquals", "ArnEquals"],
  ["ArnNotLike", "ArnLike"],
  ["NumericNotEquals", "NumericEquals"],
]);

/**
 * Whether every condition of a statement holds. An operator, key or value that is not modelled makes it `unknown`,
 * unless another condition fails anyway.
 */
export function conditionsHold(conditions: PolicyStatement["Condition"], valueOf: (key: string) => KeyValue): Ternary {
  return and(
    Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, expected]) => holds(operator, listOf(expected).map(String), valueOf(key))),
    ),
  );
}

function holds(operator: string, expected: readonly string[], value: KeyValue): Ternary {
  if (value.kind === "unknown") return "unknown";
  if (operator === "Null")
    return or(expected.map((text) => (text.toLowerCase() === "true") === (value.kind === "absent")));
  const ifExists = operator.endsWith("IfExists");
  const name = ifExists ? operator.slice(0, -"IfExists".length) : operator;
  const opposite = negative.get(name);
  const comparison = positive.get(opposite ?? name);
  if (comparison === undefined) return "unknown";
  if (value.kind === "absent") return ifExists || opposite !== undefined;
  const matched = or(expected.map((text) => patternMatches(text, (pattern) => comparison(pattern, value.text))));
  return opposite === undefined ? matched : not(matched);
}

function numeric(compare: (expected: number, actual: number) => boolean): Comparison {
  return (expected, actual) => {
    const numbers = [Number(expected), Number(actual)] as const;
    return numbers.some(Number.isNaN) ? "unknown" : compare(...numbers);
  };
}
