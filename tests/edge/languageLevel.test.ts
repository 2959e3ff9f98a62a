import { expect } from "chai";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { edgeSource } from "../../components/edgeSource";
import { projectRoot } from "../support/pulumiProgram";

/** What Node would run and the runtime 2.0 of CloudFront Functions would not (CF-10). */
const beyondTheRuntime = new Set([
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.ObjectBindingPattern,
  ts.SyntaxKind.ArrayBindingPattern,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.SpreadAssignment,
  ts.SyntaxKind.QuestionDotToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.YieldExpression,
]);

describe("the files of edge/", () => {
  // The canaries' script runs on Node.js, at Synthetics.
  for (const file of readdirSync(join(projectRoot, "edge")).filter((name) => name !== "canary.js")) {
    it(`${file} keeps to the language of the runtime (CF-10)`, () => {
      expect(findings(edgeSource(file))).to.deep.equal([]);
    });
  }

  it("would be caught with an optional chain, a spread, a for-of, a bare catch", () => {
    for (const code of ["a?.b", "f(...a)", "for (const a of b) {}", "try {} catch {}", "const { a } = b", "a ?? b"]) {
      expect(findings(code), code).to.have.lengthOf(1);
    }
  });
});

function findings(code: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const bareCatch = ts.isCatchClause(node) && node.variableDeclaration === undefined;
    if (beyondTheRuntime.has(node.kind) || bareCatch) found.push(ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("edge.js", code, ts.ScriptTarget.ES2022));
  return found;
}
