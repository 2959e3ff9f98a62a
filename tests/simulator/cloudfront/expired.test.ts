import { expect } from "chai";
import { managedCachePolicies } from "../../../aws/managedPolicies";
import type { OriginRequest } from "../../../simulator/s3/transport";
import { bodyOf, header, stage, type SiteSettings } from "../../support/edge";
import { answers, type Script } from "../../support/edgeOrigins";

/** The primary alone, with a policy whose min TTL is 0: the origin's word counts (CA-4). */
function minTtlZero(): SiteSettings {
  const managed = managedCachePolicies.find(({ Name }) => Name === "Managed-CachingOptimized");
  if (managed === undefined) throw new Error("no such managed policy");
  return {
    criteria: null,
    behavior: { CachePolicyId: "own" },
    model: { cachePolicies: [{ ...managed, Id: "own", MinTTL: 0 }] },
  };
}

function conditionsOf({ headers }: OriginRequest): (string | readonly string[] | undefined)[] {
  return [headers["if-none-match"], headers["if-modified-since"]];
}

describe("an expired copy", () => {
  it("stands in no longer than stale-if-error says, though the error is held for 10 s (CA-11)", async () => {
    const page = answers(200, "page", { "cache-control": "max-age=60, stale-if-error=1" });
    const { get, origins, clock } = stage({ primary: page }, { criteria: null });
    await get("/a");
    origins.set("primary", answers(503));
    await clock.advance(60_500);
    const stale = await get("/a");
    expect([stale.status, bodyOf(stale)]).to.deep.equal([200, "page"]);
    await clock.advance(1_500);
    expect((await get("/a")).status).to.equal(503);
    expect(origins.calls).to.deep.equal({ primary: 3 });
  });

  it("is gone once the origin has answered with what may not be kept (CA-4, CA-9)", async () => {
    const { get, origins, clock } = stage(
      { primary: answers(200, "old", { "cache-control": "max-age=60" }) },
      minTtlZero(),
    );
    await get("/a");
    await clock.advance(61_000);
    origins.set("primary", answers(200, "new", { "cache-control": "no-store" }));
    expect(bodyOf(await get("/a"))).to.equal("new");
    origins.set("primary", answers(503));
    expect((await get("/a")).status).to.equal(503);
  });

  it("that is an error is asked for without its validators, and never stands in (CA-10)", async () => {
    const validators = { etag: '"1"', "last-modified": "Sun, 22 Nov 2026 08:00:00 GMT" };
    const { get, origins, clock } = stage({ primary: answers(404, "gone", validators) }, { criteria: null });
    await get("/a");
    await clock.advance(11_000);
    origins.set("primary", answers(503));
    expect((await get("/a")).status).to.equal(503);
    expect(origins.seen.map(conditionsOf)).to.deep.equal([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});

describe("a viewer's own condition", () => {
  it("that fails at the origin is nobody else's answer, whatever its max-age (HD-54, HD-55)", async () => {
    const kept = { "cache-control": "max-age=60" };
    const primary: Script = (request, limits, clock) => {
      const script = request.headers["if-match"] === undefined ? answers(200, "page") : answers(412, "", kept);
      return script(request, limits, clock);
    };
    const { get, origins } = stage({ primary }, { criteria: null });
    expect((await get("/a", { headers: { "if-match": '"2"' } })).status).to.equal(412);
    const next = await get("/a");
    expect([next.status, header(next, "x-cache")]).to.deep.equal([200, "Miss from cloudfront"]);
    expect(origins.calls).to.deep.equal({ primary: 2 });
  });
});
