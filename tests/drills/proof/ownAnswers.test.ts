import { expect } from "chai";
import { countAnswers, ownAnswerOf } from "../../../drills/proof/ownAnswers";
import { ownAnswerWords } from "../../../drills/proof/reports/ownAnswerWords";
import { requiredHeaders } from "../../../drills/proof/securityHeaders";
import type { EdgeRequest } from "../../../simulator/cloudfront/exchange";
import { toItems } from "../../../simulator/model/distributionConfig";
import { content, drillTarget, type DrillSiteSettings } from "../../support/drillSite";

/** What is told of one answer of a site. */
async function told(request: Partial<EdgeRequest>, behavior: DrillSiteSettings["behavior"] = {}, isDown = false) {
  const target = await drillTarget({ behavior }, content);
  try {
    if (isDown) {
      for (const region of ["us-east-1", "us-west-2"]) {
        target.origins.setFault(`region:${region}`, { type: "down", attributes: {}, toxicity: 1 });
      }
    }
    const edge = target.cloud.edge({ distributionId: target.distribution.id, origins: target.origins });
    const response = await target.clock.run(() =>
      edge.fetch({
        ...{ method: "GET", path: "/index.html", scheme: "https", httpVersion: "2", viewerAddress: "192.0.2.1" },
        headers: { host: target.distribution.domainName },
        ...request,
      }),
    );
    const own = ownAnswerOf(response);
    return own === undefined ? undefined : `${ownAnswerWords(own)} (${own.rule})`;
  } finally {
    await target.cloud.close();
  }
}

describe("an answer that CloudFront itself makes", () => {
  const securityHeaders = { ResponseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" };

  it("is told of with its reason, its rule and the security headers that it lacks", async () => {
    expect(await told({ scheme: "http" })).to.equal(
      "301, the viewer protocol policy sends HTTP to HTTPS, without a security header (PL-2)",
    );
    expect(await told({ scheme: "http" }, { ViewerProtocolPolicy: "https-only" })).to.equal(
      "403, the viewer protocol policy refuses HTTP, without a security header (HD-44)",
    );
    expect(await told({ method: "POST" }, securityHeaders)).to.equal(
      "403, the behavior does not allow the method, without content-security-policy (PL-1)",
    );
    expect(await told({}, {}, true)).to.equal(
      "502, no connection to an origin comes about, without a security header (HD-110)",
    );
  });

  it("is no page of the site, nor an error of its buckets, be it new or cached", async () => {
    expect(await told({})).to.equal(undefined);
    expect(await told({ path: "/none.html" })).to.equal(undefined);
  });

  it("is no page that stands for an error (CE-1)", async () => {
    const page = { ErrorCode: 502, ResponsePagePath: "/404.html", ResponseCode: "502", ErrorCachingMinTTL: 0 };
    const target = await drillTarget({ criteria: null, config: { CustomErrorResponses: toItems([page]) } });
    try {
      const edge = target.cloud.edge({ distributionId: target.distribution.id, origins: target.origins });
      const ask = (path: string) =>
        target.clock.run(() =>
          edge.fetch({
            ...{ method: "GET", path, scheme: "https", httpVersion: "2", viewerAddress: "192.0.2.1" },
            headers: { host: target.distribution.domainName },
          }),
        );
      await ask("/404.html");
      target.origins.setFault("primary", { type: "down", attributes: {}, toxicity: 1 });
      const response = await ask("/about.html");
      expect([response.status, Buffer.from(response.body).toString()]).to.deep.equal([502, "<p>404.html</p>"]);
      expect(ownAnswerOf(response)).to.equal(undefined);
    } finally {
      await target.cloud.close();
    }
  });

  it("is counted once with those that are the same, the most first", () => {
    const one = { status: 502, because: "it is down", rule: "HD-110", missing: [] };
    const bare = { ...one, missing: requiredHeaders };
    expect(countAnswers([bare, one, one])).to.deep.equal([
      { ...one, cases: 2 },
      { ...bare, cases: 1 },
    ]);
  });
});
