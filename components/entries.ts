import type { ErrorCode } from "../aws/errorCodes";
import { nearestNames } from "./nearestNames";
import { isOutput, refusal } from "./refusals";

/** The names of an interface's fields; the type of the table keeps the two in step. */
export function fieldsOf<T extends object>(
  table: Readonly<Record<keyof Required<T> & string, true>>,
): readonly (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}

/** A structured argument, once it is an object without fields that nobody knows: a misspelt field would go unnoticed. */
export function entryOf<T extends object>(
  code: ErrorCode,
  argument: string,
  value: T,
  fields: readonly (keyof T & string)[],
): T {
  const got: unknown = value;
  if (typeof got !== "object" || got === null || Array.isArray(got) || isOutput(got)) {
    throw refusal(code, argument, `be an object with fields such as ${fields.slice(0, 3).join(", ")}`, got);
  }
  const unknown = Object.keys(got).find((key) => !fields.some((field) => field === key));
  if (unknown === undefined) return value;
  throw refusal(code, argument, "have only fields that are known", unknown, nearestNames(unknown, fields));
}

/** A list of structured arguments; an empty one when it is not given. */
export function entriesOf<T extends object>(
  code: ErrorCode,
  argument: string,
  value: readonly T[] | undefined,
  fields: readonly (keyof T & string)[],
): readonly T[] {
  if (value === undefined) return [];
  const got: unknown = value;
  if (!Array.isArray(got)) throw refusal(code, argument, "be a list", got);
  // Not `value.map`: it would skip the holes of a sparse list.
  return Array.from(value, (entry, index) => entryOf(code, `${argument}[${index}]`, entry, fields));
}
