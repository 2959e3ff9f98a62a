import { expect } from "chai";
import { toItems, type FunctionAssociation } from "../../../simulator/model/distributionConfig";
import { bodyOf, header, siteModel, stage, distributionId, type Stage } from "../../support/edge";
import { returning, type FakeRunner } from "../../support/edgeFunctions";
import { answers, byPath } from "../../support/edgeOrigins";
import type { FunctionRunner } from "../../../simulator/functions/runner";
import { refusalOf } from "../../support/refusal";
import { Edge } from "../../../simulator/cloudfront/edge";
import { VirtualClock } from "../../../simulator/clock";

const arn = "arn:aws:cloudfront::123456789012:function/site";
const functions = [{ arn, name: "site", runtime: "cloudfront-js-2.0", code: "" }];

function staged(event: FunctionAssociation["EventType"], runner: FakeRunner, config: object = {}): Stage {
  return stage(
    { primary: byPath({ "/index.html": answers(200, "home"), "/b.html": answers(200, "b") }) },
    {
      criteria: null,
      config,
      behavior: { FunctionAssociations: toItems([{ EventType: event, FunctionARN: arn }]) },
      model: { functions },
    },
    { functions: runner },
  );
}

describe("a viewer-request function", () => {
  it("sees the default root object as the uri (PL-4)", async () => {
    const runner = returning((event) => event.request);
    const { get } = staged("viewer-request", runner);
    expect(bodyOf(await get("/"))).to.equal("home");
    expect(runner.events[0]?.request.uri).to.equal("/index.html");
    expect(runner.events[0]?.context.distributionDomainName).to.equal("d111111abcdef8.cloudfront.net");
  });

  it("is told where it runs and the query as it came, each edge its own (CF-20)", async () => {
    const told: unknown[] = [];
    const runner: FunctionRunner = {
      run: (_code, event, options) => {
        told.push([event.context.eventType, options?.edgeLocation, options?.rawQueryString]);
        return Promise.resolve({ kind: "returned", value: event.response ?? event.request });
      },
      close: () => Promise.resolve(),
    };
    const behavior = {
      FunctionAssociations: toItems(
        (["viewer-request", "viewer-response"] as const).map((EventType) => ({ EventType, FunctionARN: arn })),
      ),
    };
    for (const [pop, path] of [
      ["FRA56-P1", "/index.html?"],
      ["SEA19-C1", "/index.html"],
    ] as const) {
      const settings = { criteria: null, behavior, model: { functions } };
      await stage({ primary: answers(200) }, settings, { functions: runner, pop }).get(path);
    }
    const serverIp = "192.0.2.1";
    expect(told).to.deep.equal([
      ["viewer-request", { name: "FRA", serverIp }, ""],
      ["viewer-response", undefined, ""],
      ["viewer-request", { name: "SEA", serverIp, region: "us-west-2" }, undefined],
      ["viewer-response", undefined, undefined],
    ]);
  });

  it("may change the uri, before the cache key is built (PL-5, PL-6)", async () => {
    const { get, origins } = staged(
      "viewer-request",
      returning(({ request }) => ({ ...request, uri: "/b.html" })),
    );
    expect(bodyOf(await get("/one"))).to.equal("b");
    expect(header(await get("/two"), "x-cache")).to.equal("Hit from cloudfront");
    expect(origins.seen.map(({ path }) => path)).to.deep.equal(["/b.html"]);
  });

  it("may answer itself: nothing is cached and no origin asked (PL-5)", async () => {
    const made = { statusCode: 302, headers: { location: { value: "/elsewhere" } } };
    const { get, origins, logs } = staged(
      "viewer-request",
      returning(() => made),
    );
    const response = await get("/a");
    expect([response.status, header(response, "location")]).to.deep.equal([302, "/elsewhere"]);
    expect(header(response, "x-cache")).to.equal("FunctionGeneratedResponse from cloudfront");
    expect(header(response, "server")).to.equal("CloudFront");
    expect(origins.seen).to.have.length(0);
    expect(logs[0]?.functions).to.deep.equal([{ event: "viewer-request", arn, status: "ok" }]);
  });

  it("that throws gives 503, and 502 when its answer is not one (CF-7)", async () => {
    const runner = returning(() => {
      throw new Error("no");
    });
    const { get } = staged("viewer-request", runner);
    const thrown = await get("/a");
    expect([thrown.status, header(thrown, "x-cache")]).to.deep.equal([503, "FunctionExecutionError from cloudfront"]);
    expect(thrown.log.functions[0]).to.include({ status: "FunctionExecutionError", message: "Error: no" });
    runner.handle(() => ({ uri: 5 }));
    expect((await get("/a")).status).to.equal(502);
    runner.handle(({ request }) => ({ ...request, headers: { ...request.headers, "x-cache": { value: "mine" } } }));
    expect((await get("/a")).status).to.equal(502);
  });

  it("does not run for a redirect to HTTPS (PL-2)", async () => {
    const runner = returning((event) => event.request);
    const { get } = staged("viewer-request", runner);
    const response = await get("/a?b=1", { scheme: "http" });
    expect([response.status, header(response, "location")]).to.deep.equal([
      301,
      "https://d111111abcdef8.cloudfront.net/a?b=1",
    ]);
    expect(response.log["x-edge-result-type"]).to.equal("Redirect");
    expect(runner.events).to.have.length(0);
  });
});

describe("a viewer-response function", () => {
  const stamped = (): FakeRunner =>
    returning(({ response }) => ({ ...response, headers: { ...response?.headers, "x-stamp": { value: "1" } } }));

  it("adds headers to misses and hits, and the cached copy has none of them (CF-5)", async () => {
    const runner = stamped();
    const { get } = staged("viewer-response", runner);
    expect(header(await get("/"), "x-stamp")).to.equal("1");
    expect(header(await get("/"), "x-stamp")).to.equal("1");
    expect(runner.events[1]?.response?.headers["x-stamp"]).to.equal(undefined);
  });

  it("does not run when the origin's status is 400 or more, nor for the page that stands for it (PL-12, CF-6)", async () => {
    const runner = stamped();
    const CustomErrorResponses = toItems([{ ErrorCode: 404, ResponsePagePath: "/index.html", ResponseCode: "200" }]);
    const { get } = staged("viewer-response", runner, { CustomErrorResponses });
    const response = await get("/missing");
    expect([response.status, bodyOf(response), header(response, "x-stamp")]).to.deep.equal([200, "home", undefined]);
    expect(runner.events).to.have.length(0);
  });

  it("has no custom error page stand for the error that it makes or is (CE-9)", async () => {
    const CustomErrorResponses = toItems([{ ErrorCode: 503, ResponsePagePath: "/b.html", ResponseCode: "200" }]);
    const runner = returning(({ response }) => ({ ...response, statusCode: 503 }));
    const { get } = staged("viewer-response", runner, { CustomErrorResponses });
    expect([(await get("/")).status, bodyOf(await get("/"))]).to.deep.equal([503, "home"]);
    runner.handle(() => {
      throw new Error("no");
    });
    const failed = await get("/");
    expect(failed.status).to.equal(503);
    expect(bodyOf(failed)).to.not.equal("b");
  });

  it("that throws gives 503, with the request logged as its error (CF-7)", async () => {
    const { get } = staged(
      "viewer-response",
      returning(() => {
        throw new Error("no");
      }),
    );
    const response = await get("/");
    expect(response.status).to.equal(503);
    expect(response.log["x-edge-detailed-result-type"]).to.equal("FunctionExecutionError");
  });

  it("may change the status that the viewer gets, and that of nobody else (CF-5)", async () => {
    let changes = true;
    const { get } = staged(
      "viewer-response",
      returning(({ response }) => ({ ...response, statusCode: changes ? 203 : response?.statusCode })),
    );
    expect((await get("/")).status).to.equal(203);
    changes = false;
    const next = await get("/");
    expect([next.status, header(next, "x-cache")]).to.deep.equal([200, "Hit from cloudfront"]);
  });

  it("that makes an error of it gets no custom error page for that (CE-9)", async () => {
    const CustomErrorResponses = toItems([{ ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "200" }]);
    const { get, origins } = staged(
      "viewer-response",
      returning(({ response }) => ({ ...response, statusCode: 404 })),
      { CustomErrorResponses },
    );
    expect((await get("/")).status).to.equal(404);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("may put a body in the place of the one that it cannot see (CF-5)", async () => {
    const { get } = staged(
      "viewer-response",
      returning(({ response }) => ({ ...response, body: "mine" })),
    );
    const response = await get("/");
    expect([bodyOf(response), header(response, "content-length")]).to.deep.equal(["mine", "4"]);
  });
});

describe("an edge with functions", () => {
  it("needs something that runs them", async () => {
    const model = siteModel({
      behavior: { FunctionAssociations: toItems([{ EventType: "viewer-request", FunctionARN: arn }]) },
      model: { functions },
    });
    const clock = new VirtualClock();
    const origins = { exchange: () => Promise.reject(new Error("not asked")) };
    const refusal = await refusalOf(() => new Edge(model, distributionId, { clock, origins }));
    expect(refusal.code).to.equal("E_FUNCTION_HOST");
  });
});
