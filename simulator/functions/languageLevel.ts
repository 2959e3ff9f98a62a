import type { ImportDeclaration, Node, Program } from "acorn";
import { type EventField, eventReads } from "./eventReads";

/**
 * How much of JavaScript a CloudFront Function may use. `specified`: all but what AWS's list of features is known to lack
 * (CF-10). `listed`: nothing that the list does not name, default values and shorthand properties among it; AWS does not
 * say what becomes of those. `any`: what Node takes.
 */
export type LanguageLevel = "specified" | "listed" | "any";

/** Something in a function's code that its runtime does not take. */
export interface LanguageFault {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly construct: string;
}

export type PreparedCode =
  /** `asksMore`: it may want what a call tells besides the event (CF-20). */
  | {
      readonly kind: "code";
      readonly text: string;
      readonly asksMore: boolean;
      /** The fields of the event that it can see. */
      readonly reads: readonly EventField[];
    }
  | { readonly kind: "fault"; readonly fault: LanguageFault };

/** The modules of the runtimes (CF-11, CF-14); `cloudfront` came with 2.0. */
const modules: ReadonlySet<string> = new Set(["buffer", "cloudfront", "crypto", "querystring"]);

/**
 * Judges a function's code by the language of its runtime (CF-10), and writes its imports as calls of `require`, line for
 * line. Unknown runtimes are taken for 2.0.
 */
export async function prepareCode(code: string, runtime: string, level: LanguageLevel): Promise<PreparedCode> {
  const { parse } = await import("acorn");
  let program: Program;
  try {
    const options = { ecmaVersion: "latest", sourceType: "script", locations: true } as const;
    program = parse(code, { ...options, allowImportExportEverywhere: true });
  } catch (error) {
    return { kind: "fault", fault: syntaxFault(error) };
  }
  const fault = await firstFault(program, runtime, level);
  if (fault !== undefined) return { kind: "fault", fault };
  return {
    kind: "code",
    text: withoutImports(code, program),
    asksMore: /rawQueryString|edgeLocation/.test(code),
    reads: eventReads(program, await import("acorn-walk")),
  };
}

function syntaxFault(error: unknown): LanguageFault {
  const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
  const construct = `SyntaxError: ${message.replace(/ \(\d+:\d+\)$/, "")}`;
  return { line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1, construct };
}

async function firstFault(program: Program, runtime: string, level: LanguageLevel): Promise<LanguageFault | undefined> {
  const { full } = await import("acorn-walk");
  const old = runtime === "cloudfront-js-1.0";
  const faults: { readonly node: Node; readonly construct: string }[] = [];
  full(program, (node) => {
    const fields = node as unknown as Fields;
    const construct =
      moduleFault(fields, old) ??
      (level === "any" ? undefined : specifiedFault(fields)) ??
      (level === "listed" ? unlistedFault(fields) : undefined) ??
      (old && level !== "any" ? newerFault(fields) : undefined);
    if (construct !== undefined) faults.push({ node, construct });
  });
  const [first] = faults.sort((a, b) => a.node.start - b.node.start);
  const at = first?.node.loc?.start;
  return first === undefined || at === undefined
    ? undefined
    : { line: at.line, column: at.column + 1, construct: first.construct };
}

/** A node of any type. */
interface Fields {
  readonly type: string;
  readonly operator?: string;
  readonly kind?: string;
  readonly param?: unknown;
  readonly async?: boolean;
  readonly generator?: boolean;
  readonly await?: boolean;
  readonly shorthand?: boolean;
  readonly computed?: boolean;
  readonly method?: boolean;
  readonly bigint?: unknown;
  readonly source?: { readonly value?: unknown } | null;
  readonly specifiers?: readonly { readonly type: string }[];
}

function moduleFault({ type, source, specifiers = [] }: Fields, old: boolean): string | undefined {
  if (type.startsWith("Export")) return "an export";
  if (type !== "ImportDeclaration") return undefined;
  const name = String(source?.value);
  if (old) return "an import, which runtime 1.0 does not have";
  if (!modules.has(name)) return `an import of ${name}, which the runtime does not have`;
  return specifiers.every((specifier) => specifier.type === "ImportDefaultSpecifier")
    ? undefined
    : `an import of names from ${name}: only \`import name from "${name}"\` is taken`;
}

const lacking: Readonly<Record<string, string>> = {
  ForOfStatement: "for-of",
  ClassDeclaration: "a class",
  ClassExpression: "a class",
  ObjectPattern: "destructuring",
  ArrayPattern: "destructuring",
  SpreadElement: "a spread",
  ChainExpression: "optional chaining",
  YieldExpression: "a generator",
  MetaProperty: "new.target",
  ImportExpression: "import()",
};

function specifiedFault(node: Fields): string | undefined {
  const found = lacking[node.type];
  if (found !== undefined) return node.await === true ? "for await" : found;
  if (node.type === "LogicalExpression" && node.operator === "??") return "the operator ??";
  if (node.type === "AssignmentExpression" && /^(\?\?|\|\||&&)=$/.test(node.operator ?? "")) {
    return `the operator ${node.operator ?? ""}`;
  }
  if (node.type === "CatchClause" && (node.param ?? undefined) === undefined) return "catch without a binding";
  if (node.generator === true) return "a generator";
  return typeof node.bigint === "string" ? "a BigInt" : undefined;
}

function unlistedFault(node: Fields): string | undefined {
  if (node.type === "AssignmentPattern") return "a default value";
  if (node.type === "TaggedTemplateExpression") return "a tagged template";
  if (node.type !== "Property") return undefined;
  if (node.shorthand === true) return "a shorthand property";
  if (node.method === true) return "a shorthand method";
  return node.computed === true ? "a computed property name" : undefined;
}

/** What came with runtime 2.0. */
function newerFault(node: Fields): string | undefined {
  if (node.type === "VariableDeclaration" && node.kind !== "var") return `${node.kind ?? ""}, which runtime 1.0 lacks`;
  if (node.type === "AwaitExpression" || node.async === true) return "async and await, which runtime 1.0 lacks";
  return undefined;
}

function withoutImports(code: string, { body }: Program): string {
  let text = code;
  for (const node of [...body].reverse()) {
    if (node.type === "ImportDeclaration")
      text = text.slice(0, node.start) + required(node, code) + text.slice(node.end);
  }
  return text;
}

/** On as many lines as the import, so that an error names the line of the author's. */
function required({ specifiers, source, start, end }: ImportDeclaration, code: string): string {
  const call = `require(${JSON.stringify(source.value)});`;
  const [name] = specifiers;
  const breaks = code.slice(start, end).replace(/[^\n]/g, "");
  return `${name === undefined ? "" : `const ${name.local.name} = `}${call}${breaks}`;
}
