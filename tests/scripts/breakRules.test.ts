import { join } from "node:path";
import { expect } from "chai";
import { faultsOf, rowOf } from "../../scripts/breakRules/breakRules";
import { faultOf, occurrences, readBreaks, type Break } from "../../scripts/breakRules/breaks";
import { readRules } from "../../scripts/docs/rules";
import { projectRoot } from "../support/pulumiProgram";

const breaks = readBreaks(join(projectRoot, "scripts", "breakRules", "breaks"));

describe("the list of broken rules", () => {
  it("finds each text that it replaces exactly once", () => {
    expect(faultsOf(projectRoot, breaks)).to.deep.equal([]);
  });

  it("breaks rules that are known, of every family", () => {
    const { families } = readRules(join(projectRoot, "docs", "rules"));
    const known = families.flatMap(({ rules }) => Object.keys(rules));
    const broken = breaks.map(({ rule }) => rule);
    expect(broken.filter((rule) => !known.includes(rule))).to.deep.equal([]);
    const familyOf = (rule: string): string => rule.slice(0, rule.indexOf("-"));
    expect([...new Set(broken.map(familyOf))]).to.have.members([...new Set(known.map(familyOf))]);
    expect(breaks.length).to.be.greaterThan(40);
  });
});

describe("a break", () => {
  const files: Readonly<Record<string, string>> = { "a.ts": "one two one", "a.test.ts": "" };
  const read = (path: string): string | undefined => files[path];
  const good: Break = { rule: "FO-1", file: "a.ts", find: "two", replace: "three", tests: ["a.test.ts"] };

  const table: readonly (readonly [string, Partial<Break>, string | undefined])[] = [
    ["is in order where its text stands once", {}, undefined],
    ["is not where its text is gone", { find: "four" }, "must have this text once, has it 0 times: four"],
    ["is not where its text stands twice", { find: "one" }, "must have this text once, has it 2 times: one"],
    ["is not where its file is gone", { file: "b.ts" }, "there is no b.ts"],
    ["is not where its tests are gone", { tests: ["b.test.ts"] }, "there is no b.test.ts"],
    ["is not where it changes nothing", { replace: "two" }, "changes nothing"],
  ];
  for (const [title, change, fault] of table) {
    it(title, () => {
      const found = faultOf({ ...good, ...change }, read);
      if (fault === undefined) expect(found).to.equal(undefined);
      else expect(found).to.contain("FO-1").and.contain(fault);
    });
  }

  it("counts texts that overlap", () => {
    expect(occurrences("aaa", "aa")).to.equal(2);
  });

  it("is told with the test that noticed it, or as survived", () => {
    const row = (run: Parameters<typeof rowOf>[0]["run"]): string => rowOf({ rule: "FO-1", file: "a.ts", run });
    expect(row({ kind: "red", first: "a test" })).to.equal("FO-1 | a.ts | red: a test");
    expect(row({ kind: "green" })).to.equal("FO-1 | a.ts | SURVIVED");
    expect(row({ kind: "unloadable", why: "x" })).to.equal("FO-1 | a.ts | DID NOT LOAD: x");
  });
});
