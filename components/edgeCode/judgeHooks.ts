import { Script } from "node:vm";
import { maximumLambdaEdgeBytes } from "../../aws/edgeFunctions";
import { functionBytes, maximumFunctionBytes } from "../../aws/functionSize";
import { refusal } from "../refusals";
import { separateImports } from "./compose";
import type { EdgeCodeSettings, Hooks } from "./settings";

interface HookKind {
  readonly maximumBytes: number;
  readonly sizeRule: string;
  /** What the code is compiled as; it never runs here. */
  readonly wrapped: (code: string) => string;
  readonly handler: RegExp;
  readonly supply: string;
}

const cloudFrontFunction: HookKind = {
  maximumBytes: maximumFunctionBytes,
  sizeRule: "CF-8",
  // CF-10: strict whatever the code says.
  wrapped: (code) => `async () => { "use strict"; ${separateImports(code).rest}\n}`,
  handler: /\bfunction\s+handler\s*\(|\bhandler\s*=/,
  supply: "supply the text of a CloudFront Function with function handler(event)",
};

const lambdaFunction: HookKind = {
  maximumBytes: maximumLambdaEdgeBytes,
  sizeRule: "LE-16",
  wrapped: (code) => `(function (exports, require, module) {${code}\n})`,
  handler: /\bexports\s*(?:\.\s*handler|\[\s*["']handler["']\s*\])|\bmodule\s*\.\s*exports\s*=/,
  supply: "supply the text of a CommonJS module with exports.handler = async (event) => …",
};

const kinds: Readonly<Record<keyof Hooks, HookKind>> = {
  viewerRequestCode: cloudFrontFunction,
  viewerResponseCode: cloudFrontFunction,
  originRequestCode: lambdaFunction,
  originResponseCode: lambdaFunction,
};

/**
 * Judges the site's own code: its kind, size and syntax, and that it has a handler.
 *
 * @throws CodedError `E_HOOK_CODE` or `E_FUNCTION_SIZE`, with the argument as its path.
 */
export function judgeHooks({ hooks }: Pick<EdgeCodeSettings, "hooks">): void {
  for (const name of hookNames) {
    if (hooks[name] !== undefined) judge(name, hooks[name]);
  }
}

const hookNames = ["viewerRequestCode", "viewerResponseCode", "originRequestCode", "originResponseCode"] as const;

function judge(name: keyof Hooks, code: unknown): void {
  const kind = kinds[name];
  // Code from JavaScript and YAML is not held to the type.
  if (typeof code !== "string") throw refusal("E_HOOK_CODE", name, "be plain text", code, kind.supply);
  const bytes = functionBytes(code);
  if (bytes > kind.maximumBytes) {
    const takes = `have at most ${kind.maximumBytes} bytes (${kind.sizeRule})`;
    throw refusal("E_FUNCTION_SIZE", name, takes, bytes, "supply shorter code");
  }
  const fault = syntaxFault(kind.wrapped(code), name);
  if (fault !== undefined) throw refusal("E_HOOK_CODE", name, "be JavaScript", fault, kind.supply);
  if (!kind.handler.test(code)) throw refusal("E_HOOK_CODE", name, "have a handler", "none", kind.supply);
}

function syntaxFault(code: string, filename: string): string | undefined {
  try {
    new Script(code, { filename });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "an error";
  }
}
