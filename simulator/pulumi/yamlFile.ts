import { parse } from "yaml";
import { CodedError } from "../../aws/codedError";
import type { ErrorCode } from "../../aws/errorCodes";

/** The value of a YAML text; an empty one has no fields. Throws `code`, with the place of the mistake. */
export function parseYaml(text: string, file: string, code: ErrorCode): unknown {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new CodedError(code, `${file} is not YAML: ${first.replace(/:$/, "")}`);
  }
  if (value === null || value === undefined) return {};
  if (!isFields(value)) throw new CodedError(code, `${file} must hold keys and values, got ${shown(value)}`);
  return value;
}

/** Whether `value` has named fields: neither a list nor nothing. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of `value`; none when it has none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isFields(value) ? value : {};
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  return value === undefined || value === null ? "nothing" : JSON.stringify(value);
}
