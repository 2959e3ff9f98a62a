import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodes } from "../../aws/errorCodes";
import { codesIn, groupsOf, listOfCodes } from "../../scripts/docs/errorsPage";
import { generatedPages, sourceUses } from "../../scripts/docs/pages";
import { projectRoot } from "../support/pulumiProgram";

describe("docs/errors.md", () => {
  const uses = sourceUses();
  const codes = Object.keys(errorCodes);

  it("is what the generator prints: run `npm run docs`", () => {
    const page = generatedPages()["docs/errors.md"];
    expect(readFileSync(join(projectRoot, "docs", "errors.md"), "utf8")).to.equal(page);
  });

  it("has every code once, under a heading", () => {
    const groups = groupsOf(readFileSync(join(projectRoot, listOfCodes), "utf8"), errorCodes);
    expect(groups.flatMap((group) => group.codes.map(([code]) => code))).to.deep.equal(codes);
  });

  it("lists no code of ours that is thrown nowhere", () => {
    expect(codes.filter((code) => code.startsWith("E_") && !uses.has(code))).to.deep.equal([]);
  });

  it("lists every code of ours that the sources use", () => {
    const listed = new Set(codes);
    expect([...uses.keys()].filter((code) => code.startsWith("E_") && !listed.has(code))).to.deep.equal([]);
  });

  it("finds a code in a string, and not in a comment", () => {
    expect(codesIn('throw new CodedError("E_ONE", "x"); // "E_TWO"\n/** "E_THREE" */')).to.deep.equal(
      new Set(["E_ONE"]),
    );
  });
});
