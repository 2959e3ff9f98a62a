import * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../aws/codedError";
import type { ErrorCode } from "../aws/errorCodes";
import { type IntegerRange, isWithin } from "../aws/originTimeouts";
import type { PagePathFault } from "../aws/pagePaths";

/** The error for an argument: its name, what it takes, the value got, and why where that is not plain. */
export function refusal(code: ErrorCode, argument: string, takes: string, got: unknown, reason?: string): CodedError {
  const because = reason === undefined ? "" : `; ${reason}`;
  return new CodedError(code, `${argument} must ${takes}, got ${shown(got)}${because}`, argument);
}

/** Whether a value is known only later, so that it is not judged with the arguments: {@link judged} does it then. */
export function isOutput(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/**
 * The value when `judge` takes it. An output, and a promise, is judged as soon as it is known: what `judge` throws then
 * rejects it, so that no resource is made that needs it.
 */
export function judged<T>(input: pulumi.Input<T>, judge: (value: unknown) => T): pulumi.Input<T> {
  if (!isOutput(input)) return judge(input);
  const known: pulumi.Output<unknown> = pulumi.output(input as pulumi.Input<string>);
  return pulumi.all([known, pulumi.isSecret(known)]).apply(([value, secret]) => {
    try {
      return judge(value);
    } catch (error) {
      throw secret ? masked(error, value) : error;
    }
  });
}

/** A refusal of a secret does not tell it. */
function masked(error: unknown, value: unknown): unknown {
  if (!(error instanceof CodedError)) return error;
  return new CodedError(error.code, error.sentence.replaceAll(shown(value), "a secret"), error.path);
}

/** A value as a sentence shows it. An output is named as such: its value is not known when arguments are judged. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : value.map(shown).join(",");
  if (typeof value === "string") return /^[!-~]+$/.test(value) ? value : JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "null";
  if (typeof value === "object") return isOutput(value) ? "an output" : "an object";
  return `a ${typeof value}`;
}

/** `value`, or its default when it is not given. Refuses what is not a whole number in the range. */
export function integer(
  code: ErrorCode,
  argument: string,
  value: unknown,
  range: IntegerRange & { readonly default: number; readonly rule?: string },
): number {
  if (value === undefined) return range.default;
  if (isWithin(range, value)) return value;
  const rule = range.rule === undefined ? "" : ` (${range.rule})`;
  throw refusal(code, argument, `be a whole number from ${range.minimum} to ${range.maximum}${rule}`, value);
}

/** `value`, or false when it is not given. Refuses what is not a boolean. */
export function flag(argument: string, value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value === "boolean") return value;
  throw refusal("E_ARGUMENT", argument, "be true or false", value);
}

/** A boolean that may also be an output. */
export function flagInput(argument: string, value: pulumi.Input<boolean>): pulumi.Input<boolean> {
  return judged(value, (known) => flag(argument, known));
}

/** Text that may also be an output. */
export function textInput(
  code: ErrorCode,
  argument: string,
  value: pulumi.Input<string>,
  takes: string,
  judge: (text: string) => boolean = (text) => /^[!-~]+$/.test(text),
): pulumi.Input<string> {
  return judged(value, (known) => {
    if (typeof known === "string" && judge(known)) return known;
    throw refusal(code, argument, takes, known);
  });
}

/** `value` when it is one of the values of a const-object enum. */
export function oneOf<T extends string>(
  code: ErrorCode,
  argument: string,
  value: unknown,
  choices: Readonly<Record<string, T>>,
): T {
  const found = Object.values(choices).find((choice) => choice === value);
  if (found !== undefined) return found;
  throw refusal(code, argument, `be one of ${Object.values(choices).join(", ")}`, value);
}

/** How a page's path may be wrong, in the words that follow "must". */
export const pathReasons: Record<PagePathFault, string> = {
  "not-a-string": "be a plain string",
  "no-leading-slash": "begin with a slash",
  "illegal-character": "be a path as a viewer requests it, without query and with other characters percent-encoded",
  "broken-escape": "be percent-encoded UTF-8",
};
