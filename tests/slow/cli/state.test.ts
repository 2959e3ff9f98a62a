import { expect } from "chai";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../../simulator/pulumi";
import { finished, startCli } from "../../support/cli";
import { projectRoot } from "../../support/pulumiProgram";
import { startServe, view, type Serving } from "../../support/serving";

describe("static-site-ha serve --state", () => {
  let serving: Serving;
  let state: string;

  before(async () => {
    const { registrations, outputs } = await runProgram({ projectDir: projectRoot, stack: "dev" });
    const stack = { urn: "urn:pulumi:dev::site::pulumi:pulumi:Stack::site-dev", type: "pulumi:pulumi:Stack", outputs };
    // As `pulumi stack export` has them: a resource that is a component has no id, and no member says what was read.
    const resources = registrations.map(({ name: _name, wasRead, ...one }) => ({
      ...one,
      ...(wasRead === true ? { external: true } : {}),
    }));
    state = join(mkdtempSync(join(tmpdir(), "state-")), "state.json");
    writeFileSync(
      state,
      JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [stack, ...resources] } }),
    );
    serving = await startServe(["--state", state, "--content", "examples/site"]);
  });

  after(() => serving.stop());

  it("brings up the site that a program deployed, with its edge code, and proves it", async () => {
    expect(serving.ready.drill?.verdict).to.equal("passed");
    const { status, headers } = await view(serving, "/");
    expect(status).to.equal(200);
    expect(headers.get("content-security-policy")).to.contain("default-src 'self'");
  });

  it("is drilled as the program itself is", async () => {
    const ended = await finished(startCli(["drill", "deleted-index", "--state", state, "--content", "examples/site"]));
    expect(ended.code, ended.stderr).to.equal(0);
  });
});
