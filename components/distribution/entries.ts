import type * as pulumi from "@pulumi/pulumi";
import type { ErrorCode } from "../../aws/errorCodes";
import { refusal } from "../refusals";

/** A structured argument, once it is an object without fields that nobody knows: a misspelt field would go unnoticed. */
export function entryOf<T extends object>(
  code: ErrorCode,
  argument: string,
  value: T,
  fields: readonly (keyof T & string)[],
): T {
  const got: unknown = value;
  if (typeof got !== "object" || got === null || Array.isArray(got) || "then" in got || "apply" in got) {
    throw refusal(code, argument, `be an object with ${fields.join(", ")}`, got);
  }
  const unknown = Object.keys(got).find((key) => !fields.some((field) => field === key));
  if (unknown === undefined) return value;
  throw refusal(code, argument, `have no fields but ${fields.join(", ")}`, unknown);
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

/** Text that may also be an output, which is not judged: AWS does it. */
export function textInput(
  code: ErrorCode,
  argument: string,
  value: pulumi.Input<string>,
  takes: string,
  judge: (text: string) => boolean = (text) => /^[!-~]+$/.test(text),
): pulumi.Input<string> {
  const got: unknown = value;
  if (typeof got === "object" && got !== null && ("then" in got || "apply" in got)) return value;
  if (typeof got === "string" && judge(got)) return value;
  throw refusal(code, argument, takes, got);
}
