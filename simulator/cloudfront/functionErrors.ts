import type { NothingReturned } from "../functions/lambdaResult";
import type { InvalidResult } from "../functions/result";
import type { FunctionResult } from "../functions/runner";

/** What a function leaves a viewer with when it fails (CF-7, LE-9). */
export interface FunctionFault {
  readonly status: 502 | 503;
  readonly result: "FunctionExecutionError" | "FunctionThrottledError" | LambdaFault["result"];
}

/** The same of Lambda@Edge (LE-9). */
export interface LambdaFault {
  readonly status: 502 | 503;
  readonly result: "LambdaExecutionError" | "LambdaValidationError" | "LambdaLimitExceeded";
}

/** How a function's call ended when there is nothing to go on with. */
export type FailedCall = Extract<FunctionResult, { readonly kind: "failed" }> | NothingReturned | InvalidResult;

/** CF-7, CF-9: 503 when a CloudFront Function failed or was throttled, 502 when its answer is not one. */
export function functionFault(failed: Exclude<FailedCall, NothingReturned>): FunctionFault {
  if (failed.kind === "invalid") return { status: 502, result: "FunctionExecutionError" };
  return { status: 503, result: failed.throttled === true ? "FunctionThrottledError" : "FunctionExecutionError" };
}

/** LE-7, LE-9: 503 when a Lambda function failed, at a name that nothing defines too, answered nothing or was throttled, 502 when its answer is not one. */
export function lambdaFault(failed: FailedCall): LambdaFault {
  if (failed.kind === "invalid") return { status: 502, result: "LambdaValidationError" };
  const throttled = failed.kind === "failed" && failed.throttled === true;
  return { status: 503, result: throttled ? "LambdaLimitExceeded" : "LambdaExecutionError" };
}

/** Why, for the log. */
export function reasonOf(failed: FailedCall): string {
  return failed.kind === "nothing" ? "it returned nothing" : failed.message;
}
