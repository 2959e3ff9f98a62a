import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A property of an interface or a class as it is written. */
export interface Member {
  readonly name: string;
  /** The type's text in the source. */
  readonly type: string;
  readonly optional: boolean;
  /** The doc comment in one line, without its tags; empty without one. */
  readonly doc: string;
}

/** An exported interface, class or const-object enum. */
export interface Declaration {
  readonly kind: "interface" | "class" | "enum";
  readonly name: string;
  readonly doc: string;
  /** Interfaces that it extends. */
  readonly parents: readonly string[];
  /** Of an enum: its values, whose `type` is the value itself. */
  readonly members: readonly Member[];
}

/** The files of arguments, of their enums and of the component: what users are shown. */
const publicFile = /(^|\/)(\w*[aA]rgs|\w*[eE]nums|staticSiteHA)\.ts$/;

/** Every exported declaration of the public files below a folder, by its name. */
export function readDeclarations(folder: string): ReadonlyMap<string, Declaration> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => publicFile.test(path) && !path.includes("node_modules"))
    .sort();
  const declarations = files.flatMap((path) => declarationsOf(readFileSync(join(folder, path), "utf8")));
  return new Map(declarations.map((declaration) => [declaration.name, declaration]));
}

/** The exported declarations of one file's text. */
export function declarationsOf(text: string): readonly Declaration[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!exported(statement)) return [];
    if (ts.isInterfaceDeclaration(statement)) return [interfaceOf(statement)];
    if (ts.isClassDeclaration(statement)) return [classOf(statement)];
    return ts.isVariableStatement(statement) ? enumsOf(statement) : [];
  });
}

function exported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function interfaceOf(node: ts.InterfaceDeclaration): Declaration {
  const parents = (node.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.expression.getText()));
  const members = node.members.filter(ts.isPropertySignature).map(memberOf);
  return { kind: "interface", name: node.name.text, doc: docOf(node), parents, members };
}

function classOf(node: ts.ClassDeclaration): Declaration {
  const members = node.members.filter(ts.isPropertyDeclaration).map(memberOf);
  return { kind: "class", name: node.name?.text ?? "", doc: docOf(node), parents: [], members };
}

/** `export const X = { A: "a" } as const`, as schema inference wants enums. */
function enumsOf(node: ts.VariableStatement): readonly Declaration[] {
  return node.declarationList.declarations.flatMap(({ name, initializer }) => {
    if (initializer === undefined || !ts.isAsExpression(initializer)) return [];
    const object = initializer.expression;
    if (!ts.isObjectLiteralExpression(object)) return [];
    const members = object.properties.filter(ts.isPropertyAssignment).map((property) => ({
      name: property.name.getText(),
      type: ts.isStringLiteral(property.initializer) ? property.initializer.text : property.initializer.getText(),
      optional: false,
      doc: docOf(property),
    }));
    return [{ kind: "enum" as const, name: name.getText(), doc: docOf(node), parents: [], members }];
  });
}

function memberOf(node: ts.PropertySignature | ts.PropertyDeclaration): Member {
  return {
    name: node.name.getText(),
    type: (node.type?.getText() ?? "unknown").replace(/\s+/g, " "),
    optional: node.questionToken !== undefined,
    doc: docOf(node),
  };
}

function docOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join(" ");
  return text.replace(/\s+/g, " ").trim();
}
