import { expect } from "chai";
import { managedCachePolicies } from "../../../aws/managedPolicies";
import { toItems } from "../../../simulator/model/distributionConfig";
import { bodyOf, cachingDisabled, header, stage, viewerRequest } from "../../support/edge";
import { after, answers, inTurn, tagged, type Script } from "../../support/edgeOrigins";

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
