import { expect } from "chai";
import { bodyOf, header, stage, viewerRequest } from "../../support/edge";
import { after, answers, inTurn, tagged } from "../../support/edgeOrigins";

const minute = { "cache-control": "max-age=60" };

describe("a cached object", () => {
  it("has an Age in whole seconds, which a miss has not (HD-33)", async () => {
    const { get, clock } = stage({ primary: answers(200, "page", minute) }, { criteria: null });
    expect(header(await get("/a"), "age")).to.equal(undefined);
    await clock.advance(12_900);
    expect(header(await get("/a"), "age")).to.equal("12");
  });

  it("has none of the headers that the origin's Connection names", async () => {
    const named = { connection: "keep-alive, X-Hop", "x-hop": "1", "x-end": "2" };
    const { get } = stage({ primary: answers(200, "page", { ...minute, ...named }) }, { criteria: null });
    const response = await get("/a");
    expect([header(response, "x-hop"), header(response, "x-end")]).to.deep.equal([undefined, "2"]);
  });

  it("adds its time here to the origin's own Age (HD-33)", async () => {
    const { get, clock } = stage({ primary: answers(200, "page", { ...minute, age: "30" }) }, { criteria: null });
    await get("/a");
    await clock.advance(5_000);
    expect(header(await get("/a"), "age")).to.equal("35");
  });

  it("is revalidated once it has expired, and a 304 makes it fresh again (CA-7, HD-57)", async () => {
    const { get, origins, clock } = stage({ primary: tagged("page", '"1"', minute) }, { criteria: null });
    await get("/a");
    await clock.advance(61_000);
    const response = await get("/a");
    expect([response.status, bodyOf(response), header(response, "x-cache")]).to.deep.equal([
      200,
      "page",
      "RefreshHit from cloudfront",
    ]);
    expect(origins.seen[1]?.headers["if-none-match"]).to.equal('"1"');
    await clock.advance(59_000);
    expect(header(await get("/a"), "x-cache")).to.equal("Hit from cloudfront");
  });

  it("is revalidated at the secondary with the same conditions on failover (CA-8)", async () => {
    const { get, origins, clock } = stage({
      primary: tagged("page", '"1"', minute),
      replica: tagged("page", '"1"', minute),
    });
    await get("/a");
    origins.set("primary", answers(503));
    await clock.advance(61_000);
    const response = await get("/a");
    expect(header(response, "x-cache")).to.equal("RefreshHit from cloudfront");
    expect(response.log["sr-reason"]).to.equal("Failover:503");
    expect(origins.requestsTo("replica")[0]?.headers["if-none-match"]).to.equal('"1"');
  });

  it("that varies by everything is stored, and asked for each time without conditions (HD-51)", async () => {
    const script = tagged("page", '"1"', { ...minute, vary: "*" });
    const behavior = { CachePolicyId: "4cc15a8a-d715-48a4-82b8-cc0b614638fe" };
    const { get, origins } = stage({ primary: script }, { criteria: null, behavior });
    await get("/a");
    const again = await get("/a");
    expect([again.status, header(again, "vary")]).to.deep.equal([200, "*"]);
    expect(origins.seen.map(({ headers }) => headers["if-none-match"])).to.deep.equal([undefined, undefined]);
    origins.set("primary", answers(503));
    expect(bodyOf(await get("/a"))).to.equal("page");
  });

  it("that came in chunks has no length, and none of the trailers or upgrades that it announced (HD-36)", async () => {
    const hop = { "transfer-encoding": "chunked", trailer: "x-sum", upgrade: "h2c", "content-length": "4" };
    const { get } = stage({ primary: answers(200, "page", { ...minute, ...hop }) }, { criteria: null });
    for (const response of [await get("/a"), await get("/a")]) {
      expect(response.headers).to.not.have.any.keys("transfer-encoding", "trailer", "upgrade", "content-length");
    }
  });

  it("gives way to a new one when it has changed", async () => {
    const { get, origins, clock } = stage({ primary: tagged("old", '"1"', minute) }, { criteria: null });
    await get("/a");
    origins.set("primary", tagged("new", '"2"', minute));
    await clock.advance(61_000);
    const response = await get("/a");
    expect([bodyOf(response), header(response, "x-cache")]).to.deep.equal(["new", "Miss from cloudfront"]);
  });

  it("answers a HEAD with its length and no body (HD-58)", async () => {
    const { get, origins } = stage({ primary: answers(200, "12345") }, { criteria: null });
    await get("/a");
    const response = await get("/a", { method: "HEAD" });
    expect([response.body.byteLength, header(response, "content-length")]).to.deep.equal([0, "5"]);
    expect(header(response, "x-cache")).to.equal("Hit from cloudfront");
    expect(origins.seen).to.have.length(1);
  });

  it("of a HEAD answers later HEADs only, unless SIM-14 fetches it as GET (HD-18)", async () => {
    const head = stage({ primary: answers(200, "12345") }, { criteria: null });
    await head.get("/a", { method: "HEAD" });
    expect(header(await head.get("/a", { method: "HEAD" }), "x-cache")).to.equal("Hit from cloudfront");
    expect(bodyOf(await head.get("/a"))).to.equal("12345");
    expect(head.origins.seen.map(({ method }) => method)).to.deep.equal(["HEAD", "GET"]);
    const get = stage({ primary: answers(200, "12345") }, { criteria: null }, { switches: { "head-miss": "get" } });
    await get.get("/a", { method: "HEAD" });
    expect(bodyOf(await get.get("/a"))).to.equal("12345");
    expect(get.origins.seen.map(({ method }) => method)).to.deep.equal(["GET"]);
  });

  it("answers a condition with 304 and a range with 206 (CA-19, HD-53, HD-59, HD-63)", async () => {
    const { get } = stage(
      { primary: tagged("0123456789", '"1"', { "content-type": "text/plain" }) },
      { criteria: null },
    );
    await get("/a");
    const same = await get("/a", { headers: { "if-none-match": '"1"' } });
    expect([same.status, same.body.byteLength, header(same, "etag"), header(same, "content-length")]).to.deep.equal([
      304,
      0,
      '"1"',
      undefined,
    ]);
    expect(header(same, "x-cache")).to.equal("Hit from cloudfront");
    const part = await get("/a", { headers: { range: "bytes=2-4" } });
    expect([part.status, bodyOf(part), header(part, "content-range")]).to.deep.equal([206, "234", "bytes 2-4/10"]);
    const beyond = await get("/a", { headers: { range: "bytes=50-" } });
    expect([beyond.status, header(beyond, "content-range")]).to.deep.equal([416, "bytes */10"]);
  });

  it("answers a condition that does not hold with 412 (HD-54)", async () => {
    const { get } = stage({ primary: tagged("page", '"1"') }, { criteria: null });
    await get("/a");
    const response = await get("/a", { headers: { "if-match": '"2"' } });
    expect([response.status, response.body.byteLength]).to.deep.equal([412, 0]);
    expect(header(response, "x-cache")).to.equal("Error from cloudfront");
  });

  it("that is an error is an Error again, with an Age (HD-33, CA-24)", async () => {
    const { get, clock } = stage({ primary: answers(404) }, { criteria: null });
    await get("/a");
    await clock.advance(3_000);
    const response = await get("/a");
    expect([response.status, header(response, "x-cache"), header(response, "age")]).to.deep.equal([
      404,
      "Error from cloudfront",
      "3",
    ]);
    expect(response.log.exchanges).to.deep.equal([]);
  });

  it("is dropped by an invalidation of its path or prefix, and by no other (HD-77)", async () => {
    const { get, edge, origins } = stage({ primary: answers(200) }, { criteria: null });
    await get("/a/b");
    edge.invalidate(["/a", "/A/*", "/b*"]);
    await get("/a/b");
    expect(origins.seen).to.have.length(1);
    edge.invalidate(["/a/*"]);
    await get("/a/b");
    expect(origins.seen).to.have.length(2);
  });

  it("is not stored when its path was invalidated while it was fetched", async () => {
    const { get, edge, clock, origins } = stage(
      { primary: inTurn(after(1_000, answers(200, "old")), answers(200, "new")) },
      { criteria: null },
    );
    const old = await clock.run(async () => {
      const first = edge.fetch(viewerRequest("/a"));
      await clock.sleep(500);
      edge.invalidate(["/*"]);
      return first;
    });
    expect(bodyOf(old)).to.equal("old");
    expect(bodyOf(await get("/a"))).to.equal("new");
    expect(origins.seen).to.have.length(2);
  });
});
