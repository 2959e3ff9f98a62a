import { expect } from "chai";
import { finished, runCli, startCli } from "../../support/cli";

/** Real programs, through Pulumi's own launcher, and the command line as it is built. */
describe("static-site-ha drill", () => {
  const table: readonly (readonly [string, string, string, number, string])[] = [
    ["passes on the component", ".", "deleted-index", 0, "passed"],
    [
      "fails with the origin group taken out of the component",
      "tests/fixtures/sites/no-origin-group",
      "deleted-index",
      1,
      "failed",
    ],
    [
      "fails with a primary that denies everything from the start",
      "tests/fixtures/sites/denied-primary",
      "deleted-index",
      1,
      "failed",
    ],
    ["is vacuous with a fault that breaks nothing", ".", "tests/fixtures/experiments/harmless.json", 1, "vacuous"],
  ];
  for (const [what, folder, experiment, code, verdict] of table) {
    it(`${what}: ${verdict}, exit code ${code}`, async () => {
      const result = await runCli(["drill", experiment, "--no-load", "--format", "json"], folder);
      expect(result.stderr).to.equal("");
      expect(result.stdout).to.contain(`"verdict":"${verdict}"`);
      expect(result.code).to.equal(code);
    });
  }

  it("names the broken steady state", async () => {
    const { stdout } = await runCli(["drill", "deleted-index", "--no-load"], "tests/fixtures/sites/denied-primary");
    expect(stdout).to.contain("E_STEADY_STATE: the site does not work without any fault: GET / answered 403");
  });

  for (const milliseconds of [400, 900, 1_500]) {
    it(`ends in order when it is interrupted after ${milliseconds} ms`, async () => {
      const child = startCli(["drill", "deleted-index"]);
      const result = finished(child);
      setTimeout(() => child.kill("SIGINT"), milliseconds);
      const { code, stdout, stderr } = await result;
      if (child.signalCode === "SIGINT") {
        // A slow machine was still loading: nothing had begun.
        expect(stdout + stderr).to.equal("");
        return;
      }
      expect(stderr).to.match(/^E_INTERRUPTED: .*\n$/);
      expect(code).to.equal(130);
    });
  }

  it("tells which experiments there are", async () => {
    const { stdout, code } = await runCli(["drill", "--list"]);
    expect(code).to.equal(0);
    expect(stdout).to.contain("deleted-index\n  The index page is deleted");
    expect(stdout).to.contain("masking-hook (must fail)\n");
  });

  it("shows a masking hook to kill failover, as it must, under load and as a page", async () => {
    const { stdout, code } = await runCli(["drill", "masking-hook", "--duration", "3", "--format", "html"]);
    expect(code).to.equal(0);
    expect(stdout).to.contain("<h1>Masking hook: failed, as it must.</h1>");
  });

  it("measures in seconds that pass, whatever the time scale of the site is", async () => {
    const args = ["drill", "hang", "--time-scale", "20", "--duration", "6", "--format", "json"];
    const { stdout, code } = await runCli(args);
    expect(code).to.equal(0);
    const journal = JSON.parse(stdout) as {
      "time-scale": number;
      load: { trial: { phases: { requests: number; latencyMs: { max: number } }[] } };
    };
    expect(journal["time-scale"]).to.equal(20);
    const [, fault] = journal.load.trial.phases;
    expect(fault?.requests).to.equal(15);
    expect(fault?.latencyMs.max).to.be.within(1400, 5000);
  });

  it("names the configuration's key when a value is missing or wrong", async () => {
    const cases = [
      ["tests/fixtures/sites/missing-region", "E_CONFIG_MISSING", "static-site-ha:replicaRegion"],
      ["tests/fixtures/sites/same-region", "E_SAME_REGION", "static-site-ha:replicaRegion"],
    ] as const;
    for (const [folder, code, path] of cases) {
      const result = await runCli(["drill", "deleted-index", "--format", "json"], folder);
      expect(result.code).to.equal(2);
      const { error } = JSON.parse(result.stderr) as { error: { code: string; path: string; message: string } };
      expect([error.code, error.path]).to.deep.equal([code, path]);
      expect(error.message).to.contain(path);
    }
  });

  it("refuses what it cannot read with one line and exit code 2", async () => {
    const cases = [
      ["drill"],
      ["drill", "nope"],
      ["drill", "package.json"],
      ["drill", "deleted-index", "--stack", "nope"],
    ];
    for (const args of cases) {
      const { code, stdout, stderr } = await runCli(args);
      expect([code, stdout, stderr.trim().split("\n").length], args.join(" ")).to.deep.equal([2, "", 1]);
      expect(stderr).to.match(/^E_[A-Z_]+: /);
    }
  });

  it("refuses in JSON where that was asked for", async () => {
    const { code, stderr } = await runCli(["drill", "nope", "--format", "json"]);
    expect(JSON.parse(stderr)).to.have.nested.property("error.code", "E_EXPERIMENT");
    expect(code).to.equal(2);
  });
});
