import type { EdgeFunction, LambdaFunction } from "../../simulator/model/siteModel";
import { pairOf, wrongUsage } from "./pair";

/** Which file holds the code of a function, and how it is run. */
export interface FunctionOption {
  readonly arn: string;
  readonly file: string;
  /** Of a Lambda function: the export that is called. */
  readonly exportName?: string;
  readonly runtime?: string;
}

const form = "ARN=FILE[#export][,runtime=RUNTIME]";

/** `--function ARN=FILE[#export][,runtime=…]`. Throws `E_USAGE`. */
export function parseFunction(text: string): FunctionOption {
  const [arn, rest] = pairOf("--function", form, text);
  if (!isCloudFrontFunction(arn) && !isLambdaVersion(arn)) {
    throw wrongUsage(
      "--function",
      `${form}, ARN that of a CloudFront Function or of a Lambda function's version`,
      text,
    );
  }
  const {
    file = "",
    exportName,
    runtime,
  } = /^(?<file>.+?)(?:#(?<exportName>[^#,]+))?(?:,runtime=(?<runtime>[^,]+))?$/.exec(rest)?.groups ?? {};
  if (file === "") throw wrongUsage("--function", form, text);
  return {
    arn,
    file,
    ...(exportName === undefined ? {} : { exportName }),
    ...(runtime === undefined ? {} : { runtime }),
  };
}

/** The function with its code in the model's shape: one of the two lists has it. */
export function functionOf(
  { arn, exportName = "handler", runtime }: FunctionOption,
  code: string,
): { readonly functions: readonly EdgeFunction[]; readonly lambdaFunctions: readonly LambdaFunction[] } {
  const parts = arn.split(/[:/]/);
  if (isCloudFrontFunction(arn)) {
    const name = parts.at(-1) ?? arn;
    return { functions: [{ arn, name, runtime: runtime ?? "cloudfront-js-2.0", code }], lambdaFunctions: [] };
  }
  const name = parts.at(-2) ?? arn;
  // LE-16: what an origin event may take at most; a version's own timeout is not in a distribution.
  const timeoutSeconds = 30;
  return {
    functions: [],
    lambdaFunctions: [{ arn, name, runtime: runtime ?? "nodejs24.x", code, exportName, timeoutSeconds }],
  };
}

function isCloudFrontFunction(arn: string): boolean {
  return /^arn:[a-z-]+:cloudfront::\d{12}:function\/[^/]+$/.test(arn);
}

function isLambdaVersion(arn: string): boolean {
  return /^arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:[^:]+:\d+$/.test(arn);
}
