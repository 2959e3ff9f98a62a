import { expect } from "chai";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { copyFiles, copyTree, type TreeCopy } from "../../scripts/copyTree";
import { documents } from "../support/documents";
import { runBlock } from "./documentRun";

const root = resolve(__dirname, "../..");

/** Built by `npm ci`, and the files of a reader's own that the commands name. */
const besides: Readonly<Record<string, string>> = {
  dist: "dist",
  "policy/dist": "policy/dist",
  "tests/fixtures/policySettings.json": "policy-settings.json",
};

/** Commands that want what few machines have, and the test that shows what they do. */
const elsewhere: Readonly<Record<string, string>> = {
  "pulumi package gen-sdk": "tests/engine/component/languages.test.ts",
};

/** A clone as a reader has it, but for its packages, which no command changes. */
function makeFresh(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== "node_modules") rmSync(join(folder, name), { recursive: true });
  }
  copyFiles(root, folder);
  for (const [from, to] of Object.entries(besides)) {
    cpSync(join(root, from), join(folder, to), { recursive: true });
  }
}

describe("the commands of the documents, run in a copy of the repository", () => {
  let copy: TreeCopy;
  let answers: string;
  before(() => {
    copy = copyTree(root);
    answers = mkdtempSync(join(tmpdir(), "answers-"));
  });
  after(() => {
    copy.remove();
    rmSync(answers, { recursive: true });
  });

  for (const { path, blocks } of documents()) {
    const commands = blocks.filter(({ language }) => language === "sh");
    if (commands.length === 0) continue;
    describe(path, () => {
      before(() => {
        makeFresh(copy.root);
      });

      for (const [index, { text, setting }] of commands.entries()) {
        it(`${String(index + 1)}: ${text.replaceAll("\n", "; ")}`, async () => {
          const [, test] = Object.entries(elsewhere).find(([command]) => text.includes(command)) ?? [];
          if (test !== undefined) {
            expect(existsSync(join(root, test)), test).to.equal(true);
            return;
          }
          const { code, output, expected } = await runBlock(text, {
            root,
            folder: copy.root,
            answers,
            setting,
          });
          expect(code, output).to.equal(expected);
        });
      }
    });
  }
});
