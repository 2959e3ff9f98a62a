import type { z } from "zod";
import { CodedError } from "../aws/codedError";
import type { ErrorCode } from "../aws/errorCodes";

/**
 * What a user wrote, checked against a schema. Throws an error with `code` that names the first field that is wrong,
 * the value got and what to supply.
 */
export function parseAs<T>(schema: z.ZodType<T>, input: unknown, code: ErrorCode, what: string): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path =
    issue === undefined ? [] : [...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])];
  const at = path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : join(text, String(key))),
    "",
  );
  const got = path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), input);
  const sentence = at === "" ? what : `${at} ${reasonOf(issue)}`;
  throw new CodedError(code, `${sentence}, got ${show(got)}`, at === "" ? undefined : at);
}

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "unrecognized_keys") return "is not a field here";
  if (issue?.code === "invalid_type" && issue.message.startsWith("Invalid input"))
    return `must be of type ${issue.expected}`;
  return issue?.message ?? "is not valid";
}

function join(text: string, key: string): string {
  return text === "" ? key : `${text}.${key}`;
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
