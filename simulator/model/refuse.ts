import { CodedError } from "../../aws/codedError";
import type { ErrorCode } from "../../aws/errorCodes";

/** Ends a check of a configuration: the API's code, a sentence, the place in the configuration. */
export function refuse(code: ErrorCode, sentence: string, path: string): never {
  throw new CodedError(code, sentence, path);
}
