import { expect } from "chai";
import { join } from "node:path";
import {
  createTarget,
  type DrillTarget,
  loadExperiment,
  parseFault,
  readContent,
  LocalStage,
  runDrill,
} from "../../../drills";
import { VirtualClock } from "../../../simulator/clock";
import { loadProgram, type LoadedProgram } from "../../../simulator/loadProgram";
import { distributionOf } from "../../../simulator/model/members";
import { projectRoot } from "../../support/pulumiProgram";

describe("a site with everything that its distribution can have", () => {
  let loaded: LoadedProgram;

  before(async () => {
    const projectDir = join(projectRoot, "tests/fixtures/sites/full-distribution");
    loaded = await loadProgram({ projectDir, stack: "dev" });
  });

  /** The site on the embedded cloud with the sample content, for as long as `use` takes. */
  async function onSite<T>(use: (target: DrillTarget) => Promise<T>): Promise<T> {
    const clock = new VirtualClock();
    const content = await readContent(join(projectRoot, "examples/site"));
    const target = await clock.run(() => createTarget(loaded.model, content, { clock }));
    try {
      return await clock.run(() => use(target));
    } finally {
      await target.cloud.close();
    }
  }

  it("is the site that is drilled, and not its staging distribution", () => {
    expect(distributionOf(loaded.model)?.id).to.equal(loaded.outputs.distributionId);
    expect(loaded.outputs.stagingDistributionId).to.be.a("string");
  });

  it("passes the drill of the deleted index", async () => {
    const report = await onSite(async (target) =>
      runDrill(await loadExperiment("deleted-index"), new LocalStage(target)),
    );
    expect(report.reasons).to.deep.equal([]);
    expect(report.verdict).to.equal("passed");
  });

  for (const path of ["/", "/about.html", "/assets/hero.svg", "/favicon.svg", "/assets/site.css?v=2"]) {
    it(`serves ${path} from the replica while the primary is dark`, async () => {
      const { status, region } = await onSite((target) => darkly(target, path));
      expect([status, region]).to.deep.equal([200, "us-west-2"]);
    });
  }

  it("shows its error page from the replica while the primary is dark (CE-4)", async () => {
    const { status, body } = await onSite((target) => darkly(target, "/missing.html"));
    expect(status).to.equal(404);
    expect(body).to.include("<html");
  });

  it("says what of it is not modelled", () => {
    const said = loaded.notModelled.join("\n");
    for (const what of ["web ACL", "geo restriction", "staging"]) expect(said).to.include(what);
  });
});

async function darkly(target: DrillTarget, path: string) {
  const { cloud, origins, distribution, members } = target;
  origins.setFault(members.primary.Id, parseFault({ type: "connect-timeout" }));
  const edge = cloud.edge({ distributionId: distribution.id, origins });
  const response = await edge.fetch({
    method: "GET",
    path,
    headers: { host: distribution.domainName },
    scheme: "https",
    httpVersion: "2",
    viewerAddress: "127.0.0.1",
  });
  const host = response.log["r-host"];
  return { status: response.status, body: response.body.toString(), region: /\.s3\.([a-z0-9-]+)\./.exec(host)?.[1] };
}
