import { expect } from "chai";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished, startCli } from "../../support/cli";
import { exportState } from "../../support/exportedSite";
import { projectRoot } from "../../support/pulumiProgram";
import { startServe, view, type Serving } from "../../support/serving";

describe("static-site-ha serve --state", () => {
  let serving: Serving;
  let args: readonly string[];

  before(async () => {
    args = await exportState(projectRoot, join(mkdtempSync(join(tmpdir(), "state-")), "state.json"));
    serving = await startServe([...args]);
  });

  after(() => serving.stop());

  it("brings up the site that a program deployed, with its edge code, and proves it", async () => {
    expect(serving.ready.drill?.verdict).to.equal("passed");
    const { status, headers } = await view(serving, "/");
    expect(status).to.equal(200);
    expect(headers.get("content-security-policy")).to.contain("default-src 'self'");
  });

  it("is drilled as the program itself is", async () => {
    const ended = await finished(startCli(["drill", "deleted-index", ...args]));
    expect(ended.code, ended.stderr).to.equal(0);
  });
});
