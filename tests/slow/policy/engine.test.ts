import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { packWith } from "../../policy/support/analyze";
import { type RunningPack, startPack } from "../../support/policyPack";
import { projectRoot } from "../../support/pulumiProgram";

describe("the policy pack as the engine starts it", () => {
  let pack: RunningPack;

  before(async () => {
    execFileSync(process.execPath, [join(projectRoot, "scripts", "build.mjs")], { cwd: projectRoot });
    pack = await startPack(join(projectRoot, "policy"), join(projectRoot, "node_modules"));
  });

  after(() => pack.stop());

  it("tells the engine every policy", async () => {
    const info = await pack.info();
    expect(info.getName()).to.equal("static-site-ha");
    expect(info.getVersion()).to.match(/^\d+\.\d+\.\d+$/);
    expect(info.getPoliciesList().map((policy) => policy.getName())).to.deep.equal(packWith().map(({ name }) => name));
  });

  it("refuses a distribution whose behavior targets a single origin, and a hook that masks 503", async () => {
    const site = await pack.analyze("aws:cloudfront/distribution:Distribution", {
      defaultRootObject: "index.html",
      httpVersion: "http2and3",
      origins: [{ originId: "primary", domainName: "site.s3.us-east-1.amazonaws.com" }],
      defaultCacheBehavior: { targetOriginId: "primary", viewerProtocolPolicy: "https-only", compress: true },
    });
    expect(site).to.deep.equal(["HA-FO-01"]);
    const hook = await pack.analyze("aws:cloudfront/function:Function", {
      code: "function handler(event) { event.response.statusCode = 200; return event.response; }",
    });
    expect(hook).to.deep.equal(["HA-EDGE-01"]);
  });
});
