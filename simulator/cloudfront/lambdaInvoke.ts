import { CodedError } from "../../aws/codedError";
import type { FunctionResult, LambdaEvent, LambdaViewerRequest } from "../functions/runner";
import type { LambdaFunction } from "../model/siteModel";
import type { EdgeRuntime } from "./runtime";

/** Gives an event to a Lambda function, outside of the clock's time. */
export function invokeLambda(
  { clock, lambdas }: EdgeRuntime,
  { arn, name, code, exportName, runtime, timeoutSeconds }: LambdaFunction,
  event: LambdaEvent<LambdaViewerRequest>,
): Promise<FunctionResult> {
  if (lambdas === undefined) {
    // The constructor refuses such an edge; this keeps the types honest.
    throw new CodedError("E_INTERNAL", "a Lambda function is to run and there is nothing to run it");
  }
  const version = /:(\d+)$/.exec(arn)?.[1] ?? "1";
  return clock.external(
    lambdas.invoke({ name, code, exportName, runtime, timeoutMs: timeoutSeconds * 1000, version }, event),
  );
}
