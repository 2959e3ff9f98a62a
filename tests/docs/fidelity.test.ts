import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fidelityPage } from "../../scripts/docs/fidelityPage";
import { generatedPages } from "../../scripts/docs/pages";
import { ruleIdsIn } from "../../scripts/docs/ruleIds";
import { readRules } from "../../scripts/docs/rules";
import { projectRoot } from "../support/pulumiProgram";

const book = readRules(join(projectRoot, "docs", "rules"));

describe("docs/fidelity.md", () => {
  it("is what the generator prints: run `npm run docs`", () => {
    const page = readFileSync(join(projectRoot, "docs", "fidelity.md"), "utf8");
    expect(page).to.equal(generatedPages()["docs/fidelity.md"]);
  });

  it("knows the source of every rule, and no rule twice", () => {
    const rules = book.families.flatMap((family) => Object.entries(family.rules));
    expect(rules.length).to.be.greaterThan(200);
    expect(new Set(rules.map(([id]) => id)).size).to.equal(rules.length);
    const unknown = rules.flatMap(([, { source }]) => source.filter((key) => book.sources[key] === undefined));
    expect(unknown).to.deep.equal([]);
  });
});

describe("the ledger of rules", () => {
  it("reads ids alone, as a range and as a pair", () => {
    expect([
      ...ruleIdsIn("FO-11, CA-13..16, PL-8..PL-10, LE-14/15, LE-2b and FO-T1..T3; not S3-x or XFO-1"),
    ]).to.have.members(
      ["FO-11", "CA-13", "CA-14", "CA-15", "CA-16", "PL-8", "PL-9", "PL-10"].concat([
        "LE-14",
        "LE-15",
        "LE-2b",
        "FO-T1",
        "FO-T2",
        "FO-T3",
      ]),
    );
  });

  it("shows a rule with its code and tests, and one without either as a gap", () => {
    const rule = { source: ["HA"], confidence: "A" };
    const page = fidelityPage(
      {
        families: [
          { title: "Groups", rules: { "FO-1": { ...rule, what: "One." }, "FO-2": { ...rule, what: "Two." } } },
        ],
        sources: { HA: "https://example.com/ha" },
      },
      {
        code: new Map([
          ["FO-1", ["a.ts"]],
          ["FO-2", ["a.ts"]],
        ]),
        tests: new Map([["FO-1", ["a.test.ts"]]]),
      },
      [{ number: 1, name: "gate", values: ["yes", "no"], implemented: false }],
    );
    expect(page).to.contain("- **FO-1** (A) One.\n  - [HA](https://example.com/ha)\n  - code: [a.ts](../a.ts)");
    expect(page).to.contain("## Gaps\n\n- **FO-2** Two. (no test quotes it)");
    expect(page).to.contain("- **SIM-1** `gate`: `yes`, `no` (the first is the default; no effect yet)");
  });
});
