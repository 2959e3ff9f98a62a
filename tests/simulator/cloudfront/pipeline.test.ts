import { expect } from "chai";
import { toItems, type CacheBehavior } from "../../../simulator/model/distributionConfig";
import { bodyOf, cachingOptimized, header, stage } from "../../support/edge";
import { answers, fails } from "../../support/edgeOrigins";

function behavior(PathPattern: string, TargetOriginId: string, settings: Partial<CacheBehavior> = {}): CacheBehavior {
  return {
    PathPattern,
    TargetOriginId,
    ViewerProtocolPolicy: "allow-all",
    CachePolicyId: cachingOptimized,
    ...settings,
  };
}

describe("the pipeline", () => {
  it("takes the first behaviour in listed order that matches, else the default one (PL-3)", async () => {
    const CacheBehaviors = toItems([
      behavior("/a/*.js", "replica"),
      behavior("/a/*", "primary"),
      behavior("*.js", "primary"),
    ]);
    const { get, logs } = stage(
      { primary: answers(200, "primary"), replica: answers(200, "replica") },
      { config: { CacheBehaviors } },
    );
    expect(bodyOf(await get("/a/b.js"))).to.equal("replica");
    await get("/a/b.css");
    await get("/b.js");
    await get("/b.css");
    expect(logs.map((record) => record["cache-behavior-path-pattern"])).to.deep.equal(["/a/*.js", "/a/*", "*.js", "*"]);
  });

  it("matches the normalised path and asks for the raw one (HD-70)", async () => {
    const CacheBehaviors = toItems([behavior("/a/*", "replica")]);
    const { get, origins } = stage({ primary: answers(200), replica: answers(200) }, { config: { CacheBehaviors } });
    await get("//a/x");
    await get("/a/../b");
    expect(origins.seen.map(({ originId, path }) => `${originId} ${path}`)).to.deep.equal([
      "replica //a/x",
      "primary /a/../b",
    ]);
  });

  it("puts the default root object in the place of / alone (PL-4)", async () => {
    const { get, origins, logs } = stage({ primary: answers(200) }, { criteria: null });
    await get("/?a=1");
    await get("/dir/");
    expect(origins.seen.map(({ path }) => path)).to.deep.equal(["/index.html", "/dir/"]);
    expect(logs[0]).to.include({ "cs-uri-stem": "/", "cs-uri-query": "a=1" });
  });

  const refused: readonly [what: string, request: object, status: number, detail: string][] = [
    ["a method that the behaviour does not allow, with 403 (PL-1)", { method: "POST" }, 403, "InvalidRequestMethod"],
    ["an unknown method, with 400 (HD-97)", { method: "BREW" }, 400, "Error"],
    ["TRACE, with 400 (HD-97)", { method: "TRACE" }, 400, "Error"],
    ["a GET with a body, with 403 (HD-93)", { hasBody: true }, 403, "Error"],
    [
      "a POST over HTTP/1.0 that would be redirected, with 403 (HD-44)",
      { method: "OPTIONS", scheme: "http", httpVersion: "1.0" },
      403,
      "InvalidRequestMethod",
    ],
  ];
  for (const [what, request, status, detail] of refused) {
    it(`refuses ${what}, asking no origin`, async () => {
      const { get, origins } = stage({ primary: answers(200) }, { criteria: null });
      const response = await get("/a", request);
      expect(response.status).to.equal(status);
      expect(response.log).to.include({
        "x-edge-result-type": "Error",
        "x-edge-detailed-result-type": detail,
        "r-host": "",
      });
      expect(header(response, "x-cache")).to.equal("Error from cloudfront");
      expect(bodyOf(response)).to.contain(response.log.id);
      expect(origins.seen).to.have.length(0);
    });
  }

  it("refuses a URL over 8192 bytes with 414 and a head over 32768 with 494, the latter unlogged (HD-90, CA-26)", async () => {
    const { get, logs } = stage({ primary: answers(200) }, { criteria: null });
    expect((await get(`/${"a".repeat(8191)}`)).status).to.equal(200);
    expect((await get(`/${"a".repeat(8192)}`)).status).to.equal(414);
    expect((await get("/a", { headers: { "x-long": "a".repeat(32_768) } })).status).to.equal(494);
    expect(logs).to.have.length(2);
  });

  it("counts the bytes of a head, and not its headers (HD-92)", async () => {
    const { get } = stage({ primary: answers(200) }, { criteria: null });
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`x-${index}`, "1"]));
    expect((await get("/a", { headers: many })).status).to.equal(200);
  });

  it("redirects http to https: 301 for GET and HEAD, 307 for the rest (PL-2, HD-44)", async () => {
    const methods = toItems(["GET", "HEAD", "OPTIONS"]);
    const { get } = stage({ primary: answers(200) }, { criteria: null, behavior: { AllowedMethods: methods } });
    expect((await get("/a", { scheme: "http" })).status).to.equal(301);
    expect((await get("/a", { scheme: "http", method: "HEAD" })).body.byteLength).to.equal(0);
    const options = await get("/a", { scheme: "http", method: "OPTIONS" });
    expect([options.status, header(options, "x-cache")]).to.deep.equal([307, "Redirect from cloudfront"]);
    const only = stage({ primary: answers(200) }, { criteria: null, behavior: { ViewerProtocolPolicy: "https-only" } });
    expect((await only.get("/a", { scheme: "http" })).status).to.equal(403);
  });

  it("answers bad Host headers with 400, and all with 403 where SIM-25 says so (HD-100)", async () => {
    for (const fault of ["two-hosts", "no-host"] as const) {
      expect((await stage({}).get("/a", { fault })).status).to.equal(400);
      expect((await stage({}, {}, { switches: { "bad-host": "403" } }).get("/a", { fault })).status).to.equal(403);
    }
    expect((await stage({}).get("/a", { fault: "expectation" })).status).to.equal(417);
  });

  it("answers for a disabled distribution with 403 (HD-99)", async () => {
    expect((await stage({}, { config: { Enabled: false } }).get("/a")).status).to.equal(403);
  });

  it("has no custom error page for what it refuses itself (CE-8)", async () => {
    const codes = [403, 414].map((ErrorCode) => ({ ErrorCode, ResponsePagePath: "/error.html", ResponseCode: "200" }));
    const { get, origins } = stage(
      { primary: answers(200, "our page") },
      { criteria: null, config: { CustomErrorResponses: toItems(codes) } },
    );
    expect((await get("/a", { method: "DELETE" })).status).to.equal(403);
    expect((await get(`/${"a".repeat(8192)}`)).status).to.equal(414);
    expect(origins.seen).to.have.length(0);
  });

  it("says in X-Cache what the log has as its result type (HD-31)", async () => {
    const { get, origins } = stage({ primary: answers(200) }, { criteria: null });
    const said = async (path: string, request = {}): Promise<void> => {
      const response = await get(path, request);
      expect(header(response, "x-cache")).to.equal(`${response.log["x-edge-result-type"]} from cloudfront`);
      results.push(response.log["x-edge-result-type"]);
    };
    const results: string[] = [];
    await said("/a");
    await said("/a");
    await said("/a", { scheme: "http" });
    origins.set("primary", answers(500));
    await said("/b");
    expect(results).to.deep.equal(["Miss", "Hit", "Redirect", "Error"]);
  });

  it("gives every response CloudFront's own headers (CA-22, HD-30, HD-32, HD-35)", async () => {
    const { get } = stage(
      { primary: answers(200, "page", { via: "1.1 origin", date: "Thu, 01 Jan 2026 00:00:00 GMT" }) },
      { criteria: null },
      { pop: "FRA56-P1" },
    );
    const response = await get("/a", { httpVersion: "1.1" });
    expect(header(response, "via")).to.match(/^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
    expect(response.headers).to.include({
      "x-cache": "Miss from cloudfront",
      "x-amz-cf-pop": "FRA56-P1",
      "x-amz-cf-id": response.log.id,
      "alt-svc": 'h3=":443"; ma=86400',
      connection: "keep-alive",
      server: "AmazonS3",
    });
    const h2 = await get("/a");
    expect(header(h2, "via")).to.match(/^1\.1 [0-9a-f]{32}/);
    expect(h2.headers).to.not.have.property("connection");
    expect(h2.log.id).to.not.equal(response.log.id);
  });
});

describe("the log record", () => {
  it("has the request, the answer and every exchange (OB-1)", async () => {
    const { get, logs } = stage({ primary: answers(503), replica: answers(200, "12345") });
    const response = await get("/a?b=c", { httpVersion: "3" });
    expect(logs[0]).to.equal(response.log);
    const { id, "sc-bytes": bytes, ...rest } = response.log;
    expect(id).to.have.length(56);
    expect(bytes).to.be.above(100);
    expect(rest).to.deep.equal({
      timestamp: Date.UTC(2026, 0, 1),
      "c-ip": "203.0.113.7",
      "c-country": "",
      "cs-headers": { host: "d111111abcdef8.cloudfront.net" },
      "cs-bytes": 58,
      "cs-method": "GET",
      "cs-host": "d111111abcdef8.cloudfront.net",
      "cs-uri-stem": "/a",
      "cs-uri-query": "b=c",
      "cs-protocol": "https",
      "cs-protocol-version": "HTTP/3.0",
      "sc-status": 200,
      "sc-content-type": "text/html",
      "sc-content-len": 5,
      "x-edge-location": "SEA19-C1",
      "x-edge-result-type": "Miss",
      "x-edge-response-result-type": "Miss",
      "x-edge-detailed-result-type": "Miss",
      "cache-behavior-path-pattern": "*",
      "time-to-first-byte-ms": 0,
      "origin-fbl-ms": 0,
      "origin-lbl-ms": 0,
      "time-taken-ms": 0,
      "r-host": "replica-bucket.s3.us-west-2.amazonaws.com",
      "r-status": 200,
      "sr-reason": "Failover:503",
      exchanges: [
        { origin: "primary", attempt: 1, startMs: 0, endMs: 0, status: 503 },
        { origin: "replica", attempt: 1, startMs: 0, endMs: 0, status: 200 },
      ],
      functions: [],
    });
  });

  const details = [
    ["connection-refused", "OriginConnectError", 502],
    ["connection-timeout", "OriginCommError", 504],
    ["dns", "OriginDnsError", 502],
    ["response-timeout", "OriginCommError", 504],
  ] as const;
  for (const [failure, detail, status] of details) {
    it(`names ${detail} for ${failure}, with the host that was tried and no status of it (OB-3)`, async () => {
      const { get } = stage({ primary: fails(failure) }, { criteria: null });
      const { log } = await get("/a");
      expect(log).to.include({ "sc-status": status, "x-edge-detailed-result-type": detail, "r-status": 0 });
      expect(log["r-host"]).to.equal("primary-bucket.s3.us-east-1.amazonaws.com");
    });
  }
});
