import type { ErrorCode } from "./errorCodes";

/**
 * The one error that users see: a code, a sentence that names the argument, the value got and what to supply,
 * and where in the input it stands (`failoverStatusCodes`, `Origins.Items[1].Id`).
 */
export class CodedError extends Error {
  override readonly name = "CodedError";

  constructor(
    readonly code: ErrorCode,
    readonly sentence: string,
    readonly path?: string,
  ) {
    super(`${code}: ${sentence}`);
  }

  /** A program that ends with it is refused: Pulumi shows the message alone, without a stack of calls. */
  get __pulumiRunError(): boolean {
    return true;
  }

  /** The form that `--format json` prints. */
  toJSON(): { error: { code: ErrorCode; message: string; path?: string } } {
    return {
      error: { code: this.code, message: this.sentence, ...(this.path === undefined ? {} : { path: this.path }) },
    };
  }
}
