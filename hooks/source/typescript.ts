import * as nodeModule from "node:module";

export type StrippedText =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "fault"; readonly message: string };

type Strip = (text: string, options: { mode: "strip" | "transform" }) => string;

/**
 * TypeScript without its types. What only erasing takes keeps every place; enums, namespaces and parameter properties are
 * rewritten, and lines may move. Never throws.
 */
export function withoutTypes(text: string): StrippedText {
  const strip = (nodeModule as unknown as { stripTypeScriptTypes?: Strip }).stripTypeScriptTypes;
  if (strip === undefined) return { kind: "fault", message: "TypeScript is read by Node 22.13 or later" };
  return quietly(() => {
    try {
      return { kind: "text", text: strip(text, { mode: "strip" }) };
    } catch {
      try {
        return { kind: "text", text: strip(text, { mode: "transform" }) };
      } catch (error) {
        return { kind: "fault", message: `not TypeScript: ${(error as Error).message.trim()}` };
      }
    }
  });
}

/** Node says once that its stripping is experimental; a reader of verdicts has no use for that. */
function quietly<T>(call: () => T): T {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return call();
  } finally {
    process.emitWarning = emitWarning;
  }
}
