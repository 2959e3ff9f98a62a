import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packWith } from "../../policy/support/analyze";
import { installPacked, type PackedProject } from "../../support/packedPackage";
import { type RunningPack, startPack } from "../../support/policyPack";
import { projectRoot } from "../../support/pulumiProgram";

describe("the policy pack as a package of its own", () => {
  let project: PackedProject;
  let pack: RunningPack;

  before(async () => {
    execFileSync(process.execPath, [join(projectRoot, "scripts", "build.mjs")], { cwd: projectRoot });
    project = installPacked("policy");
    pack = await startPack(project.installed, join(project.folder, "node_modules"));
  });

  after(async () => {
    await pack.stop();
    rmSync(project.folder, { recursive: true });
  });

  it("brings the policies, built, and nothing of ours beside them", () => {
    const files = readdirSync(project.installed, { recursive: true });
    const sorted = files
      .map(String)
      .filter((name) => !name.endsWith(".map"))
      .sort();
    expect(sorted).to.deep.equal(["PulumiPolicy.yaml", "dist", "dist/examiner.js", "dist/index.js", "package.json"]);
  });

  it("boots in an empty folder, and tells the engine every policy", async () => {
    const info = await pack.info();
    expect(info.getPoliciesList().map((policy) => policy.getName())).to.deep.equal(packWith().map(({ name }) => name));
  });

  it("runs the hooks that it is asked about, which needs the examiner beside it", async () => {
    const masks = "function handler(event) { event.response.statusCode = 200; return event.response; }";
    expect(await pack.analyze("aws:cloudfront/function:Function", { code: masks })).to.deep.equal(["HA-EDGE-01"]);
    const clean = "function handler(event) { return event.response; }";
    expect(await pack.analyze("aws:cloudfront/function:Function", { code: clean })).to.deep.equal([]);
  });
});
