import { expect } from "chai";
import type { EdgeOptions } from "../../../simulator/cloudfront/edge";
import type { LambdaRecord } from "../../../simulator/functions/runner";
import { toItems, type LambdaFunctionAssociation } from "../../../simulator/model/distributionConfig";
import { bodyOf, header, stage, type Stage } from "../../support/edge";
import { FakeLambdas } from "../../support/edgeFunctions";
import { answers, byPath } from "../../support/edgeOrigins";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:hook:7";
const lambdaFunctions = [
  { arn, name: "hook", runtime: "nodejs24.x", code: "", exportName: "handler", timeoutSeconds: 5 },
];

function staged(
  event: LambdaFunctionAssociation["EventType"],
  handler: (cf: LambdaRecord) => unknown,
  options: Partial<EdgeOptions> = {},
): Stage & { readonly lambdas: FakeLambdas } {
  const lambdas = new FakeLambdas(handler);
  const made = stage(
    { primary: byPath({ "/index.html": answers(200, "home"), "/b.html": answers(200, "b") }) },
    {
      criteria: null,
      behavior: { LambdaFunctionAssociations: toItems([{ EventType: event, LambdaFunctionARN: arn }]) },
      model: { lambdaFunctions },
    },
    { lambdas, ...options },
  );
  return { ...made, lambdas };
}

describe("Lambda@Edge on viewer-request", () => {
  it("sees the request with its headers as lists, who sent it and where, and no origin (LE-3)", async () => {
    const { get, lambdas } = staged("viewer-request", ({ request }) => request);
    await get("/?a=1", { headers: { host: "d111111abcdef8.cloudfront.net", "x-a": ["1", "2"] } });
    const [record] = lambdas.records;
    expect(record?.config).to.include({
      distributionDomainName: "d111111abcdef8.cloudfront.net",
      eventType: "viewer-request",
    });
    expect(record?.config.requestId).to.be.a("string").that.is.not.equal("");
    expect(record?.request).to.include({ method: "GET", uri: "/index.html", querystring: "a=1" });
    expect(record?.request).to.have.property("clientIp").that.is.a("string");
    expect(record?.request).to.not.have.property("origin");
    expect(record?.request.headers["x-a"]).to.deep.equal([
      { key: "X-A", value: "1" },
      { key: "X-A", value: "2" },
    ]);
  });

  it("may change the uri, before the cache key is built (PL-5, PL-6)", async () => {
    const { get, lambdas } = staged("viewer-request", ({ request }) => ({ ...request, uri: "/b.html" }));
    expect(bodyOf(await get("/one"))).to.equal("b");
    expect(header(await get("/two"), "x-cache")).to.equal("Hit from cloudfront");
    expect(lambdas.records, "it runs for hits as well").to.have.length(2);
  });

  it("may answer itself: nothing is cached and no origin asked (PL-5, CA-23)", async () => {
    const made = { status: "302", headers: { location: [{ key: "Location", value: "/elsewhere" }] }, body: "moved" };
    const { get, origins, logs } = staged("viewer-request", () => made);
    const response = await get("/a");
    expect([response.status, header(response, "location"), bodyOf(response)]).to.deep.equal([
      302,
      "/elsewhere",
      "moved",
    ]);
    expect(header(response, "x-cache")).to.equal("LambdaGeneratedResponse from cloudfront");
    expect(origins.seen).to.have.length(0);
    expect(logs[0]?.functions).to.deep.equal([{ event: "viewer-request", arn, status: "ok" }]);
  });

  const failing: Readonly<Record<string, readonly [(cf: LambdaRecord) => unknown, number, string]>> = {
    "returns nothing (LE-9)": [() => undefined, 503, "LambdaExecutionError"],
    "throws (LE-9)": [
      () => {
        throw new Error("no");
      },
      503,
      "LambdaExecutionError",
    ],
    "answers with more than 40 KB (LE-17)": [
      () => ({ status: "200", body: "x".repeat(40 * 1024 + 1) }),
      502,
      "LambdaValidationError",
    ],
    "answers 204 with a body (LE-13)": [() => ({ status: "204", body: "x" }), 502, "LambdaValidationError"],
    "answers with status 199 (LE-13)": [() => ({ status: "199" }), 502, "LambdaValidationError"],
    "sets a header that it may not (LE-14)": [
      ({ request }) => ({ ...request, headers: { ...request.headers, "x-edge-a": [{ value: "1" }] } }),
      502,
      "LambdaValidationError",
    ],
    "deletes Host (LE-15)": [
      ({ request }) => ({ ...request, headers: { ...request.headers, host: [] } }),
      502,
      "LambdaValidationError",
    ],
    "replaces the body with more than 40 KB (LE-18)": [
      ({ request }) => ({ ...request, body: { action: "replace", encoding: "text", data: "x".repeat(40 * 1024 + 1) } }),
      502,
      "LambdaValidationError",
    ],
  };
  for (const [what, [handler, status, result]] of Object.entries(failing)) {
    it(`that ${what} gives ${status}`, async () => {
      const { get } = staged("viewer-request", handler);
      const response = await get("/a", { headers: { host: "d111111abcdef8.cloudfront.net" } });
      expect([response.status, header(response, "x-cache")]).to.deep.equal([status, `${result} from cloudfront`]);
      expect(response.log.functions[0]?.status).to.equal(result);
    });
  }

  it("that is throttled gives 503 and LambdaLimitExceeded (LE-9)", async () => {
    const lambdas = {
      invoke: () => Promise.resolve({ kind: "failed", message: "it was throttled", throttled: true } as const),
    };
    const { get } = staged("viewer-request", () => 0, { lambdas });
    const response = await get("/a");
    expect([response.status, header(response, "x-cache")]).to.deep.equal([503, "LambdaLimitExceeded from cloudfront"]);
  });
});

describe("Lambda@Edge on viewer-response", () => {
  const stamped = ({ response }: LambdaRecord): unknown => ({
    ...response,
    headers: { ...response?.headers, "x-stamp": [{ key: "X-Stamp", value: "1" }] },
  });

  it("adds headers to misses and hits, and the cached copy has none of them (PL-12)", async () => {
    const { get, lambdas } = staged("viewer-response", stamped);
    expect(header(await get("/"), "x-stamp")).to.equal("1");
    expect(header(await get("/"), "x-stamp")).to.equal("1");
    expect(lambdas.records[1]?.response?.headers["x-stamp"]).to.equal(undefined);
    expect(lambdas.records[1]?.config.eventType).to.equal("viewer-response");
  });

  it("does not run where the origin's status is 400 or more (LE-12)", async () => {
    const { get, lambdas } = staged("viewer-response", stamped);
    expect((await get("/missing")).status).to.equal(404);
    expect(lambdas.records).to.have.length(0);
  });

  it("cannot change the status: that is 502, or ignored (LE-12, SIM-32)", async () => {
    const changing = ({ response }: LambdaRecord): unknown => ({ ...response, status: "503" });
    const { get } = staged("viewer-response", changing);
    const response = await get("/");
    expect([response.status, header(response, "x-cache")]).to.deep.equal([
      502,
      "LambdaValidationError from cloudfront",
    ]);
    const lenient = staged("viewer-response", changing, { switches: { "viewer-response-status": "ignored" } });
    expect((await lenient.get("/")).status).to.equal(200);
  });

  it("may not touch Content-Length, Content-Encoding, Transfer-Encoding, Warning and Via (LE-15)", async () => {
    for (const name of ["content-length", "content-encoding", "transfer-encoding", "warning", "via"]) {
      const { get } = staged("viewer-response", ({ response }) => ({
        ...response,
        headers: { ...response?.headers, [name]: [{ value: "9" }] },
      }));
      expect((await get("/")).status, name).to.equal(502);
    }
  });
});
