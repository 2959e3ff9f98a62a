import { expect } from "chai";
import { toItems } from "../../../simulator/model/distributionConfig";
import { validateDistributionConfig } from "../../../simulator/model/validate";
import { bodyOf, distributionConfig, header, stage, viewerRequest } from "../../support/edge";
import { after, answers, blackHole, hangs, tagged } from "../../support/edgeOrigins";
import { returning } from "../../support/edgeFunctions";
import { refusalOf } from "../../support/refusal";

const replicaHost = "replica-bucket.s3.us-west-2.amazonaws.com";

describe("conformance vectors", () => {
  it("V1: a primary's 503 in the criteria gives the secondary's body as a plain miss, logged Failover:503 (FO-10, OB-1)", async () => {
    const { get, origins } = stage(
      { primary: answers(503), replica: answers(200, "from the replica") },
      { criteria: [503] },
    );
    const response = await get("/page.html");
    expect(response.status).to.equal(200);
    expect(bodyOf(response)).to.equal("from the replica");
    expect(header(response, "x-cache")).to.equal("Miss from cloudfront");
    expect(response.log["sr-reason"]).to.equal("Failover:503");
    expect(response.log["r-host"]).to.equal(replicaHost);
    expect(origins.calls).to.deep.equal({ primary: 1, replica: 1 });
  });

  it("V2: the same with criteria 500 gives the viewer the 503, and the secondary is not asked (FO-15)", async () => {
    const { get, origins } = stage({ primary: answers(503), replica: answers(200) }, { criteria: [500] });
    const response = await get("/page.html");
    expect(response.status).to.equal(503);
    expect(header(response, "x-cache")).to.equal("Error from cloudfront");
    expect(response.log["sr-reason"]).to.equal("");
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("V3: every miss asks the primary first, whatever the last one met (FO-16)", async () => {
    const { get, origins } = stage({ primary: answers(503), replica: answers(200) }, { criteria: [503] });
    for (const path of ["/one", "/two", "/three"]) await get(path);
    expect(origins.calls).to.deep.equal({ primary: 3, replica: 3 });
  });

  it("V4: the same path again is a hit with the secondary's body, the primary healthy or not (FO-17, CA-2)", async () => {
    const { get, origins } = stage(
      { primary: answers(503), replica: answers(200, "from the replica") },
      { criteria: [503] },
    );
    await get("/page.html");
    origins.set("primary", answers(200, "from the primary"));
    const response = await get("/page.html");
    expect(header(response, "x-cache")).to.equal("Hit from cloudfront");
    expect(bodyOf(response)).to.equal("from the replica");
    expect(origins.seen).to.have.length(2);
    expect(response.log["r-host"]).to.equal("");
  });

  it("V5: a black hole with the default timeouts has the secondary asked after 30 s (FO-T1)", async () => {
    const { get } = stage({ primary: blackHole, replica: answers(200) });
    const { log } = await get("/page.html");
    expect(log.exchanges.at(-1)).to.include({ origin: "replica", startMs: 30_000, status: 200 });
    expect(log["sr-reason"]).to.equal("Failover:503");
  });

  it("V6: a primary that accepts and hangs costs a GET 90 s and an OPTIONS 30 s (FO-T3, FO-T4)", async () => {
    const methods = toItems(["GET", "HEAD", "OPTIONS"]);
    const behavior = { AllowedMethods: { ...methods, CachedMethods: methods } };
    const { get } = stage({ primary: hangs, replica: answers(200) }, { behavior });
    expect((await get("/page.html")).log.exchanges.at(-1)).to.include({ origin: "replica", startMs: 90_000 });
    const options = await get("/page.html", { method: "OPTIONS" });
    expect(options.log.exchanges.at(-1)).to.include({ origin: "replica", startMs: 30_000 });
    expect(options.log["sr-reason"]).to.equal("Failover:504");
  });

  it("V7: criteria without 503 and 504 let a black hole through to the viewer (FO-11, FO-12)", async () => {
    const { get, origins } = stage({ primary: blackHole, replica: answers(200) }, { criteria: [500, 502] });
    const response = await get("/page.html");
    expect(response.status).to.equal(504);
    expect(header(response, "x-cache")).to.equal("Error from cloudfront");
    expect(origins.calls).to.deep.equal({ primary: 3 });
  });

  it("V8: when both fail the viewer gets the secondary's error (FO-18)", async () => {
    const { get } = stage({ primary: answers(503), replica: answers(404, "no such page") });
    const response = await get("/page.html");
    expect(response.status).to.equal(404);
    expect(bodyOf(response)).to.equal("no such page");
    expect(response.log["r-status"]).to.equal(404);
  });

  it("V9: OPTIONS fails over only where it is cached (FO-8)", async () => {
    const allowed = toItems(["GET", "HEAD", "OPTIONS"]);
    const scripts = { primary: answers(503), replica: answers(200) };
    const uncached = stage(scripts, {
      behavior: { AllowedMethods: { ...allowed, CachedMethods: toItems(["GET", "HEAD"]) } },
    });
    expect((await uncached.get("/page.html", { method: "OPTIONS" })).status).to.equal(503);
    const cached = stage(scripts, { behavior: { AllowedMethods: { ...allowed, CachedMethods: allowed } } });
    expect((await cached.get("/page.html", { method: "OPTIONS" })).status).to.equal(200);
  });

  it("V10: a behaviour with POST that targets a group is refused in the API's words (FO-9)", async () => {
    const methods = toItems(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]);
    const config = distributionConfig({
      behavior: { AllowedMethods: { ...methods, CachedMethods: toItems(["GET", "HEAD"]) } },
    });
    const refusal = await refusalOf(() => {
      validateDistributionConfig(config);
    });
    expect(refusal.code).to.equal("InvalidArgument");
    expect(refusal.sentence).to.equal(
      "The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group.",
    );
  });

  it("V11: a 307 from the primary is final (FO-14)", async () => {
    const redirect = answers(307, "", { location: "https://elsewhere.example/" });
    const { get, origins } = stage({ primary: redirect, replica: answers(200) });
    const response = await get("/page.html");
    expect(response.status).to.equal(307);
    expect(response.log["sr-reason"]).to.equal("");
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("V22: an expired copy is served when both fail, and again for 10 s without asking (CA-9)", async () => {
    const page = answers(200, "the page", { "cache-control": "max-age=60" });
    const { get, origins, clock } = stage({ primary: page, replica: page });
    await get("/page.html");
    origins.set("primary", answers(503));
    origins.set("replica", answers(503));
    await clock.advance(61_000);
    const stale = await get("/page.html");
    expect([stale.status, bodyOf(stale)]).to.deep.equal([200, "the page"]);
    const asked = origins.seen.length;
    await clock.advance(9_000);
    expect((await get("/page.html")).status).to.equal(200);
    expect(origins.seen.length).to.equal(asked);
    await clock.advance(2_000);
    expect((await get("/page.html")).status).to.equal(200);
    expect(origins.seen.length).to.equal(asked + 2);
  });

  for (const [vector, answer, status, body] of [
    ["V20: a failover's 200 goes before an expired copy (CA-9, FO-10)", answers(200, "new"), 200, "new"],
    ["V21: a failover's 404 goes before an expired copy (CA-18)", answers(404, "gone"), 404, "gone"],
  ] as const) {
    it(vector, async () => {
      const page = answers(200, "old", { "cache-control": "max-age=60" });
      const { get, origins, clock } = stage({ primary: page, replica: page });
      await get("/page.html");
      origins.set("primary", answers(503));
      origins.set("replica", answer);
      await clock.advance(61_000);
      const response = await get("/page.html");
      expect([response.status, bodyOf(response)]).to.deep.equal([status, body]);
    });
  }

  it("V23: stale-if-error=0 gives the error (CA-11)", async () => {
    const page = answers(200, "the page", { "cache-control": "max-age=60, stale-if-error=0" });
    const { get, origins, clock } = stage({ primary: page, replica: page });
    await get("/page.html");
    origins.set("primary", answers(503));
    origins.set("replica", answers(503));
    await clock.advance(61_000);
    expect((await get("/page.html")).status).to.equal(503);
  });

  it("V24: a viewer's no-cache does not bypass the cache (CA-6)", async () => {
    const { get } = stage({ primary: tagged("page", '"1"'), replica: answers(200) });
    await get("/page.html");
    const response = await get("/page.html", { headers: { "cache-control": "no-cache", pragma: "no-cache" } });
    expect(header(response, "x-cache")).to.equal("Hit from cloudfront");
  });

  it("V25: a 403 without max-age is asked for each time, a 404 once (CA-14, CA-16)", async () => {
    const { get, origins } = stage({ primary: answers(403), replica: answers(403) }, { criteria: null });
    for (let time = 0; time < 5; time++) await get("/denied.html");
    expect(origins.calls["primary"]).to.equal(5);
    origins.set("primary", answers(404));
    for (let time = 0; time < 5; time++) await get("/missing.html");
    expect(origins.calls["primary"]).to.equal(6);
  });

  it("V26: an error minimum TTL of 0 still keeps an S3 origin's 404 for 1 s (CA-13)", async () => {
    const config = { CustomErrorResponses: toItems([{ ErrorCode: 404, ErrorCachingMinTTL: 0 }]) };
    const { get, origins, clock } = stage({ primary: answers(404) }, { criteria: null, config });
    await get("/missing.html");
    await clock.advance(900);
    await get("/missing.html");
    expect(origins.calls["primary"]).to.equal(1);
    await clock.advance(200);
    await get("/missing.html");
    expect(origins.calls["primary"]).to.equal(2);
  });

  it("V29: a viewer-response function that sets 503 changes what the viewer gets, not what is cached (CF-5)", async () => {
    const functions = returning((event) => ({ ...event.response, statusCode: 503 }));
    const arn = "arn:aws:cloudfront::123456789012:function/drill";
    const { get, origins } = stage(
      { primary: answers(200, "the page"), replica: answers(200) },
      {
        behavior: { FunctionAssociations: toItems([{ EventType: "viewer-response", FunctionARN: arn }]) },
        model: { functions: [{ arn, name: "drill", runtime: "cloudfront-js-2.0", code: "" }] },
      },
      { functions },
    );
    const response = await get("/page.html");
    expect(response.status).to.equal(503);
    expect(response.log["sr-reason"]).to.equal("");
    functions.handle((event) => event.response);
    const again = await get("/page.html");
    expect([again.status, header(again, "x-cache")]).to.deep.equal([200, "Hit from cloudfront"]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("V31: ten misses at once during a failover ask each member once: one miss, nine hits (PL-7)", async () => {
    const { edge, clock, origins, logs } = stage({
      primary: after(50, answers(503)),
      replica: after(50, answers(200)),
    });
    await clock.run(() => Promise.all(Array.from({ length: 10 }, () => edge.fetch(viewerRequest("/page.html")))));
    expect(origins.calls).to.deep.equal({ primary: 1, replica: 1 });
    const results = logs.map((record) => record["x-edge-result-type"]).sort();
    expect(results).to.deep.equal([...Array.from({ length: 9 }, () => "Hit"), "Miss"]);
  });
});
