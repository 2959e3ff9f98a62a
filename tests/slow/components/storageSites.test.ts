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
import { headerValue } from "../../../simulator/http";
import { VirtualClock } from "../../../simulator/clock";
import { loadProgram, type LoadedProgram } from "../../../simulator/loadProgram";
import { projectRoot } from "../../support/pulumiProgram";

interface Site {
  readonly folder: string;
  readonly what: string;
  readonly replicaRegion: string;
}

const sites: readonly Site[] = [
  { folder: "kms-oac", what: "a site with KMS keys and an access control", replicaRegion: "ca-west-1" },
  { folder: "existing-buckets", what: "a site on buckets that exist already", replicaRegion: "us-west-2" },
];

for (const { folder, what, replicaRegion } of sites) {
  describe(what, () => {
    let loaded: LoadedProgram;

    before(async () => {
      loaded = await loadProgram({ projectDir: join(projectRoot, "tests/fixtures/sites", folder), stack: "dev" });
    });

    it("passes the drill of the deleted index", async () => {
      const report = await onSite(loaded, async (target) =>
        runDrill(await loadExperiment("deleted-index"), new LocalStage(target)),
      );
      expect(report.reasons).to.deep.equal([]);
      expect(report.verdict).to.equal("passed");
    });

    it("serves from the primary while it is well, and from the replica while it is down", async () => {
      const served = await onSite(loaded, async (target) => [await get(target), await get(target, "down")]);
      expect(served.map(({ status, host }) => [status, host.split(".")[2]])).to.deep.equal([
        [200, "us-east-1"],
        [200, replicaRegion],
      ]);
    });

    it("answers a page that neither bucket has with 404 (S3-5)", async () => {
      const { status } = await onSite(loaded, (target) => get(target, undefined, "/missing.html"));
      expect(status).to.equal(404);
    });
  });
}

describe("a site with KMS keys", () => {
  it("serves each region's copy under that region's own key (S3-4)", async () => {
    const { model } = await loadProgram({
      projectDir: join(projectRoot, "tests/fixtures/sites/kms-oac"),
      stack: "dev",
    });
    const loaded = { model };
    const served = await onSite(loaded, async (target) => [await get(target), await get(target, "down")]);
    const keys = served.map(({ key }) => model.keys?.find(({ arn }) => arn === key)?.region);
    expect(keys).to.deep.equal(["us-east-1", "ca-west-1"]);
  });
});

/** The site on the embedded cloud with the sample content, for as long as `use` takes. */
async function onSite<T>(
  { model }: Pick<LoadedProgram, "model">,
  use: (target: DrillTarget) => Promise<T>,
): Promise<T> {
  const clock = new VirtualClock();
  const content = await readContent(join(projectRoot, "examples/site"));
  const target = await clock.run(() => createTarget(model, content, { clock }));
  try {
    return await clock.run(() => use(target));
  } finally {
    await target.cloud.close();
  }
}

/** What a viewer gets from an edge that has nothing cached. */
async function get(target: DrillTarget, fault?: string, path = "/") {
  const { cloud, origins, distribution } = target;
  if (fault !== undefined) origins.setFault("primary", parseFault({ type: fault }));
  const edge = cloud.edge({ distributionId: distribution.id, origins });
  const { status, headers, log } = await edge.fetch({
    method: "GET",
    path,
    headers: { host: distribution.domainName },
    scheme: "https",
    httpVersion: "2",
    viewerAddress: "192.0.2.1",
  });
  return {
    status,
    host: log["r-host"],
    key: headerValue(headers, "x-amz-server-side-encryption-aws-kms-key-id"),
  };
}
