import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { monitoringPage, readScenarios } from "../../scripts/docs/monitoringPage";
import { generatedPages } from "../../scripts/docs/pages";
import { projectRoot } from "../support/pulumiProgram";

describe("docs/monitoring.md", () => {
  const file = join(projectRoot, "docs", "monitoring.md");
  const text = readFileSync(file, "utf8");

  it("has the table that docs/monitoring.yaml makes: run `npm run docs`", () => {
    expect(generatedPages()["docs/monitoring.md"]).to.equal(text);
    for (const { what } of readScenarios(join(projectRoot, "docs", "monitoring.yaml")))
      expect(text).to.include(`| ${what} `);
  });

  it("tells of every alarm that something fires", () => {
    const fired = readScenarios(join(projectRoot, "docs", "monitoring.yaml")).flatMap(({ fires }) => fires);
    const told = fired.map((name) => name.replace(/^canary-.*/, "canary-REGION"));
    expect(told.filter((name) => !text.includes(`| \`${name}\` `))).to.deep.equal([]);
  });

  it("replaces the table and nothing else", () => {
    const other = monitoringPage(text, [{ what: "It rains", experiment: "none", fires: ["umbrella"] }]);
    expect(other).to.include("| It rains      | `umbrella` |").and.not.include("| Nothing is wrong ");
    expect(monitoringPage(other, readScenarios(join(projectRoot, "docs", "monitoring.yaml")))).to.equal(text);
  });

  it("cannot be made without its marks", () => {
    expect(() => monitoringPage("# Monitoring", [])).to.throw("must have the lines");
  });
});
