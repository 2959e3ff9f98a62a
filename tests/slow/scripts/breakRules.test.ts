import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { breakRules, type Outcome } from "../../../scripts/breakRules/breakRules";
import { readBreaks, type Break } from "../../../scripts/breakRules/breaks";
import { workingCopyOf } from "../../../scripts/breakRules/workingCopy";
import { projectRoot } from "../../support/pulumiProgram";

describe("breaking rules on purpose", () => {
  let root = "";
  const write = (name: string, text: string): void => {
    writeFileSync(join(root, name), text);
  };
  const run = (...breaks: readonly Break[]): readonly Outcome[] => breakRules(root, breaks, () => undefined);
  const doubled: Break = { rule: "X-1", file: "double.ts", find: "2 * n", replace: "3 * n", tests: ["double.test.ts"] };

  before(() => {
    root = mkdtempSync(join(tmpdir(), "break-rules-test-"));
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    symlinkSync(join(projectRoot, "node_modules"), join(root, "node_modules"));
    write(".gitignore", "node_modules\nignored\n");
    write("ignored", "");
    write("tsconfig.json", '{ "compilerOptions": { "module": "nodenext", "target": "es2022" } }\n');
    write("package.json", "{}\n");
    write("double.ts", "export const double = (n: number): number => 2 * n;\nexport const unused = 1;\n");
    write(
      "double.test.ts",
      'import { double } from "./double";\nit("doubles", () => { if (double(2) !== 4) throw new Error("no"); });\n',
    );
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("tells a break that a test notices from one that survives and one that does not load", () => {
    const outcomes = run(
      doubled,
      { ...doubled, find: "unused = 1", replace: "unused = 2" },
      { ...doubled, find: "export const double", replace: "export const ] double" },
    );
    expect(outcomes.map(({ run: { kind } }) => kind)).to.deep.equal(["red", "green", "unloadable"]);
    expect(outcomes[0]?.run).to.deep.equal({ kind: "red", first: "doubles" });
    expect(readFileSync(join(root, "double.ts"), "utf8")).to.contain("2 * n");
  });

  it("refuses to judge by tests that are red already", () => {
    write("red.test.ts", 'it("is red", () => { throw new Error("no"); });\n');
    expect(() => run({ ...doubled, tests: ["red.test.ts"] })).to.throw("not green unbroken: is red");
  });

  it("breaks a copy without what git ignores, and puts the text back whatever happens", () => {
    const copy = workingCopyOf(root);
    try {
      expect(existsSync(join(copy.root, "ignored"))).to.equal(false);
      const text = (): string => readFileSync(join(copy.root, "double.ts"), "utf8");
      const whole = text();
      expect(copy.broken("double.ts", "2 * n", "$& * n", text)).to.contain("=> $& * n;");
      expect(() =>
        copy.broken("double.ts", "2", "3", () => {
          throw new Error("broke off");
        }),
      ).to.throw("broke off");
      expect(text()).to.equal(whole);
    } finally {
      copy.remove();
    }
    expect(existsSync(copy.root)).to.equal(false);
  });

  it("has a test notice a rule of origin groups, caching, pages, edge code, S3 and headers", () => {
    const sample = new Set(["FO-11", "CA-13", "CE-6", "CF-7", "RP-3", "HD-37"]);
    const breaks = readBreaks(join(projectRoot, "scripts", "breakRules", "breaks")).filter(({ rule }) =>
      sample.has(rule),
    );
    expect(breaks).to.have.length(sample.size);
    const survived = breakRules(projectRoot, breaks, () => undefined).filter(({ run: { kind } }) => kind !== "red");
    expect(survived).to.deep.equal([]);
  });
});
