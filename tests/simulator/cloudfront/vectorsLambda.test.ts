import { expect } from "chai";
import type { LambdaRecord } from "../../../simulator/functions/runner";
import { toItems, type LambdaFunctionAssociation } from "../../../simulator/model/distributionConfig";
import { bodyOf, header, siteModel, stage, distributionId, type SiteSettings, type Stage } from "../../support/edge";
import { FakeLambdas, returning } from "../../support/edgeFunctions";
import { answers, blackHole, type Script } from "../../support/edgeOrigins";
import { Edge, type EdgeOptions } from "../../../simulator/cloudfront/edge";
import { notModelled } from "../../../simulator/cloudfront/notModelled";
import { VirtualClock } from "../../../simulator/clock";
import { refusalOf } from "../../support/refusal";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:hook:1";
const lambdaFunctions = [
  { arn, name: "hook", runtime: "nodejs24.x", code: "", exportName: "handler", timeoutSeconds: 5 },
];

function settingsFor(event: LambdaFunctionAssociation["EventType"], more: SiteSettings = {}): SiteSettings {
  const association = { EventType: event, LambdaFunctionARN: arn };
  return {
    ...more,
    behavior: { LambdaFunctionAssociations: toItems([association]), ...more.behavior },
    model: { lambdaFunctions, ...more.model },
  };
}

function staged(
  scripts: Readonly<Record<string, Script>>,
  event: LambdaFunctionAssociation["EventType"],
  lambdas: FakeLambdas,
  options: Partial<EdgeOptions> = {},
  more: SiteSettings = {},
): Stage {
  return stage(scripts, settingsFor(event, more), { lambdas, ...options });
}

const masking = ({ response }: LambdaRecord): unknown =>
  Number(response?.status) >= 400
    ? { ...response, status: "200", statusDescription: "OK", body: "Body generation example" }
    : response;

const stamping = ({ request, response }: LambdaRecord): unknown => ({
  ...response,
  headers: {
    ...response?.headers,
    "x-member": [{ key: "X-Member", value: request.origin.s3?.domainName ?? "" }],
  },
});

const throwing = (): never => {
  throw new Error("no");
};

describe("conformance vectors of Lambda@Edge", () => {
  it("V15: a hook that makes a 200 of errors has the viewer get it, and the secondary is never asked (LE-4, LE-5, LE-6)", async () => {
    const { get, origins } = staged(
      { primary: answers(503), replica: answers(200, "from the replica") },
      "origin-response",
      new FakeLambdas(masking),
    );
    const response = await get("/page.html");
    expect([response.status, bodyOf(response)]).to.deep.equal([200, "Body generation example"]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
    expect(response.log["sr-reason"]).to.equal("");
    expect([response.log["r-status"], header(response, "content-length")]).to.deep.equal([503, "23"]);
  });

  it("V15 with the status read before the hook fails over all the same (SIM-5)", async () => {
    const { get } = staged(
      { primary: answers(503), replica: answers(200, "from the replica") },
      "origin-response",
      new FakeLambdas(masking),
      { switches: { "failover-status": "before" } },
    );
    const response = await get("/page.html");
    expect([bodyOf(response), response.log["sr-reason"]]).to.deep.equal(["from the replica", "Failover:503"]);
  });

  it("V16: a hook for headers alone runs for both members, and the primary's headers are not on the answer (LE-1, PL-9)", async () => {
    const lambdas = new FakeLambdas(stamping);
    const { get } = staged(
      { primary: answers(503), replica: answers(200, "from the replica") },
      "origin-response",
      lambdas,
    );
    const response = await get("/page.html");
    expect([response.status, bodyOf(response)]).to.deep.equal([200, "from the replica"]);
    expect(header(response, "x-member")).to.equal("replica-bucket.s3.us-west-2.amazonaws.com");
    expect(response.log.functions).to.deep.equal([
      { event: "origin-response", arn, member: "primary", status: "ok" },
      { event: "origin-response", arn, member: "replica", status: "ok" },
    ]);
    await get("/page.html");
    expect(lambdas.records).to.have.length(2);
  });

  it("V16b: a masking hook swallows a black hole too, after the timeout (LE-2b, SIM-12)", async () => {
    const scripts = { primary: blackHole, replica: answers(200, "from the replica") };
    const { get, origins } = staged(scripts, "origin-response", new FakeLambdas(masking));
    const response = await get("/page.html");
    expect([response.status, bodyOf(response)]).to.deep.equal([200, "Body generation example"]);
    expect(response.log["time-taken-ms"]).to.equal(30_000);
    expect(origins.calls).to.deep.equal({ primary: 3 });

    const other = staged(scripts, "origin-response", new FakeLambdas(masking), {
      switches: { "origin-response-on-no-connection": "no" },
    });
    expect(bodyOf(await other.get("/page.html"))).to.equal("from the replica");
  });

  it("V16b with a hook for headers alone fails over as if there were none (FO-11, LE-5)", async () => {
    const { get } = staged(
      { primary: blackHole, replica: answers(200, "from the replica") },
      "origin-response",
      new FakeLambdas(stamping),
      {},
      { criteria: [503] },
    );
    const response = await get("/page.html");
    expect([bodyOf(response), response.log["sr-reason"]]).to.deep.equal(["from the replica", "Failover:503"]);
  });

  for (const value of ["no", "yes"] as const) {
    it(`V17: a hook that throws gives 503 with function-error-triggers-failover ${value} (LE-9, SIM-7)`, async () => {
      const { get, origins } = staged(
        { primary: answers(200), replica: answers(200) },
        "origin-response",
        new FakeLambdas(throwing),
        { switches: { "function-error-triggers-failover": value } },
      );
      const response = await get("/page.html");
      expect(response.status).to.equal(503);
      expect(response.log["x-edge-result-type"]).to.equal("LambdaExecutionError");
      expect(response.log.functions[0]?.status).to.equal("LambdaExecutionError");
      expect(origins.calls).to.deep.equal(value === "no" ? { primary: 1 } : { primary: 1, replica: 1 });
    });
  }

  const invalid: Readonly<Record<string, (cf: LambdaRecord) => unknown>> = {
    "sets X-Cache": ({ response }) => ({
      ...response,
      headers: { ...response?.headers, "x-cache": [{ key: "X-Cache", value: "mine" }] },
    }),
    "edits Via": ({ response }) => ({ ...response, headers: { via: [{ key: "Via", value: "mine" }] } }),
    "gives status 600": ({ response }) => ({ ...response, status: "600" }),
    "gives a header as text": ({ response }) => ({ ...response, headers: { "x-a": "b" } }),
    "gives more than 1 MB": ({ response }) => ({ ...response, body: "a".repeat(1_048_577) }),
  };
  for (const [what, handler] of Object.entries(invalid)) {
    it(`V18: a hook that ${what} gives 502 (LE-13, LE-14, LE-15, LE-17)`, async () => {
      const { get } = staged({ primary: answers(200) }, "origin-response", new FakeLambdas(handler));
      const response = await get("/page.html");
      expect(response.status).to.equal(502);
      expect(response.log["x-edge-detailed-result-type"]).to.equal("LambdaValidationError");
      expect(header(response, "x-cache")).to.equal("LambdaValidationError from cloudfront");
    });
  }
});

describe("Lambda@Edge on origin-request", () => {
  it("sees the member, and what the policies forward (LE-3)", async () => {
    const lambdas = new FakeLambdas(({ request }) => request);
    const { get } = staged({ primary: answers(503), replica: answers(200) }, "origin-request", lambdas);
    await get("/page.html?a=1");
    expect(lambdas.records.map(({ request }) => request.origin.s3?.domainName)).to.deep.equal([
      "primary-bucket.s3.us-east-1.amazonaws.com",
      "replica-bucket.s3.us-west-2.amazonaws.com",
    ]);
    const [record] = lambdas.records;
    expect(record?.config).to.include({ eventType: "origin-request", distributionId });
    expect(record?.request).to.include({ clientIp: "203.0.113.7", method: "GET", uri: "/page.html", querystring: "" });
    expect(record?.request.origin.s3).to.include({ authMethod: "origin-access-identity", region: "us-east-1" });
    expect(record?.request.headers["host"]?.[0]?.value).to.equal("primary-bucket.s3.us-east-1.amazonaws.com");
    expect(record?.response).to.equal(undefined);
  });

  for (const domainName of [
    "primary-bucket.s3.dualstack.eu-west-1.amazonaws.com",
    "primary-bucket.s3-eu-west-1.amazonaws.com",
  ]) {
    it(`sees the region that ${domainName} names (LE-3)`, async () => {
      const lambdas = new FakeLambdas(({ request }) => request);
      const scripts = { primary: answers(200), replica: answers(200) };
      const { get } = staged(scripts, "origin-request", lambdas, {}, { primary: { DomainName: domainName } });
      await get("/page.html");
      expect(lambdas.records[0]?.request.origin.s3?.region).to.equal("eu-west-1");
    });
  }

  it("leaves in the log why it failed (LE-9)", async () => {
    const lambdas = new FakeLambdas(throwing);
    const { get } = staged({ primary: answers(200) }, "origin-request", lambdas);
    const [threw] = (await get("/page.html")).log.functions;
    expect(threw?.message).to.contain("no");
    lambdas.handle(() => undefined);
    const [silent] = (await get("/page.html")).log.functions;
    expect(silent).to.include({ status: "LambdaExecutionError", message: "it returned nothing" });
    lambdas.handle(({ request }) => ({ ...request, uri: "page.html" }));
    const [wrong] = (await get("/page.html")).log.functions;
    expect(wrong?.status).to.equal("LambdaValidationError");
    expect(wrong?.message).to.match(/^uri must be a path/);
  });

  it("does not run for an origin whose name does not resolve: 502, or the other member (LE-11, FO-11)", async () => {
    const lambdas = new FakeLambdas(({ request }) => request);
    const alone = staged({}, "origin-request", lambdas, {}, { criteria: null });
    alone.origins.nameless.add("primary");
    const response = await alone.get("/page.html");
    expect([response.status, response.log["x-edge-detailed-result-type"]]).to.deep.equal([502, "OriginDnsError"]);
    expect(response.log.exchanges).to.deep.equal([
      { origin: "primary", attempt: 1, startMs: 0, endMs: 0, failure: "dns" },
    ]);
    expect([lambdas.records.length, alone.origins.seen.length]).to.deep.equal([0, 0]);

    const group = staged({ replica: answers(200, "from the replica") }, "origin-request", lambdas);
    group.origins.nameless.add("primary");
    expect(bodyOf(await group.get("/page.html"))).to.equal("from the replica");
    expect(lambdas.records.map(({ request }) => request.origin.s3?.region)).to.deep.equal(["us-west-2"]);
  });

  it("may change the path, for this member alone", async () => {
    const { get, origins } = staged(
      { primary: answers(200) },
      "origin-request",
      new FakeLambdas(({ request }) => ({ ...request, uri: "/other.html" })),
    );
    await get("/page.html");
    expect(origins.seen.map(({ path }) => path)).to.deep.equal(["/other.html"]);
  });

  it("may answer in the origin's place: cached by the TTL rules, no origin-response, no failover (LE-8, SIM-6)", async () => {
    const generated = { status: "503", body: "made", headers: {} };
    const lambdas = new FakeLambdas(() => ({ ...generated, status: "200" }));
    const { get, origins } = staged({ primary: answers(200) }, "origin-request", lambdas);
    const response = await get("/page.html");
    expect([response.status, bodyOf(response)]).to.deep.equal([200, "made"]);
    expect(header(response, "x-cache")).to.equal("LambdaGeneratedResponse from cloudfront");
    expect(response.log["x-edge-detailed-result-type"]).to.equal("MissGeneratedResponse");
    expect(header(await get("/page.html"), "x-cache")).to.equal("Hit from cloudfront");
    expect(origins.seen).to.have.length(0);

    lambdas.handle(() => generated);
    expect((await get("/b.html")).log["sr-reason"]).to.equal("");
    const other = staged({}, "origin-request", lambdas, { switches: { "generated-triggers-failover": "yes" } });
    expect((await other.get("/b.html")).log["sr-reason"]).to.equal("Failover:503");
  });

  it("may not touch what is read-only there (LE-15), nor answer nothing (LE-9)", async () => {
    const lambdas = new FakeLambdas(({ request }) => ({ ...request, headers: {} }));
    const { get } = staged({ primary: answers(200) }, "origin-request", lambdas);
    expect((await get("/a.html")).status).to.equal(502);
    lambdas.handle(() => undefined);
    expect((await get("/a.html")).status).to.equal(503);
  });
});

describe("an edge with Lambda@Edge", () => {
  it("runs the viewer-response function by the origin's own status, or the hook's (LE-12, SIM-8)", async () => {
    const run = async (value: "raw" | "final"): Promise<string | undefined> => {
      const viewerArn = "arn:aws:cloudfront::123456789012:function/site";
      const { get } = staged(
        { primary: answers(404) },
        "origin-response",
        new FakeLambdas(masking),
        {
          switches: { "viewer-response-skip": value },
          functions: returning(({ response }) => ({ ...response, headers: { "x-stamp": { value: "1" } } })),
        },
        {
          behavior: { FunctionAssociations: toItems([{ EventType: "viewer-response", FunctionARN: viewerArn }]) },
          model: { functions: [{ arn: viewerArn, name: "site", runtime: "cloudfront-js-2.0", code: "" }] },
        },
      );
      return header(await get("/page.html"), "x-stamp");
    };
    expect(await run("raw")).to.equal(undefined);
    expect(await run("final")).to.equal("1");
  });

  it("runs it for the page that stands for an error, or not (CE-5, SIM-4)", async () => {
    const CustomErrorResponses = toItems([{ ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "404" }]);
    for (const [value, runs] of [
      ["yes", 2],
      ["no", 1],
    ] as const) {
      const lambdas = new FakeLambdas(({ response }) => response);
      const { get } = staged(
        { primary: answers(404) },
        "origin-response",
        lambdas,
        { switches: { "lambda-on-error-page": value } },
        { criteria: null, config: { CustomErrorResponses } },
      );
      await get("/missing");
      expect(lambdas.records).to.have.length(runs);
    }
  });

  it("needs something that runs them", async () => {
    const clock = new VirtualClock();
    const origins = { exchange: () => Promise.reject(new Error("not asked")) };
    const model = siteModel(settingsFor("origin-response"));
    const refusal = await refusalOf(() => new Edge(model, distributionId, { clock, origins }));
    expect(refusal.code).to.equal("E_FUNCTION_HOST");
  });

  it("names a function whose code it does not have as not modelled, whatever its event", () => {
    const listed = (settings: SiteSettings): string => notModelled(siteModel(settings), distributionId).join("\n");
    expect(listed(settingsFor("origin-response"))).to.equal("");
    expect(listed(settingsFor("viewer-request"))).to.equal("");
    expect(listed(settingsFor("origin-response", { model: { lambdaFunctions: [] } }))).to.contain("is not known");
  });
});
