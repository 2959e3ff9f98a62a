import type { PolicyStatement } from "../../model/siteModel";
import { inRange } from "./addresses";
import type { KeyValue } from "./context";
import { dateOf } from "./dates";
import { listOf } from "./principal";
import { and, not, or, type Ternary } from "./ternary";
import { patternMatches } from "./variables";
import { matchesArn, matchesWildcard } from "./wildcard";

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
  ["IpAddress", inRange],
  ["NumericEquals", numeric((expected, actual) => actual === expected)],
  ["NumericLessThan", numeric((expected, actual) => actual < expected)],
  ["NumericLessThanEquals", numeric((expected, actual) => actual <= expected)],
  ["NumericGreaterThan", numeric((expected, actual) => actual > expected)],
  ["NumericGreaterThanEquals", numeric((expected, actual) => actual >= expected)],
  ["DateEquals", dated((expected, actual) => actual === expected)],
  ["DateLessThan", dated((expected, actual) => actual < expected)],
  ["DateLessThanEquals", dated((expected, actual) => actual <= expected)],
  ["DateGreaterThan", dated((expected, actual) => actual > expected)],
  ["DateGreaterThanEquals", dated((expected, actual) => actual >= expected)],
]);

/** Operators that hold when none of the values matches, hence also when the key is absent. */
const negative: ReadonlyMap<string, string> = new Map([
  ["StringNotEquals", "StringEquals"],
  ["StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase"],
  ["StringNotLike", "StringLike"],
  ["ArnNotEquals", "ArnEquals"],
  ["ArnNotLike", "ArnLike"],
  ["NotIpAddress", "IpAddress"],
  ["NumericNotEquals", "NumericEquals"],
  ["DateNotEquals", "DateEquals"],
]);

/**
 * Whether every condition of a statement holds. An operator, key or value that is not modelled makes it `unknown`,
 * unless another condition fails anyway.
 */
export function conditionsHold(conditions: PolicyStatement["Condition"], valueOf: (key: string) => KeyValue): Ternary {
  let all: Ternary = true;
  for (const operator in conditions) {
    const keys = conditions[operator];
    for (const key in keys) {
      const one = holds(operator, listOf(keys[key] ?? []).map(String), valueOf(key), valueOf);
      if (one === false) return false;
      if (one === "unknown") all = one;
    }
  }
  return all;
}

/** An operator in its parts: `ForAnyValue:StringNotLikeIfExists`. */
interface Operator {
  /** Of several values of the request, whether every one must match or any; without it a key has one. */
  readonly over?: "all" | "any";
  readonly compare: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** What texts have been read as: policies use the same few over and over. Only those that are operators stay. */
const operators = new Map<string, Operator>();

/** Undefined for an operator that is not modelled, or that IAM does not have. */
function operatorOf(text: string): Operator | undefined {
  const known = operators.get(text) ?? parseOperator(text);
  if (known !== undefined) operators.set(text, known);
  return known;
}

function parseOperator(text: string): Operator | undefined {
  const [, set, name = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  const opposite = negative.get(name);
  const compare = positive.get(opposite ?? name);
  if (compare === undefined) return undefined;
  return {
    ...(set === undefined ? {} : { over: set === "ForAllValues" ? "all" : "any" }),
    compare,
    negated: opposite !== undefined,
    ifExists: ifExists !== undefined,
  };
}

/** Whether a condition with this operator can be weighed. */
export function isConditionOperator(text: string): boolean {
  return text === "Null" || operatorOf(text) !== undefined;
}

function holds(
  text: string,
  expected: readonly string[],
  value: KeyValue,
  valueOf: (key: string) => KeyValue,
): Ternary {
  if (value.kind === "unknown") return "unknown";
  if (text === "Null") return or(expected.map((is) => (is.toLowerCase() === "true") === (value.kind === "absent")));
  const operator = operatorOf(text);
  if (operator === undefined) return "unknown";
  const { over, compare, negated, ifExists } = operator;
  // Over no values at all, every one matches and none does, whatever the operator.
  if (value.kind === "absent") return over === undefined ? ifExists || negated : ifExists || over === "all";
  const one = (actual: string): Ternary => {
    const matched = or(expected.map((given) => patternMatches(given, valueOf, (pattern) => compare(pattern, actual))));
    return negated ? not(matched) : matched;
  };
  const each = (value.kind === "text" ? [value.text] : value.texts).map(one);
  return over === "all" ? and(each) : or(each);
}

function numeric(compare: (expected: number, actual: number) => boolean): Comparison {
  return (expected, actual) => {
    const numbers = [Number(expected), Number(actual)] as const;
    return numbers.some(Number.isNaN) ? "unknown" : compare(...numbers);
  };
}

function dated(compare: (expected: number, actual: number) => boolean): Comparison {
  return (expected, actual) => {
    const [given, now] = [dateOf(expected), dateOf(actual)];
    return given === undefined || now === undefined ? "unknown" : compare(given, now);
  };
}
