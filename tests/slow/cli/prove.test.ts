import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../support/cli";
import { junitFaults } from "../../support/junitXsd";

const broken = "tests/fixtures/sites/no-origin-group";

/** Real programs and the command line as it is built. */
describe("static-site-ha prove", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "prove-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("writes its report whole into --out, in each of its forms, and tells what changed since --baseline", async () => {
    const file = (name: string): string => join(folder, name);
    const before = await runCli(["prove", "--format", "json", "--out", file("proof.json")]);
    expect([before.code, before.stdout]).to.deep.equal([0, ""]);
    expect(readFileSync(file("proof.json"), "utf8")).to.match(/^\{"verdict":"passed"/);

    const written = async (format: string): Promise<string> => {
      const args = ["prove", "--format", format, "--baseline", file("proof.json"), "--out", file(format)];
      expect(await runCli(args, broken)).to.deep.include({ code: 1, stdout: "" });
      return readFileSync(file(format), "utf8");
    };
    const { baseline } = JSON.parse(await written("json")) as { baseline: { lost: string[] } };
    expect(baseline.lost).to.include("failover");
    expect(await written("text")).to.contain("promise lost: failover");
    expect(await written("markdown")).to.contain("promise lost: failover");
    expect(await written("html")).to.contain("Promise lost: failover.");
    expect(await junitFaults(await written("junit"))).to.deep.equal([]);
  });

  it("refuses a baseline that is none and an --out that cannot be, before it runs anything", async () => {
    const other = join(folder, "other.json");
    writeFileSync(other, "{}");
    const cases = [
      [["--baseline", other], /^E_BASELINE: verdict must be a text, got nothing\n$/],
      [["--baseline", join(folder, "none")], /^E_FILE: --baseline must name a file that can be read, got .*ENOENT/],
      [["--baseline", "README.md"], /^E_FILE: --baseline must name a file of JSON, got README.md/],
      [["--out", join(folder, "none", "a")], /^E_FILE: --out must name a file that can be written, got .*ENOENT/],
      [["--format", "pdf"], /^E_USAGE: option '--format <format>' argument 'pdf' is invalid/],
    ] as const;
    for (const [args, sentence] of cases) {
      // A site that does not exist: whoever came to it would say so instead.
      const { code, stdout, stderr } = await runCli(["prove", ...args, "--state", join(folder, "no-such-state")]);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(sentence);
    }
  });
});
