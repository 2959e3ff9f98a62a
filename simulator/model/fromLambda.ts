import { Fields } from "./fromFields";
import type { Registration } from "./registration";
import type { LambdaFunction } from "./siteModel";

export const lambdaFunctionType = "aws:lambda/function:Function";

/** Seconds; Lambda's own default. */
const defaultTimeoutSeconds = 3;

/** The functions whose code is in the registration as text (D11); an archive on a disk cannot be read from here. */
export function lambdaFunctionsOf(registrations: readonly Registration[]): readonly LambdaFunction[] {
  return registrations
    .filter(({ type }) => type === lambdaFunctionType)
    .map(({ name, outputs }) => lambdaFunctionOf(new Fields(outputs, name)))
    .filter((found) => found !== undefined);
}

function lambdaFunctionOf(fields: Fields): LambdaFunction | undefined {
  const arn = fields.optionalText("qualifiedArn");
  const handler = fields.optionalText("handler") ?? "";
  const dot = handler.lastIndexOf(".");
  const code = codeOf(fields.child("code").child("assets"), handler.slice(0, dot));
  if (arn === undefined || dot < 1 || code === undefined) return undefined;
  return {
    arn,
    name: fields.optionalText("name") ?? arn,
    runtime: fields.optionalText("runtime") ?? "",
    code,
    exportName: handler.slice(dot + 1),
    timeoutSeconds: fields.optionalNumber("timeout") ?? defaultTimeoutSeconds,
  };
}

function codeOf(assets: Fields, module: string): string | undefined {
  return [`${module}.js`, `${module}.cjs`].map((file) => textOf(assets.raw(file))).find((text) => text !== undefined);
}

function textOf(asset: unknown): string | undefined {
  if (typeof asset !== "object" || asset === null || !("text" in asset)) return undefined;
  return typeof asset.text === "string" ? asset.text : undefined;
}
