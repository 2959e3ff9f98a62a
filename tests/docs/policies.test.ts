import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policy/rules";
import { policyPages } from "../../scripts/docs/policyPages";
import { projectRoot } from "../support/pulumiProgram";

describe("docs/policies", () => {
  const pages = policyPages();

  it("is what the generator prints: run `npm run docs`", () => {
    const found = Object.keys(pages).map((path) => [path, readFileSync(join(projectRoot, path), "utf8")]);
    expect(Object.fromEntries(found)).to.deep.equal(pages);
  });

  it("has a page for every rule, and no other", () => {
    const names = new Set(["README.md", ...rules.map(({ id }) => `${id}.md`)]);
    expect(readdirSync(join(projectRoot, "docs", "policies")).sort()).to.deep.equal([...names].sort());
  });

  it("tells of every rule what is judged, why, and both examples", () => {
    for (const rule of rules) {
      const page = pages[`docs/policies/${rule.id}.md`] ?? "";
      for (const part of [rule.title, rule.what, rule.why, rule.remediation, rule.failing, rule.passing]) {
        expect(part.length, rule.id).to.be.greaterThan(10);
        expect(page).to.contain(part);
      }
    }
  });
});
