import { expect } from "chai";
import { toItems, type CustomErrorResponse } from "../../../simulator/model/distributionConfig";
import { bodyOf, cachingOptimized, header, stage } from "../../support/edge";
import { answers, byPath } from "../../support/edgeOrigins";

const page: CustomErrorResponse = { ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "404" };
const spa: CustomErrorResponse = { ErrorCode: 404, ResponsePagePath: "/index.html", ResponseCode: "200" };
const with404 = byPath({ "/404.html": answers(200, "our page"), "/index.html": answers(200, "the app") });

function configOf(...responses: readonly CustomErrorResponse[]): {
  CustomErrorResponses: ReturnType<typeof toItems<CustomErrorResponse>>;
} {
  return { CustomErrorResponses: toItems(responses) };
}

describe("a custom error page", () => {
  it("comes after failover: for the secondary's code, when it fails too (CE-1, CE-11)", async () => {
    const { get, origins } = stage({ primary: with404, replica: with404 }, { config: configOf(page) });
    const response = await get("/missing");
    expect([response.status, bodyOf(response), header(response, "x-cache")]).to.deep.equal([
      404,
      "our page",
      "Error from cloudfront",
    ]);
    expect(origins.seen.map(({ originId, path }) => `${originId} ${path}`)).to.deep.equal([
      "primary /missing",
      "replica /missing",
      "primary /404.html",
    ]);
    expect(response.log["sr-reason"]).to.equal("Failover:404");
    expect(response.log["r-host"]).to.equal("replica-bucket.s3.us-west-2.amazonaws.com");
  });

  it("can be shown as a 200, and is an Error still (CA-24, CE-3)", async () => {
    const { get } = stage({ primary: with404 }, { criteria: null, config: configOf(spa) });
    const response = await get("/deep/link");
    expect([response.status, bodyOf(response), header(response, "x-cache")]).to.deep.equal([
      200,
      "the app",
      "Error from cloudfront",
    ]);
    expect(response.log).to.include({ "sc-status": 200, "x-edge-result-type": "Error" });
    expect(header(await get("/deep/link"), "x-cache")).to.equal("Error from cloudfront");
  });

  it("fails over itself, by the group of the behaviour that its path matches (CE-4)", async () => {
    const { get } = stage({ primary: answers(503), replica: with404 }, { config: configOf(page) });
    expect(bodyOf(await get("/missing"))).to.equal("our page");
  });

  it("comes from the origin of the behaviour that its own path selects, not the object's (CE-4, CE-12)", async () => {
    const pages = {
      PathPattern: "/errors/*",
      TargetOriginId: "replica",
      ViewerProtocolPolicy: "redirect-to-https",
      CachePolicyId: cachingOptimized,
    } as const;
    const { get, origins } = stage(
      { primary: answers(404, "theirs"), replica: answers(200, "our page") },
      {
        criteria: null,
        config: { ...configOf({ ...page, ResponsePagePath: "/errors/404.html" }), CacheBehaviors: toItems([pages]) },
      },
    );
    const response = await get("/missing");
    expect([response.status, bodyOf(response)]).to.deep.equal([404, "our page"]);
    expect(origins.calls).to.deep.equal({ primary: 1, replica: 1 });
  });

  it("is for a final error only: a copy comes first, then what is kept of an error, then the page (PL-10)", async () => {
    const copied = answers(200, "copy", { "cache-control": "max-age=1" });
    const { get, origins, clock } = stage(
      { primary: byPath({ "/a": copied, "/503.html": answers(200, "our page") }) },
      { criteria: null, config: configOf({ ...page, ErrorCode: 503, ResponsePagePath: "/503.html" }) },
    );
    await get("/a");
    await get("/503.html");
    origins.set("primary", answers(503));
    await clock.advance(2_000);
    expect([bodyOf(await get("/a")), bodyOf(await get("/b"))]).to.deep.equal(["copy", "our page"]);
    const asked = origins.seen.length;
    expect([bodyOf(await get("/a")), bodyOf(await get("/b"))]).to.deep.equal(["copy", "our page"]);
    expect(origins.seen).to.have.length(asked);
  });

  it("that cannot be had gives the status of its own fetch (CE-6)", async () => {
    const { get, origins } = stage(
      { primary: byPath({ "/broken": answers(500) }) },
      { criteria: null, config: configOf(page, { ...page, ErrorCode: 500 }) },
    );
    const response = await get("/broken");
    expect([response.status, bodyOf(response)]).to.deep.equal([404, "not found"]);
    expect(origins.seen).to.have.length(2);
  });

  it("is kept for the requested object as long as the error (CE-7)", async () => {
    const { get, origins, clock } = stage(
      { primary: with404 },
      { criteria: null, config: configOf({ ...page, ErrorCachingMinTTL: 30 }) },
    );
    await get("/missing");
    await clock.advance(29_000);
    expect(bodyOf(await get("/missing"))).to.equal("our page");
    expect(origins.seen).to.have.length(2);
    await clock.advance(2_000);
    await get("/missing");
    expect(origins.seen.map(({ path }) => path)).to.deep.equal(["/missing", "/404.html", "/missing"]);
  });

  it("comes after a stale copy (CE-13)", async () => {
    const { get, origins, clock } = stage(
      { primary: answers(200, "copy", { "cache-control": "max-age=1" }) },
      { criteria: null, config: configOf({ ...page, ErrorCode: 503 }) },
    );
    await get("/a");
    origins.set("primary", answers(503));
    await clock.advance(5_000);
    expect(bodyOf(await get("/a"))).to.equal("copy");
  });

  it("is not asked for with the viewer's range and conditions", async () => {
    const { get, origins } = stage({ primary: with404 }, { criteria: null, config: configOf(page) });
    await get("/missing", { headers: { range: "bytes=0-1", "if-none-match": '"x"' } });
    expect(origins.seen[1]?.headers).to.not.have.any.keys("range", "if-none-match");
  });
});
