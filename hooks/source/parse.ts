import { parse, type Node, type Program } from "acorn";
import type { Position, Reason } from "../verdict";
import { withoutTypes } from "./typescript";

/** One file of a hook, read. */
export interface ParsedFile {
  /** As messages and `require` call it. */
  readonly name: string;
  /** What the tree's offsets count in: TypeScript has lost its types, at the same places where that is possible. */
  readonly text: string;
  readonly program: Program;
  /** Whether it is an ES module, by its imports and exports. */
  readonly isModule: boolean;
}

export type ParseResult =
  | { readonly kind: "file"; readonly file: ParsedFile }
  /** Of kind `syntax`, with the position that the parser stopped at. */
  | { readonly kind: "fault"; readonly reason: Reason };

/**
 * Reads a file as JavaScript of the latest edition, CommonJS or module, whichever fits; as TypeScript where its name says
 * so, or where it is neither. Never throws: what cannot be read is a fault.
 */
export function parseFile(name: string, text: string): ParseResult {
  if (/\.json$/i.test(name)) return parseFile(`${name}.js`, `module.exports = ${text}`);
  if (/\.[cm]?ts$/i.test(name)) return parseTypeScript(name, text);
  const result = parseScript(name, text);
  if (result.kind === "file") return result;
  const typed = parseTypeScript(name, text);
  return typed.kind === "file" ? typed : result;
}

function parseTypeScript(name: string, text: string): ParseResult {
  const stripped = withoutTypes(text);
  if (stripped.kind === "text") return parseScript(name, stripped.text);
  return { kind: "fault", reason: { kind: "syntax", message: `${name}: ${stripped.message}` } };
}

function parseScript(name: string, text: string): ParseResult {
  const looksLikeModule = /^\s*(?:import|export)\b|[;}]\s*export\b/m.test(text);
  const first = attempt(text, looksLikeModule);
  const second = first.program === undefined ? attempt(text, !looksLikeModule) : first;
  const { program } = second;
  if (program !== undefined) {
    return { kind: "file", file: { name, text, program, isModule: program.sourceType === "module" } };
  }
  return { kind: "fault", reason: faultOf(name, first.error) };
}

function attempt(text: string, isModule: boolean): { readonly program?: Program; readonly error?: unknown } {
  try {
    const program = parse(text, {
      ecmaVersion: "latest",
      sourceType: isModule ? "module" : "script",
      locations: true,
      allowReturnOutsideFunction: !isModule,
    });
    return { program };
  } catch (error) {
    return { error };
  }
}

function faultOf(name: string, error: unknown): Reason {
  const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
  const said = `${name} is not JavaScript: ${message.replace(/ \(\d+:\d+\)$/, "")}`;
  if (loc === undefined) return { kind: "syntax", message: said };
  return { kind: "syntax", message: said, position: { line: loc.line, column: loc.column + 1 } };
}

/** Where a node stands, from 1; `file` where it is not the one that is loaded. */
export function positionOf(node: Node, file?: string): Position {
  const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
  return { line, column: column + 1, ...(file === undefined ? {} : { file }) };
}

/** The nodes directly below one, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children.sort((a, b) => a.start - b.start);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}
