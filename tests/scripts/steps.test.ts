import { expect } from "chai";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";

const steps = resolve(__dirname, "../../scripts/ci/steps.sh");

/** Runs lanes that are written in bash, side by side. */
function run(lanes: Readonly<Record<string, string>>): { readonly code: number | null; readonly lines: string[] } {
  const { status, stdout } = spawnSync("bash", ["-uo", "pipefail", "-c", script(lanes)], { encoding: "utf8" });
  return { code: status, lines: stdout.split("\n").filter((line) => line !== "") };
}

function script(lanes: Readonly<Record<string, string>>): string {
  const functions = Object.entries(lanes).map(([name, text]) => `${name}() {\n${text}\n}`);
  return [
    `source ${JSON.stringify(steps)}`,
    ...functions,
    `side_by_side ${Object.keys(lanes).join(" ")}`,
    "close",
  ].join("\n");
}

const suite = (totals: string, code = 0): string =>
  `suite bash -c 'echo ${totals} >"$TEST_TOTALS"; exit ${String(code)}'`;

describe("what decides whether a change lands", () => {
  it("counts a suite by its tests and any other step as one, in the last line", () => {
    const { code, lines } = run({ one: `step test ${suite("12 0 1")}\nstep lint true` });
    expect(lines.at(-1)).to.equal("13 passed, 0 failed, 1 skipped");
    expect(code).to.equal(0);
  });

  for (const [what, step, line] of [
    ["a command that fails", "step lint bash -c 'exit 3'", "== lint FAILED: exit code 3"],
    ["a suite with a failed test", `step test ${suite("4 1 0", 1)}`, "== test FAILED: exit code 1"],
    ["a suite that fails without one", `step test ${suite("4 0 0", 7)}`, "== test FAILED: exit code 7"],
    [
      "a suite that leaves no totals, whatever it says of itself",
      "step test suite true",
      "== test FAILED: no totals were left, exit code 0",
    ],
  ] as const) {
    it(`fails on ${what}, after everything has been run`, () => {
      const { code, lines } = run({ one: `${step}\nstep later true`, other: "step beside true" });
      expect(lines).to.include(line);
      expect(lines.at(-1)).to.match(/^[26] passed, 1 failed, 0 skipped$/);
      expect(code).to.equal(1);
    });
  }

  it("fails when a lane ends before its last step", () => {
    const { code, lines } = run({ one: "step first true\nexit 0", other: "step beside true" });
    expect(lines).to.include("== 1 of 2 lanes did not come to their end");
    expect(lines.at(-1)).to.equal("2 passed, 1 failed, 0 skipped");
    expect(code).to.equal(1);
  });

  it("fails when nothing was run", () => {
    expect(run({ one: ":" })).to.deep.equal({ code: 1, lines: ["0 passed, 0 failed, 0 skipped"] });
  });

  it("runs lanes at the same time, and prints each step whole", () => {
    // Each waits for the other: one after the other they would never end.
    const meet = (own: string, other: string): string =>
      `step ${own} bash -c 'echo ${own} 1; echo >"$0/${own}.met"; until [ -e "$0/${other}.met" ]; do :; done; echo ${own} 2' "$results"`;
    const { lines } = run({ one: meet("one", "other"), other: meet("other", "one") });
    for (const name of ["one", "other"]) {
      const at = lines.indexOf(`${name} 1`);
      expect(lines[at - 1]).to.match(new RegExp(`^== ${name}: `));
      expect(lines[at + 1]).to.equal(`${name} 2`);
    }
  });

  it("ends what it has started when it is ended", async () => {
    const text = script({ one: "step quick true\nstep endless bash -c 'echo begun >&7; exec sleep 600'" });
    const child = spawn("bash", ["-uo", "pipefail", "-c", `exec 7>&1\n${text}`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    // The step that never ends holds the output open for as long as it lives.
    for await (const line of createInterface({ input: child.stdout })) if (line === "begun") child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).to.equal(143);
  });

  it("runs every suite of the repository", () => {
    const root = join(steps, "../../..");
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const text = readFileSync(join(root, ".ci", "run"), "utf8");
    const suites = Object.keys(scripts).filter((name) => /^(?:test\b|lint$|typecheck$)/.test(name));
    expect(suites.length).to.be.greaterThan(4);
    for (const name of suites) {
      expect(text).to.match(new RegExp(`^  step .*\\bnpm ${name === "test" ? "" : "run "}${name}$`, "m"));
    }
  });
});
