import { CodedError } from "../../../aws/codedError";

/** The refusal that a promise ends with. */
export async function refusalOf(promise: Promise<unknown>): Promise<CodedError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
