import { expect } from "chai";
import { inputsOf, runSite } from "../../support/pulumiSite";

describe("errorPages", () => {
  it("give each error a page of its own, and every error keeps its status (CE-10)", async () => {
    const { resources } = await runSite({
      errorPage: "/404.html",
      errorPages: [
        { statusCode: 503, path: "/down.html", errorCachingMinTtlSeconds: 1 },
        { statusCode: 403, path: "/403.html" },
      ],
    });
    expect(inputsOf(resources, "Distribution").customErrorResponses).to.deep.equal([
      { errorCode: 404, responseCode: 404, responsePagePath: "/404.html", errorCachingMinTtl: 10 },
      { errorCode: 503, responseCode: 503, responsePagePath: "/down.html", errorCachingMinTtl: 1 },
      { errorCode: 403, responseCode: 403, responsePagePath: "/403.html", errorCachingMinTtl: 10 },
    ]);
  });

  it("may hold the page of a 404 themselves, and take the site's TTL (CA-13)", async () => {
    const { resources } = await runSite({
      errorCachingMinTtlSeconds: 600,
      errorPages: [{ statusCode: 404, path: "/lost.html" }],
    });
    expect(inputsOf(resources, "Distribution").customErrorResponses).to.deep.equal([
      { errorCode: 404, responseCode: 404, responsePagePath: "/lost.html", errorCachingMinTtl: 600 },
    ]);
  });
});
