import { CodedError } from "../../aws/codedError";

/** The coded error that `work` ends with; fails when it ends well or otherwise. */
export async function refusalOf(work: Promise<unknown> | (() => unknown)): Promise<CodedError> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
