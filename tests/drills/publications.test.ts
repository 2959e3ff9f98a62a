import { expect } from "chai";
import { createTarget, whyNoDrill, type DrillTarget } from "../../drills";
import { loadDistribution } from "../../simulator/loadDistribution";
import { VirtualClock } from "../../simulator/clock";
import type { OriginBindings } from "../../simulator/bindings";
import { distributionJson, noSupplies } from "../support/distributions";
import { refusalOf } from "../support/refusal";

const page = (text: string): { key: string; body: Uint8Array; contentType: string; cacheControl: string } => ({
  key: "index.html",
  body: Buffer.from(text),
  contentType: "text/html",
  cacheControl: "max-age=60",
});

describe("a site from a file, brought up", () => {
  const docs = loadDistribution(distributionJson("docs"), noSupplies).model;
  const shop = loadDistribution(distributionJson("shop"), noSupplies).model;
  const up = async (...options: Parameters<typeof createTarget>): Promise<DrillTarget> => {
    const target = await createTarget(...options);
    await target.cloud.close();
    return target;
  };
  const clock = new VirtualClock();

  it("has what goes to each origin in its bucket, and the primary's content alone as what is right (D18)", async () => {
    const publications = [{ origin: "docs-west", content: [page("west")] }];
    const { cloud, manifest } = await up(docs, [page("the page")], { clock, publications });
    const bodyIn = (bucket: string): string =>
      Buffer.from(cloud.s3.getObject(bucket, "index.html")?.body ?? []).toString();
    expect([bodyIn("docs-east"), bodyIn("docs-west")]).to.deep.equal(["the page", "west"]);
    expect(manifest.get("index.html")?.size).to.equal(8);
  });

  it("refuses content for an origin that is no bucket, before anything is up", async () => {
    const refusal = await refusalOf(createTarget(shop, [page("x")], { clock }));
    expect([refusal.code, refusal.sentence]).to.deep.equal([
      "E_ORIGIN_UNKNOWN",
      "the origin store-east must be one of the site's buckets, got store.east.example.com",
    ]);
  });

  it("says why nothing can be drilled there (D15)", async () => {
    const bindings: OriginBindings = { origins: new Map([["docs-west", "down"]]), hosts: new Map() };
    expect(whyNoDrill(await up(docs, [page("x")], { clock }))).to.equal(undefined);
    expect(whyNoDrill(await up(docs, [], { clock }))).to.equal("no content is published to its primary");
    expect(whyNoDrill(await up(shop, [], { clock }))).to.contain("store-east is no bucket");
    expect(whyNoDrill(await up(docs, [page("x")], { clock, bindings }))).to.contain("docs-west is no bucket");
  });
});
