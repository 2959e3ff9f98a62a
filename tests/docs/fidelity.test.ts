import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fidelityPage, type Ledger } from "../../scripts/docs/fidelityPage";
import { FileNames } from "../../scripts/docs/fileNames";
import { faultOfEntry, faultsOfLedger } from "../../scripts/docs/ledger";
import { generatedPages, ledger } from "../../scripts/docs/pages";
import { ruleIdsIn } from "../../scripts/docs/ruleIds";
import { readRules, type Rule } from "../../scripts/docs/rules";
import { projectRoot } from "../support/pulumiProgram";

const book = readRules(join(projectRoot, "docs", "rules"));

describe("docs/fidelity.md", () => {
  it("is what the generator prints: run `npm run docs`", () => {
    const page = readFileSync(join(projectRoot, "docs", "fidelity.md"), "utf8");
    expect(page).to.equal(generatedPages()["docs/fidelity.md"]);
  });

  it("has code and tests for every rule, or its reason, and never both", () => {
    const faults = faultsOfLedger(book, ledger().quotes);
    expect(faults).to.deep.equal([]);
  });

  it("is short enough to be read", () => {
    expect(readFileSync(join(projectRoot, "docs", "fidelity.md")).byteLength).to.be.lessThan(62_000);
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

  const rule = { source: ["HA"], confidence: "A" };
  const quotes = {
    code: new Map([
      ["FO-1", ["simulator/a.ts", "aws/b.ts"]],
      ["FO-2", ["simulator/a.ts"]],
    ]),
    tests: new Map([["FO-1", ["tests/a.test.ts"]]]),
  };
  const ledgerOf = (rules: Readonly<Record<string, Partial<Rule>>>): Ledger => ({
    book: {
      families: [
        {
          title: "Groups",
          rules: Object.fromEntries(
            Object.entries(rules).map(([id, given]) => [id, { ...rule, what: `About ${id}.`, ...given }]),
          ),
        },
      ],
      sources: { HA: "https://example.com/ha", NO: "https://example.com/no" },
    },
    quotes,
    switches: [
      {
        number: 1,
        name: "gate",
        values: ["yes", "no"],
        question: "Who opens.",
        code: ["cli/c.ts"],
      },
    ],
    foreign: [],
    broken: new Set(["FO-1"]),
  });

  it("shows a rule with its source, code and tests, and whether it is broken on purpose", () => {
    const page = fidelityPage(ledgerOf({ "FO-1": {}, "FO-2": { notModelled: "nobody asks." } }));
    expect(page).to.contain("## Groups\n\n|rule|sure|what|source|code|tests|\n|-|-|-|-|-|-|\n");
    expect(page).to.contain("|FO-1*|A|About FO-1.|[HA]|a +1|a|");
    expect(page).to.contain("|FO-2|A|About FO-2. *Not modelled: nobody asks.*|[HA]|a||");
    expect(page).to.contain("It lists 2 rules").and.contain("1 of them have code and tests");
    expect(page).to.contain("- [simulator](../simulator): a\n").and.contain("- [tests](../tests): a\n");
    expect(page).to.contain("[HA]: https://example.com/ha").and.not.contain("[NO]");
  });

  it("shows a switch with its values, its question and the code that consults it", () => {
    expect(fidelityPage(ledgerOf({ "FO-1": {} }))).to.contain("|SIM-1|`gate`|`yes`, `no`|Who opens.|c|");
  });

  it("shows suites of others with what fails, by its reason", () => {
    const suite = { suite: "theirs", command: "run it", passed: 1, total: 6 };
    const failures = ["a", "b", "c", "d"].map((test) => ({ test, reason: "no such thing" }));
    const page = fidelityPage({ ...ledgerOf({ "FO-1": {} }), foreign: [{ ...suite, failures }] });
    expect(page).to.contain("### theirs\n\n`run it`: 1 of 6 pass.\n\n- no such thing: `a` and 3 more\n");
    expect(fidelityPage(ledgerOf({ "FO-1": {} }))).to.not.contain("others wrote");
  });

  const entries: readonly (readonly [string, string, Partial<Rule>, string | undefined])[] = [
    ["takes a rule with code and tests", "FO-1", {}, undefined],
    ["takes a rule with a reason", "FO-2", { notModelled: "why" }, undefined],
    ["refuses a rule without tests and without a reason", "FO-2", {}, "no test quotes it, and it has no reason"],
    ["refuses a rule that nothing quotes", "FO-3", {}, "neither code nor test quotes it, and it has no reason"],
    ["refuses a reason for what has code and tests", "FO-1", { notModelled: "why" }, "yet code and tests quote it"],
    ["takes a reason for a part of a rule", "FO-1", { notModelled: "why", partly: true }, undefined],
    ["refuses a part without a reason", "FO-1", { partly: true }, "does not say which part"],
    ["refuses a part of nothing", "FO-2", { notModelled: "why", partly: true }, "no test quotes it"],
  ];
  for (const [title, id, given, fault] of entries) {
    it(title, () => {
      const found = faultOfEntry(id, { ...rule, what: "x", ...given }, quotes);
      if (fault === undefined) expect(found).to.equal(undefined);
      else expect(found).to.contain(fault);
    });
  }

  it("names a file by as much of its path as tells it apart", () => {
    const names = new FileNames(["s/x/a.ts", "s/y/a.ts", "s/b.ts", "t/c.test.ts"]);
    expect(["s/y/a.ts", "s/b.ts", "t/c.test.ts"].map((file) => names.show(file))).to.deep.equal(["y/a", "b", "c"]);
    expect(names.index()).to.deep.equal(["- [s](../s): b", "- [s/y](../s/y): y/a", "- [t](../t): c"]);
  });
});
