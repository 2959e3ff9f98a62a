import { expect } from "chai";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { copyFiles } from "../../scripts/copyTree";
import { finished } from "../support/cli";
import { projectRoot } from "../support/pulumiProgram";
import { type EngineStage, openStage } from "./support/stage";

/** A clone with its packages, in a home that has nothing: npm alone may use what it has fetched before. */
function freshClone(): string {
  const folder = mkdtempSync(join(tmpdir(), "engine-clone-"));
  copyFiles(projectRoot, folder, (file) => !/^(?:tests|docs|bench)\//.test(file));
  const env = { PATH: process.env["PATH"], HOME: folder, npm_config_cache: join(homedir(), ".npm") };
  const npm = ["ci", "--prefer-offline", "--no-audit", "--no-fund"];
  execFileSync("npm", npm, { cwd: folder, env, stdio: "pipe" });
  // What the script has built once is not built again: minutes.
  cpSync(join(projectRoot, ".engine"), join(folder, ".engine"), { recursive: true });
  execFileSync("bash", ["scripts/engine/install.sh"], { cwd: folder, env, stdio: "pipe" });
  return folder;
}

describe("a fresh clone on the real engine", () => {
  let stage: EngineStage;

  before(async function () {
    this.timeout(400_000);
    const folder = freshClone();
    stage = await openStage(folder, "", folder);
  });
  after(() => {
    stage.close();
  });

  const policies = ["--policy-pack", "./policy"];
  const cli = (...args: readonly string[]) =>
    spawn(process.execPath, [join(stage.project, "dist", "cli.js"), ...args], {
      cwd: stage.project,
      env: stage.env,
      stdio: ["ignore", "pipe", "pipe"],
    });

  it("is up with its policies obeyed, and the command that serves it is printed", async () => {
    const { stdout, stderr } = await stage.done("up", "--stack", "dev", "--yes", ...policies);
    expect(stdout).to.match(/static-site-ha@v\d+\.\d+\.\d+ \(local: /);
    expect(stdout).not.to.contain("[mandatory]");
    expect(stdout).to.contain("23 created");
    expect(stderr).to.contain("static-site-ha serve --local --stack dev serves the site");
  });

  it("serves its pages at the address that is printed, after it has survived a deleted index", async () => {
    const ports = ["--port", "0", "--console-port", "0", "--s3-port", "0"];
    const child = cli("serve", "--local", "--stack", "dev", "--format", "json", ...ports);
    try {
      const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
      const ready = JSON.parse(line) as { edge: string; drill: { verdict: string }; buckets: { name: string }[] };
      expect(ready.drill.verdict).to.equal("passed");
      const response = await fetch(ready.edge);
      expect(response.status).to.equal(200);
      expect(response.headers.get("content-security-policy")).to.contain("default-src 'self'");
      const page = readFileSync(join(stage.project, "examples", "site", "index.html"), "utf8");
      expect(await response.text()).to.equal(page);
      // It is what was deployed, not the program run anew.
      const made = stage.cloud().filter(({ type }) => type === "aws:s3/bucket:Bucket");
      expect(ready.buckets.map(({ name }) => name)).to.have.members(made.map(({ id }) => id));
    } finally {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  });

  it("passes the drill, and has nothing to change", async () => {
    const drill = await finished(cli("drill", "deleted-index", "--local", "--stack", "dev"));
    expect(drill.code, drill.stdout + drill.stderr).to.equal(0);
    const { stdout } = await stage.done("preview", "--stack", "dev", "--expect-no-changes", ...policies);
    expect(stdout).to.contain("23 unchanged");
  });

  it("passes the policies as an exported state as well", async () => {
    const { stdout } = await stage.done("stack", "export", "--stack", "dev", "--file", "state.json");
    expect(stdout).not.to.contain("error");
    const { code, stdout: said } = await stage.pulumi("policy", "analyze", "--file", "state.json", ...policies);
    expect(code, said).to.equal(0);
  });

  it("is destroyed, and leaves nothing", async () => {
    await stage.done("destroy", "--stack", "dev", "--yes");
    expect(stage.cloud()).to.deep.equal([]);
  });
});
