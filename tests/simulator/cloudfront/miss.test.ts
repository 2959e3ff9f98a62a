import { expect } from "chai";
import { managedCachePolicies } from "../../../aws/managedPolicies";
import { toItems } from "../../../simulator/model/distributionConfig";
import { bodyOf, cachingDisabled, header, stage, viewerRequest } from "../../support/edge";
import { after, answers, inTurn, tagged, type Script } from "../../support/edgeOrigins";

describe("a miss", () => {
  it("forwards the viewer's condition, and stores nothing of the 304 (HD-55, SIM-15)", async () => {
    const { get, origins } = stage({ primary: tagged("page", '"1"') }, { criteria: null });
    const response = await get("/a", { headers: { "if-none-match": '"1"' } });
    expect([response.status, header(response, "x-cache")]).to.deep.equal([304, "Miss from cloudfront"]);
    expect((await get("/a")).status).to.equal(200);
    expect(origins.seen).to.have.length(2);
  });

  it("judges the viewer's condition itself when SIM-15 strips it", async () => {
    const { get, origins } = stage(
      { primary: tagged("page", '"1"') },
      { criteria: null },
      { switches: { "conditional-miss": "strip" } },
    );
    expect((await get("/a", { headers: { "if-none-match": '"1"' } })).status).to.equal(304);
    expect(origins.seen[0]?.headers["if-none-match"]).to.equal(undefined);
    expect(header(await get("/a"), "x-cache")).to.equal("Hit from cloudfront");
  });

  it("forwards a range, and gives a whole 200 whole (CA-19, HD-60)", async () => {
    const { get, origins } = stage({ primary: answers(200, "0123456789") }, { criteria: null });
    const whole = await get("/a", { headers: { range: "bytes=0-1" } });
    expect([whole.status, bodyOf(whole)]).to.deep.equal([200, "0123456789"]);
    expect(origins.seen[0]?.headers["range"]).to.equal("bytes=0-1");
    const part = await get("/a", { headers: { range: "bytes=0-1" } });
    expect([part.status, bodyOf(part), origins.seen.length]).to.deep.equal([206, "01", 1]);
  });

  it("keeps an origin's 206 as that part alone (HD-60)", async () => {
    const { get, origins } = stage(
      { primary: answers(206, "01", { "content-range": "bytes 0-1/10" }) },
      { criteria: null },
    );
    await get("/a", { headers: { range: "bytes=0-1" } });
    const again = await get("/a", { headers: { range: "bytes=0-1" } });
    expect([again.status, bodyOf(again), header(again, "x-cache")]).to.deep.equal([206, "01", "Hit from cloudfront"]);
    origins.set("primary", answers(200, "0123456789"));
    expect(bodyOf(await get("/a"))).to.equal("0123456789");
  });

  it("is everybody's own with CachingDisabled (PL-7)", async () => {
    const { edge, clock, origins } = stage(
      { primary: after(10, answers(200)) },
      { criteria: null, behavior: { CachePolicyId: cachingDisabled } },
    );
    await clock.run(() => Promise.all([1, 2, 3].map(() => edge.fetch(viewerRequest("/a")))));
    expect(origins.calls).to.deep.equal({ primary: 3 });
  });

  for (const word of ["private", "no-store", "no-cache", "max-age=0"]) {
    it(`that others wait for is fetched by each when it turns out to be ${word}, with a min TTL of 0 (PL-7)`, async () => {
      const managed = managedCachePolicies.find(({ Name }) => Name === "Managed-CachingOptimized");
      if (managed === undefined) throw new Error("no such managed policy");
      const { edge, clock, origins } = stage(
        { primary: after(10, answers(200, "mine", { "cache-control": word })) },
        {
          criteria: null,
          behavior: { CachePolicyId: "own" },
          model: { cachePolicies: [{ ...managed, Id: "own", MinTTL: 0 }] },
        },
      );
      await clock.run(() => Promise.all([1, 2, 3].map(() => edge.fetch(viewerRequest("/a")))));
      expect(origins.calls).to.deep.equal({ primary: 3 });
    });
  }

  it("is refreshed in the background within stale-while-revalidate (CA-12)", async () => {
    const headers = { "cache-control": "max-age=60, stale-while-revalidate=30" };
    const { get, clock } = stage(
      { primary: inTurn(answers(200, "old", headers), after(100, answers(200, "new", headers))) },
      { criteria: null },
    );
    await get("/a");
    await clock.advance(61_000);
    const stale = await get("/a");
    expect([bodyOf(stale), header(stale, "x-cache"), stale.log.exchanges.length]).to.deep.equal([
      "old",
      "Hit from cloudfront",
      0,
    ]);
    await clock.advance(200);
    expect(bodyOf(await get("/a"))).to.equal("new");
  });

  it("hands a fault of ours in that refresh to onError, and serves the viewer the copy (CA-12)", async () => {
    const headers = { "cache-control": "max-age=60, stale-while-revalidate=30" };
    const fault = new Error("a fault of ours");
    const broken: Script = () => {
      throw fault;
    };
    const errors: unknown[] = [];
    const { get, clock } = stage(
      { primary: inTurn(answers(200, "old", headers), broken, answers(503)) },
      { criteria: null },
      { onError: (error) => errors.push(error) },
    );
    await get("/a");
    await clock.advance(61_000);
    expect(bodyOf(await get("/a"))).to.equal("old");
    expect(errors).to.deep.equal([fault]);
    await clock.advance(1_000);
    expect(bodyOf(await get("/a"))).to.equal("old");
    await clock.advance(1_000);
    expect(errors).to.deep.equal([fault]);
  });

  it("keeps Set-Cookie and Vary from viewers who are not told apart by them (HD-38, HD-50)", async () => {
    const { get } = stage(
      {
        primary: answers(200, "page", {
          "set-cookie": ["a=1", "b=2"],
          vary: "Accept-Encoding, Origin",
          "x-amz-request-id": "1",
        }),
      },
      { criteria: null, config: { CustomErrorResponses: toItems([]) } },
    );
    const response = await get("/a");
    expect(response.headers).to.not.have.any.keys("set-cookie", "x-amz-request-id");
    expect(header(response, "vary")).to.equal("Accept-Encoding");
  });

  it("takes request ids, cookies, Trailer and Upgrade out of S3's headers and nothing else (CA-25)", async () => {
    const kept = {
      "cache-control": "max-age=60",
      "x-amz-meta-a": "1",
      "x-amz-version-id": "v",
      "x-amz-replication-status": "REPLICA",
      "x-amz-server-side-encryption": "AES256",
      "content-language": "de",
    };
    const lost = { "x-amz-request-id": "1", "x-amz-id-2": "2", "set-cookie": "a=1", trailer: "x-sum", upgrade: "h2c" };
    const { get } = stage({ primary: answers(200, "page", { ...kept, ...lost }) }, { criteria: null });
    for (const { headers } of [await get("/a"), await get("/a")]) {
      expect(headers).to.include(kept);
      expect(headers).to.not.have.any.keys(...Object.keys(lost));
    }
  });

  it("that came in chunks has no length, and none of its connection's headers (HD-36)", async () => {
    const chunked = { "transfer-encoding": "chunked", trailer: "x-sum", upgrade: "h2c", connection: "upgrade" };
    const { get } = stage({ primary: answers(200, "page", chunked) }, { criteria: null });
    for (const expected of ["Miss", "Hit"]) {
      const response = await get("/a");
      expect([bodyOf(response), header(response, "x-cache")]).to.deep.equal(["page", `${expected} from cloudfront`]);
      expect(response.headers).to.not.have.any.keys("content-length", ...Object.keys(chunked));
    }
  });

  it("that is an error of a group is the last member's, kept for that one's time (CA-17)", async () => {
    const { get, origins, clock } = stage({ primary: answers(503), replica: answers(404, "not in the replica") });
    for (const expected of ["not in the replica", "not in the replica"]) {
      const response = await get("/a");
      expect([response.status, bodyOf(response), header(response, "x-cache")]).to.deep.equal([
        404,
        expected,
        "Error from cloudfront",
      ]);
    }
    expect(origins.calls).to.deep.equal({ primary: 1, replica: 1 });
    await clock.advance(10_000);
    await get("/a");
    expect(origins.calls).to.deep.equal({ primary: 2, replica: 2 });
  });

  it("keeps what only S3's answers lose from a custom origin (HD-39)", async () => {
    const custom = { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "https-only" as const };
    const Origins = toItems([{ Id: "primary", DomainName: "origin.example.com", CustomOriginConfig: custom }]);
    const primary = answers(200, "page", { "x-amz-request-id": "1" });
    const { get } = stage({ primary }, { criteria: null, config: { Origins } });
    expect(header(await get("/a"), "x-amz-request-id")).to.equal("1");
  });
});
