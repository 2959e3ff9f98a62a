import { expect } from "chai";
import { toItems, type FunctionAssociation } from "../../../simulator/model/distributionConfig";
import { cachingOptimized } from "../../support/edge";
import { says, SocketStage, type SocketSettings } from "../../support/socketStage";
import { openBlackHole } from "../../simulator/origins/blackHole";

// V33 needs two distributions and what leads a viewer to one of them: tests/slow/cli/distribution.test.ts has it.

const lambdaArn = "arn:aws:lambda:us-east-1:123456789012:function:hook:1";
const functionArn = "arn:aws:cloudfront::123456789012:function/viewer";

/** A site with this code on origin-response; `body` has the event's `request` and `response`. */
function hooked(body: string, more: SocketSettings = {}): SocketSettings {
  const code = `exports.handler = async (event) => { const { request, response } = event.Records[0].cf; ${body} };`;
  const hook = { arn: lambdaArn, name: "hook", runtime: "nodejs24.x", code, exportName: "handler", timeoutSeconds: 5 };
  const association = { EventType: "origin-response" as const, LambdaFunctionARN: lambdaArn };
  return {
    ...more,
    behavior: { LambdaFunctionAssociations: toItems([association]) },
    model: { lambdaFunctions: [hook] },
  };
}

/** A site with this CloudFront Function. */
function viewing(EventType: FunctionAssociation["EventType"], code: string, more: SocketSettings = {}): SocketSettings {
  return {
    ...more,
    behavior: { FunctionAssociations: toItems([{ EventType, FunctionARN: functionArn }]) },
    model: { functions: [{ arn: functionArn, name: "viewer", runtime: "cloudfront-js-2.0", code }] },
  };
}

const masking = `
  if (Number(response.status) < 400) return response;
  return { ...response, status: "200", statusDescription: "OK", body: "made" };`;

const stamping = `
  response.headers["x-member"] = [{ key: "X-Member", value: request.origin.s3.domainName }];
  return response;`;

describe("conformance vectors of edge code, on sockets and in its own processes", () => {
  const ends: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of ends.splice(0).reverse()) await one.close();
  });

  async function staged(...given: Parameters<typeof SocketStage.open>): Promise<SocketStage> {
    const stage = await SocketStage.open(...given);
    ends.push(stage);
    return stage;
  }

  it("V15: a hook that makes a 200 of errors has the viewer get it, and the secondary is never asked (LE-4, LE-5)", async () => {
    const stage = await staged({ primary: says(503), replica: says(200) }, hooked(masking));
    const { status, text, log } = await stage.get("/page.html");
    expect([status, text, log["sr-reason"], stage.calls]).to.deep.equal([200, "made", "", { primary: 1 }]);
  });

  it("V16: a hook for headers alone runs for both members, and the primary's headers are not on the answer (LE-1)", async () => {
    const stage = await staged({ primary: says(503), replica: says(200, "replica") }, hooked(stamping));
    const { text, headers, log } = await stage.get("/page.html");
    expect([text, headers.get("x-member")]).to.deep.equal(["replica", "replica-bucket.s3.us-west-2.amazonaws.com"]);
    expect(log.functions.map(({ member, status }) => `${member ?? ""} ${status}`)).to.deep.equal([
      "primary ok",
      "replica ok",
    ]);
  });

  it("V16b: a masking hook swallows a black hole too, after the timeout (LE-2b, SIM-12)", async () => {
    const hole = await openBlackHole();
    ends.push(hole);
    const stage = await staged({ primary: hole.url, replica: says(200) }, hooked(masking, { timeScale: 100 }));
    const { text, log } = await stage.get("/page.html");
    expect([text, stage.calls]).to.deep.equal(["made", {}]);
    expect(log["time-taken-ms"]).to.be.at.least(29_900);
  });

  for (const value of ["no", "yes"] as const) {
    it(`V17: a hook that throws gives 503 with function-error-triggers-failover ${value} (LE-9, SIM-7)`, async () => {
      const options = { switches: { "function-error-triggers-failover": value } };
      const stage = await staged(
        { primary: says(200), replica: says(200) },
        hooked('throw new Error("no");', { options }),
      );
      const { status, log } = await stage.get("/page.html");
      expect([status, log["x-edge-result-type"]]).to.deep.equal([503, "LambdaExecutionError"]);
      expect(stage.calls).to.deep.equal(value === "no" ? { primary: 1 } : { primary: 1, replica: 1 });
    });
  }

  for (const name of ["x-cache", "via"]) {
    it(`V18: a hook that sets ${name} gives 502 (LE-14, LE-15)`, async () => {
      const code = `response.headers["${name}"] = [{ key: "${name}", value: "mine" }]; return response;`;
      const stage = await staged({ primary: says(200) }, hooked(code, { criteria: null }));
      const { status, headers } = await stage.get("/page.html");
      expect([status, headers.get("x-cache")]).to.deep.equal([502, "LambdaValidationError from cloudfront"]);
    });
  }

  it("V19: a single-page rule asks both members, then for the page, as an Error and without the viewer-response function (CE-1, CF-6, CA-24)", async () => {
    const page: ReturnType<typeof says> = (message, response) => {
      const listener = message.url === "/index.html" ? says(200, "the app") : says(404);
      listener(message, response);
    };
    const code = `function handler(event) {
      event.response.headers["content-security-policy"] = { value: "default-src 'self'" };
      return event.response;
    }`;
    const CustomErrorResponses = toItems([{ ErrorCode: 404, ResponseCode: "200", ResponsePagePath: "/index.html" }]);
    const stage = await staged(
      { primary: page, replica: page },
      viewing("viewer-response", code, { criteria: [404, 503, 504], config: { CustomErrorResponses } }),
    );
    const { status, text, headers, log } = await stage.get("/some/route");
    expect([status, text, headers.get("x-cache")]).to.deep.equal([200, "the app", "Error from cloudfront"]);
    expect(stage.asked).to.deep.equal(["primary /some/route", "replica /some/route", "primary /index.html"]);
    expect([headers.get("content-security-policy"), log.functions.length]).to.deep.equal([null, 0]);
    expect((await stage.get("/index.html")).headers.get("content-security-policy")).to.equal("default-src 'self'");
  });

  it("V27: a drill by a header that is not in the key meets a cached object: a hit, and no drill (CF-21)", async () => {
    const code = `import cf from "cloudfront";
      function handler(event) {
        if (event.request.headers["x-drill"]) cf.selectRequestOriginById("replica");
        return event.request;
      }`;
    const stage = await staged(
      { primary: says(200, "kept"), replica: says(200, "replica") },
      viewing("viewer-request", code, { criteria: null }),
    );
    await stage.get("/a");
    const drill = { headers: { "x-drill": "1" } };
    const { text, headers, log } = await stage.get("/a", drill);
    expect([text, headers.get("x-cache"), log["sr-reason"]]).to.deep.equal(["kept", "Hit from cloudfront", ""]);
    expect((await stage.get("/b", drill)).text).to.equal("replica");
  });

  it("V28: a function that changes the URI changes neither behaviour nor origin (PL-3)", async () => {
    const code = `function handler(event) { event.request.uri = "/images/logo.png"; return event.request; }`;
    const images = {
      PathPattern: "/images/*",
      TargetOriginId: "replica",
      ViewerProtocolPolicy: "redirect-to-https" as const,
      CachePolicyId: cachingOptimized,
    };
    const stage = await staged(
      { primary: says(200), replica: says(200) },
      viewing("viewer-request", code, { criteria: null, config: { CacheBehaviors: toItems([images]) } }),
    );
    const { log } = await stage.get("/page.html");
    expect([stage.asked, log["cache-behavior-path-pattern"]]).to.deep.equal([["primary /images/logo.png"], "*"]);
  });

  it("V29: a viewer-response function that sets 503 changes what the viewer gets, not what is cached (CF-5)", async () => {
    const code = `function handler(event) {
      if (event.request.headers["x-drill"]) event.response.statusCode = 503;
      return event.response;
    }`;
    const stage = await staged({ primary: says(200), replica: says(200) }, viewing("viewer-response", code));
    const { status, log } = await stage.get("/page.html", { headers: { "x-drill": "1" } });
    expect([status, log["sr-reason"]]).to.deep.equal([503, ""]);
    const again = await stage.get("/page.html");
    expect([again.status, again.headers.get("x-cache"), stage.calls]).to.deep.equal([
      200,
      "Hit from cloudfront",
      { primary: 1 },
    ]);
  });

  it("V30: keeps the origin's frame options, forces nosniff, and has no CSP as SecurityHeadersPolicy (RH-1, RH-3)", async () => {
    const sent = { "x-frame-options": "DENY", "x-content-type-options": "other" };
    const behavior = { ResponseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" };
    const { headers } = await (
      await staged({ primary: says(200, "page", sent) }, { criteria: null, behavior })
    ).get("/a");
    const names = ["x-frame-options", "x-content-type-options", "content-security-policy"];
    expect(names.map((name) => headers.get(name))).to.deep.equal(["DENY", "nosniff", null]);
  });
});
