import { CodedError } from "../../aws/codedError";
import { type LanguageFault, type LanguageLevel, type PreparedCode as JudgedCode, prepareCode } from "./languageLevel";

/** CF-8. */
export const maxCodeBytes = 10_240;

/** Why a function's code is not even tried; undefined when nothing speaks against it. Pure. */
export function sizeFault(code: string): string | undefined {
  const bytes = Buffer.byteLength(code);
  return bytes <= maxCodeBytes ? undefined : `its code has ${bytes} bytes, CloudFront accepts ${maxCodeBytes} (CF-8)`;
}

/** What the run of a function with this fault says (CF-9, CF-10). Pure. */
export function faultMessage({ line, column, construct }: LanguageFault): string {
  return construct.startsWith("SyntaxError")
    ? `${construct} at ${line}:${column}`
    : `SyntaxError: its runtime does not take ${construct} at ${line}:${column} (CF-10)`;
}

/** A function's code where it is loaded. */
export interface NamedCode {
  readonly name: string;
  readonly code: string;
  /** `cloudfront-js-2.0`, `cloudfront-js-1.0`. */
  readonly runtime: string;
}

/**
 * Judges a CloudFront Function before anything runs. Throws `E_FUNCTION_SIZE` (CF-8), and `E_FUNCTION_SYNTAX` with the
 * line, the column and the construct that its runtime does not take (CF-10).
 */
export async function checkFunctionCode(
  { name, code, runtime }: NamedCode,
  level: LanguageLevel = "specified",
): Promise<void> {
  const bytes = Buffer.byteLength(code);
  if (bytes > maxCodeBytes) {
    throw new CodedError(
      "E_FUNCTION_SIZE",
      `the code of ${name} must have at most ${maxCodeBytes} bytes (CF-8), got ${bytes}; supply shorter code`,
      name,
    );
  }
  const prepared = await prepareCode(code, runtime, level);
  if (prepared.kind === "code") return;
  const { line, column, construct } = prepared.fault;
  throw new CodedError(
    "E_FUNCTION_SYNTAX",
    `the code of ${name} must be in the language of ${runtime} (CF-10), got ${construct} at ${line}:${column}; ` +
      "supply code without it",
    name,
  );
}

/** A code as it runs, or why it does not. */
export type PreparedCode =
  Extract<JudgedCode, { readonly kind: "code" }> | { readonly kind: "refused"; readonly message: string };

/** Prepares every code once, however often it runs. */
export class PreparedCodes {
  /** By runtime, then by code: a text that is looked up as it came is not hashed again. */
  private readonly prepared = new Map<string, Map<string, PreparedCode>>();

  constructor(private readonly level: LanguageLevel) {}

  /** At once where it has been asked before. */
  of(code: string, runtime: string): PreparedCode | Promise<PreparedCode> {
    return this.prepared.get(runtime)?.get(code) ?? this.prepare(code, runtime);
  }

  private async prepare(code: string, runtime: string): Promise<PreparedCode> {
    const prepared = await this.judged(code, runtime);
    const known = this.prepared.get(runtime) ?? new Map<string, PreparedCode>();
    this.prepared.set(runtime, known.set(code, prepared));
    return prepared;
  }

  private async judged(code: string, runtime: string): Promise<PreparedCode> {
    const message = sizeFault(code);
    if (message !== undefined) return { kind: "refused", message };
    const judged = await prepareCode(code, runtime, this.level);
    return judged.kind === "code" ? judged : { kind: "refused", message: faultMessage(judged.fault) };
  }
}
