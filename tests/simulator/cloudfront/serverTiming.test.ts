import { expect } from "chai";
import { serverTiming, wantsServerTiming } from "../../../simulator/cloudfront/serverTiming";
import type { ResponseHeadersPolicy } from "../../../simulator/model/policies";
import { header, stage, type Stage } from "../../support/edge";
import { after, answers } from "../../support/edgeOrigins";

const own = { "cache-control": "max-age=60", "server-timing": "db;dur=5" };

function timed(SamplingRate: number): Stage {
  const policy: ResponseHeadersPolicy = {
    Id: "timing",
    Name: "timing",
    ServerTimingHeadersConfig: { Enabled: true, SamplingRate },
  };
  return stage(
    { primary: after(120, answers(200, "page", own)) },
    {
      criteria: null,
      behavior: { ResponseHeadersPolicyId: "timing" },
      model: { responseHeadersPolicies: [policy] },
    },
  );
}

describe("Server-Timing (RH-9)", () => {
  it("tells of a miss, what its origin took, and the origin's own part (HD-43)", async () => {
    const response = await timed(100).get("/a");
    const text = header(response, "server-timing") ?? "";
    expect(text).to.match(
      /^db;dur=5,cdn-upstream-layer;desc="EDGE",cdn-upstream-fbl;dur=120,cdn-cache-miss,.*,cdn-downstream-fbl;dur=120$/,
    );
    expect(text).to.contain(`cdn-pop;desc="SEA19-C1",cdn-rid;desc="${header(response, "x-amz-cf-id") ?? ""}"`);
  });

  it("tells of a hit and its layer, and drops the origin's own part (HD-43)", async () => {
    const { get } = timed(100);
    await get("/a");
    const text = header(await get("/a"), "server-timing") ?? "";
    expect(text).to.match(
      /^cdn-cache-hit,cdn-pop;desc="SEA19-C1",cdn-rid;desc="[^"]+",cdn-hit-layer;desc="EDGE",cdn-downstream-fbl;dur=0$/,
    );
  });

  it("is added at a sampling rate of 0 to what asks for it by Pragma alone (HD-43)", async () => {
    const { get } = timed(0);
    expect(header(await get("/a"), "server-timing")).to.equal("db;dur=5");
    const asked = await get("/a", { headers: { pragma: "no-cache, Server-Timing" } });
    expect(header(asked, "server-timing")).to.contain("cdn-cache-hit");
  });

  it("is added to the share of responses that the sampling rate says", () => {
    const drawn = Array.from({ length: 100 }, (_, at) => wantsServerTiming(25, {}, () => at / 100));
    expect(drawn.filter(Boolean)).to.have.length(25);
  });

  it("tells a refreshed copy from a miss: no layer has asked for the whole object", () => {
    const text = serverTiming(undefined, {
      result: "RefreshHit",
      pop: "SEA19-C1",
      id: "i",
      originMs: 3,
      downstreamMs: 4,
    });
    expect(text).to.equal(
      'cdn-upstream-fbl;dur=3,cdn-cache-refresh,cdn-pop;desc="SEA19-C1",cdn-rid;desc="i",cdn-downstream-fbl;dur=4',
    );
  });
});
