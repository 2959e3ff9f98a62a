import { CodedError } from "../../aws/codedError";

/** `NAME=VALUE`, both of them there, split at the first sign. Throws `E_USAGE` with the form that the option takes. */
export function pairOf(option: string, form: string, text: string): readonly [name: string, value: string] {
  const equals = text.indexOf("=");
  if (equals > 0 && equals < text.length - 1) return [text.slice(0, equals), text.slice(equals + 1)];
  throw wrongUsage(option, form, text);
}

/** A refusal of an option's value. */
export function wrongUsage(option: string, form: string, got: string): CodedError {
  return new CodedError("E_USAGE", `${option} must be ${form}, got ${got === "" ? "nothing" : got}`, option);
}
