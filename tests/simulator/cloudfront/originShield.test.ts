import { expect } from "chai";
import { Edge, type EdgeOptions } from "../../../simulator/cloudfront/edge";
import type { EdgeRequest, EdgeResponse } from "../../../simulator/cloudfront/exchange";
import { OriginShields } from "../../../simulator/cloudfront/originShield";
import { bodyOf, distributionId, header, siteModel, stage, viewerRequest, type Stage } from "../../support/edge";
import { after, answers, tagged, type Script } from "../../support/edgeOrigins";

const minute = { "cache-control": "max-age=60" };
const shielded = (OriginShieldRegion: string): object => ({ OriginShield: { Enabled: true, OriginShieldRegion } });
const settings = { primary: shielded("us-east-1"), replica: shielded("us-west-2") };

interface TwoPops extends Stage {
  /** Asks the other point of presence, which shares the shields. */
  readonly other: (path: string, request?: Partial<EdgeRequest>) => Promise<EdgeResponse>;
}

function twoPops(scripts: Record<string, Script>, more: Partial<EdgeOptions> = {}): TwoPops {
  const shields = new OriginShields();
  const first = stage(scripts, settings, { shields, ...more });
  const { clock, origins } = first;
  const second = new Edge(siteModel(settings), distributionId, { clock, origins, shields, pop: "FRA56-P1", ...more });
  return { ...first, other: (path, request) => clock.run(() => second.fetch(viewerRequest(path, request))) };
}

describe("an Origin Shield (FO-28, CA-21)", () => {
  it("has what one point of presence fetched for the others: a Miss there, and no exchange with the origin", async () => {
    const { get, other, origins } = twoPops({ primary: answers(200, "page", minute) });
    await get("/a");
    const response = await other("/a");
    expect([bodyOf(response), header(response, "x-cache")]).to.deep.equal(["page", "Miss from cloudfront"]);
    expect(response.log["x-edge-detailed-result-type"]).to.equal("OriginShieldHit");
    expect(response.log.exchanges).to.deep.equal([]);
    const again = await other("/a");
    expect([header(again, "x-cache"), again.log["x-edge-detailed-result-type"]]).to.deep.equal([
      "Hit from cloudfront",
      "Hit",
    ]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("belongs to its origin: a failover goes through the secondary's, and errors are not kept there", async () => {
    const { get, other, origins } = twoPops({ primary: answers(503), replica: answers(200, "replica", minute) });
    await get("/a");
    const response = await other("/a");
    expect([bodyOf(response), response.log["sr-reason"]]).to.deep.equal(["replica", "Failover:503"]);
    expect(origins.calls).to.deep.equal({ primary: 2, replica: 1 });
  });

  it("asks once for two points of presence that come at once", async () => {
    const { get, other, origins } = twoPops({ primary: after(100, answers(200, "page", minute)) });
    const [one, two] = await Promise.all([get("/a"), other("/a")]);
    expect([bodyOf(one), bodyOf(two)]).to.deep.equal(["page", "page"]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("keeps nothing beyond its lifetime or an invalidation", async () => {
    const { edge, get, other, origins, clock } = twoPops({ primary: answers(200, "page", minute) });
    await get("/a");
    edge.invalidate(["/a"]);
    await other("/a");
    expect(origins.calls).to.deep.equal({ primary: 2 });
    await clock.advance(60_000);
    await other("/a");
    expect(origins.calls).to.deep.equal({ primary: 3 });
  });

  it("confirms the copy of a point of presence itself where its own is fresh (CA-7)", async () => {
    const { get, other, origins, clock } = twoPops({ primary: tagged("page", '"1"', minute) });
    await get("/a");
    await clock.advance(60_000);
    await other("/a");
    const response = await get("/a");
    expect([bodyOf(response), header(response, "x-cache")]).to.deep.equal(["page", "RefreshHit from cloudfront"]);
    expect(origins.calls).to.deep.equal({ primary: 2 });
  });

  for (const [base, age] of [
    ["origin-fetch", "35"],
    ["pop-store", "5"],
  ] as const) {
    it(`counts Age from the ${base} (SIM-26, HD-33)`, async () => {
      const switches = { "age-base": base };
      const { get, other, clock } = twoPops({ primary: answers(200, "page", minute) }, { switches });
      await get("/a");
      await clock.advance(30_000);
      await other("/a");
      await clock.advance(5_000);
      expect(header(await other("/a"), "age")).to.equal(age);
    });
  }

  it("gives a body on to two that read it while it arrives, and keeps it whole", async () => {
    async function* arriving(): AsyncGenerator<Uint8Array> {
      for (const chunk of ["01234", "56789"]) {
        await Promise.resolve();
        yield Buffer.from(chunk);
      }
    }
    const headers = { ...minute, "content-length": "10" };
    const script: Script = () => ({ kind: "response", response: { status: 200, headers, body: arriving() } });
    const { get, other, origins } = twoPops({ primary: script });
    const both = await Promise.all([get("/a"), other("/a")]);
    expect(both.map(bodyOf)).to.deep.equal(["0123456789", "0123456789"]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("lets pass what no two viewers may share: ranges, conditions and what is not cached", async () => {
    const { get, other, origins } = twoPops({ primary: answers(200, "page", minute) });
    await get("/a", { headers: { range: "bytes=0-1" } });
    await other("/a", { headers: { "if-none-match": '"9"' } });
    expect(origins.calls).to.deep.equal({ primary: 2 });
  });
});
