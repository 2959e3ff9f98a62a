import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/pulumiProgram";

const bin = join(projectRoot, ".actionlint", "bin");

describe("actionlint, with shellcheck", () => {
  it("finds nothing in the workflows and in the action that they use", () => {
    expect(existsSync(join(bin, "actionlint")), "run scripts/actionlint/install.sh first").to.equal(true);
    const { status, stdout, stderr } = lint([]);
    expect(`${stdout}${stderr}`).to.equal("");
    expect(status).to.equal(0);
  });

  it("finds what is wrong, in a script too", () => {
    const workflow = [
      "on: pull_request",
      "jobs:",
      "  test:",
      "    runs-on: ubuntu-24.04",
      "    steps:",
      '      - run: echo "${{ github.event.pull_request.title }}"',
      "      - run: echo $HOME",
    ];
    const { status, stdout } = lint(["-"], workflow.join("\n"));
    expect(status).to.equal(1);
    expect(stdout).to.contain("potentially untrusted").and.contain("SC2086");
  });
});

function lint(args: readonly string[], input = "") {
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` };
  return spawnSync(join(bin, "actionlint"), ["-no-color", ...args], { cwd: projectRoot, env, input, encoding: "utf8" });
}
