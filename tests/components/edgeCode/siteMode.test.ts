import { expect } from "chai";
import { SiteMode } from "../../../components";
import { edgeCodeOf } from "../../../components/edgeCode/edgeCode";
import { resolveSettings } from "../../../components/settings";
import { createFunctionRunner, type FunctionRunner } from "../../../simulator/functions";
import { toItems } from "../../../simulator/model/distributionConfig";
import { bodyOf, stage, type Stage } from "../../support/edge";
import { answers, byPath, fails, type Script } from "../../support/edgeOrigins";

const arn = "arn:aws:cloudfront::123456789012:function/site";

describe("a site mode at the edge", () => {
  let functions: FunctionRunner;
  before(() => {
    functions = createFunctionRunner();
  });
  after(() => functions.close());

  const pages = byPath({ "/index.html": answers(200, "home"), "/about.html": answers(200, "about") });

  /** A site whose primary is down: every answer has come through the origin group. */
  function dark(siteMode: SiteMode, replica: Script = pages): Stage {
    const settings = resolveSettings({ primaryRegion: "us-east-1", replicaRegion: "us-west-2", siteMode });
    const code = edgeCodeOf(settings).viewerRequest ?? "";
    return stage(
      { primary: fails("connection-refused"), replica },
      {
        behavior: { FunctionAssociations: toItems([{ EventType: "viewer-request", FunctionARN: arn }]) },
        model: { functions: [{ arn, name: "site", runtime: "cloudfront-js-2.0", code }] },
      },
      { functions },
    );
  }

  it("pages: serves clean URLs from the replica, and a missing one is 404", async () => {
    const { get } = dark(SiteMode.Pages);
    const response = await get("/about");
    expect([bodyOf(response), response.log["sr-reason"]]).to.deep.equal(["about", "Failover:503"]);
    expect(bodyOf(await get("/"))).to.equal("home");
    expect((await get("/nowhere")).status).to.equal(404);
  });

  it("spa: serves its page for every place in the application, and a missing asset is 404", async () => {
    const { get } = dark(SiteMode.Spa);
    for (const path of ["/", "/orders/17"]) expect(bodyOf(await get(path))).to.equal("home");
    expect((await get("/missing.js")).status).to.equal(404);
  });

  for (const status of [403, 500, 503]) {
    it(`spa: a ${status} of the replica stays one, for a place and for an asset: no dead site looks alive (CE-10)`, async () => {
      for (const path of ["/", "/orders/17", "/app.js"]) {
        expect((await dark(SiteMode.Spa, answers(status)).get(path)).status).to.equal(status);
      }
    });
  }

  it("spa: every place is the one object in the cache (PL-5, PL-6)", async () => {
    const { get, origins } = dark(SiteMode.Spa);
    await get("/orders/17");
    expect((await get("/orders/18")).log["x-edge-result-type"]).to.equal("Hit");
    expect(origins.calls).to.deep.equal({ primary: 3, replica: 1 });
  });
});
