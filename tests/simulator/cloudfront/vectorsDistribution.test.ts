import { expect } from "chai";
import { VirtualClock } from "../../../simulator/clock";
import { Edge } from "../../../simulator/cloudfront/edge";
import { toItems } from "../../../simulator/model/distributionConfig";
import { bodyOf, cachingOptimized, distributionId, header, siteModel, stage, viewerRequest } from "../../support/edge";
import { returning } from "../../support/edgeFunctions";
import { answers, ScriptedOrigins, type Script } from "../../support/edgeOrigins";

const functionArn = "arn:aws:cloudfront::123456789012:function/viewer";
const edgeFunction = { arn: functionArn, name: "viewer", runtime: "cloudfront-js-2.0", code: "" };
const associated = (event: "viewer-request" | "viewer-response") => ({
  FunctionAssociations: toItems([{ EventType: event, FunctionARN: functionArn }]),
});

describe("conformance vectors of a whole distribution", () => {
  it("V19: a single-page rule asks both members, then for the page, as an Error and without the viewer-response function (CE-1, CF-6, CA-24)", async () => {
    const page: Script = (request, ...rest) =>
      request.path === "/index.html" ? answers(200, "the app")(request, ...rest) : answers(404)(request, ...rest);
    const functions = returning(({ response }) => ({
      ...response,
      headers: { "content-security-policy": { value: "default-src 'self'" } },
    }));
    const { get, origins } = stage(
      { primary: page, replica: page },
      {
        criteria: [404, 503, 504],
        behavior: associated("viewer-response"),
        config: {
          CustomErrorResponses: toItems([{ ErrorCode: 404, ResponseCode: "200", ResponsePagePath: "/index.html" }]),
        },
        model: { functions: [edgeFunction] },
      },
      { functions },
    );
    const response = await get("/some/route");
    expect([response.status, bodyOf(response), header(response, "x-cache")]).to.deep.equal([
      200,
      "the app",
      "Error from cloudfront",
    ]);
    expect(origins.seen.map(({ originId, path }) => `${originId} ${path}`)).to.deep.equal([
      "primary /some/route",
      "replica /some/route",
      "primary /index.html",
    ]);
    expect(functions.events).to.deep.equal([]);
    expect(header(response, "content-security-policy")).to.equal(undefined);
  });

  it("V28: a function that changes the URI changes neither behaviour nor origin (PL-3)", async () => {
    const functions = returning(({ request }) => ({ ...request, uri: "/images/logo.png" }));
    const { get, origins } = stage(
      { primary: answers(200), replica: answers(200) },
      {
        criteria: null,
        behavior: associated("viewer-request"),
        config: {
          CacheBehaviors: toItems([
            {
              PathPattern: "/images/*",
              TargetOriginId: "replica",
              ViewerProtocolPolicy: "redirect-to-https",
              CachePolicyId: cachingOptimized,
            },
          ]),
        },
        model: { functions: [edgeFunction] },
      },
      { functions },
    );
    const { log } = await get("/page.html");
    expect(origins.seen.map(({ originId, path }) => `${originId} ${path}`)).to.deep.equal(["primary /images/logo.png"]);
    expect(log["cache-behavior-path-pattern"]).to.equal("*");
  });

  it("V32: with the primary dead a warm point of presence still answers from its cache, a cold one fails over (CA-21)", async () => {
    const clock = new VirtualClock();
    const origins = new ScriptedOrigins({ primary: answers(200, "primary"), replica: answers(200, "replica") }, clock);
    const edgeAt = (pop: string): Edge => new Edge(siteModel(), distributionId, { clock, origins, pop });
    const [warm, cold] = [edgeAt("SEA19-C1"), edgeAt("FRA56-P1")];
    await warm.fetch(viewerRequest("/a"));
    origins.set("primary", answers(503));
    const fromWarm = await warm.fetch(viewerRequest("/a"));
    const fromCold = await cold.fetch(viewerRequest("/a"));
    expect([bodyOf(fromWarm), header(fromWarm, "x-cache"), header(fromWarm, "x-amz-cf-pop")]).to.deep.equal([
      "primary",
      "Hit from cloudfront",
      "SEA19-C1",
    ]);
    expect([bodyOf(fromCold), fromCold.log["sr-reason"], header(fromCold, "x-amz-cf-pop")]).to.deep.equal([
      "replica",
      "Failover:503",
      "FRA56-P1",
    ]);
  });
});
