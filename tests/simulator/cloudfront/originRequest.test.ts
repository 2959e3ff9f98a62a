import { expect } from "chai";
import { toItems } from "../../../simulator/model/distributionConfig";
import { cachingDisabled, stage, type SiteSettings, type Stage } from "../../support/edge";
import { answers } from "../../support/edgeOrigins";
import type { EdgeOptions } from "../../../simulator/cloudfront/edge";
import type { HeaderMap } from "../../../simulator/http";
import type { OriginRequest } from "../../../simulator/s3/transport";

const allViewer = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const exceptHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
const corsS3 = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf";

const viewer: HeaderMap = {
  "user-agent": "curl/8",
  accept: "text/html",
  "accept-encoding": "gzip, br",
  "accept-language": "de",
  authorization: "Bearer x",
  "cache-control": "no-cache",
  cookie: "b=2; a=1",
  expect: "100-continue",
  upgrade: "h2c",
  origin: "https://example.com",
  "x-forwarded-for": "10.0.0.1",
  "x-forwarded-proto": "http",
  "x-real-ip": "10.0.0.1",
  "x-edge-secret": "1",
  "x-custom": "yes",
  "cloudfront-viewer-country": "XX",
  via: "1.1 proxy",
};

async function sent(
  settings: SiteSettings,
  options: Partial<EdgeOptions> = {},
  path = "/a?q=1",
): Promise<OriginRequest> {
  const played: Stage = stage({ primary: answers(200) }, { criteria: null, ...settings }, options);
  await played.get(path, { headers: viewer });
  const [request] = played.origins.seen;
  if (request === undefined) throw new Error("no origin was asked");
  return request;
}

describe("the request to an origin", () => {
  it("has CloudFront's own headers and nothing of the viewer's without a policy that names it (HD-1, HD 1.1)", async () => {
    const { headers, path } = await sent({});
    const { via, "x-amz-cf-id": id, ...rest } = headers;
    expect(rest).to.deep.equal({
      host: "primary-bucket.s3.us-east-1.amazonaws.com",
      "user-agent": "Amazon CloudFront",
      "accept-encoding": "br,gzip",
      "x-forwarded-for": "10.0.0.1,203.0.113.7",
      connection: "Keep-Alive",
    });
    expect(via).to.match(/^1\.1 proxy, 2\.0 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
    expect(id).to.match(/^[\w-]{54}==$/);
    expect(path).to.equal("/a");
  });

  it("has the viewer's protocol version in Via (HD-5)", async () => {
    const { get, origins } = stage({ primary: answers(200) }, { criteria: null });
    for (const httpVersion of ["1.0", "1.1", "2", "3"]) await get(`/${httpVersion}`, { httpVersion });
    expect(origins.seen.map(({ headers }) => String(headers["via"]).split(" ")[0])).to.deep.equal([
      "1.0",
      "1.1",
      "2.0",
      "3.0",
    ]);
  });

  it("has the viewer's address behind whatever X-Forwarded-For said (HD-6)", async () => {
    const { get, origins } = stage({ primary: answers(200) }, { criteria: null });
    for (const [path, before] of [
      ["/none", undefined],
      ["/lie", "not an address, 10.0.0.1"],
    ] as const) {
      await get(path, { headers: before === undefined ? {} : { "x-forwarded-for": before } });
    }
    expect(origins.seen.map(({ headers }) => headers["x-forwarded-for"])).to.deep.equal([
      "203.0.113.7",
      "not an address, 10.0.0.1,203.0.113.7",
    ]);
  });

  it("has an X-Amz-Cf-Id of its own, never a viewer's, another for each request (HD-7)", async () => {
    const behavior = { OriginRequestPolicyId: allViewer };
    const { get, origins } = stage({ primary: answers(200) }, { criteria: null, behavior });
    const answered = [];
    for (const path of ["/a", "/b"]) {
      answered.push((await get(path, { headers: { "x-amz-cf-id": "mine" } })).headers["x-amz-cf-id"]);
    }
    expect(origins.seen.map(({ headers }) => headers["x-amz-cf-id"])).to.deep.equal(answered);
    expect(new Set([...answered, "mine"]).size).to.equal(3);
  });

  it("has no X-Forwarded-Proto, -Port or -Host and no trace id of CloudFront's (HD-8)", async () => {
    const behavior = { OriginRequestPolicyId: allViewer };
    const { get, origins } = stage({ primary: answers(200) }, { criteria: null, behavior });
    await get("/a");
    expect(origins.seen[0]?.headers).to.not.have.any.keys(
      "x-forwarded-proto",
      "x-forwarded-port",
      "x-forwarded-host",
      "x-amzn-trace-id",
    );
  });

  it("has Accept-Encoding as it came where the key has no coding, and none from an HTTP/1.0 viewer (HD-12)", async () => {
    const behavior = { CachePolicyId: cachingDisabled, OriginRequestPolicyId: allViewer };
    const { get, origins } = stage({ primary: answers(200) }, { criteria: null, behavior });
    const headers = { "accept-encoding": "zstd;q=0.5, gzip" };
    await get("/a", { headers });
    await get("/a", { headers, httpVersion: "1.0" });
    expect(origins.seen.map((request) => request.headers["accept-encoding"])).to.deep.equal([
      "zstd;q=0.5, gzip",
      undefined,
    ]);
  });

  it("has Authorization only where it is in the key or all viewer headers are sent (HD-13)", async () => {
    const keyed = {
      Id: "keyed",
      Name: "keyed",
      MinTTL: 1,
      DefaultTTL: 1,
      MaxTTL: 1,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: false,
        EnableAcceptEncodingBrotli: false,
        HeadersConfig: { HeaderBehavior: "whitelist" as const, Headers: toItems(["Authorization"]) },
        CookiesConfig: { CookieBehavior: "none" as const },
        QueryStringsConfig: { QueryStringBehavior: "none" as const },
      },
    };
    const authorizations = [
      await sent({}),
      await sent({ behavior: { OriginRequestPolicyId: allViewer } }),
      await sent({ behavior: { CachePolicyId: "keyed" }, model: { cachePolicies: [keyed] } }),
    ].map(({ headers }) => headers["authorization"]);
    expect(authorizations).to.deep.equal([undefined, "Bearer x", "Bearer x"]);
  });

  it("has every viewer header with AllViewer, Host too, but none of a connection's (HD-3, HD-95, HD-96, S3-14)", async () => {
    const { headers, path } = await sent({ behavior: { OriginRequestPolicyId: allViewer } });
    expect(headers).to.include({
      host: "d111111abcdef8.cloudfront.net",
      "user-agent": "curl/8",
      authorization: "Bearer x",
      "x-custom": "yes",
      "accept-language": "de",
      cookie: "a=1; b=2",
      "accept-encoding": "br,gzip",
    });
    expect(headers).to.not.have.any.keys(
      "expect",
      "upgrade",
      "x-forwarded-proto",
      "x-real-ip",
      "x-edge-secret",
      "cloudfront-viewer-country",
    );
    expect(path).to.equal("/a?q=1");
  });

  it("has the origin's Host with AllViewerExceptHostHeader (HD-3)", async () => {
    const { headers } = await sent({ behavior: { OriginRequestPolicyId: exceptHost } });
    expect(headers["host"]).to.equal("primary-bucket.s3.us-east-1.amazonaws.com");
    expect(headers["x-custom"]).to.equal("yes");
  });

  it("has the listed headers with an allow list (HD-2)", async () => {
    const { headers } = await sent({ behavior: { OriginRequestPolicyId: corsS3 } });
    expect(headers["origin"]).to.equal("https://example.com");
    expect(headers).to.not.have.any.keys("cookie", "x-custom", "accept");
  });

  it("has an origin's custom header in place of the viewer's (HD-15)", async () => {
    const CustomHeaders = toItems([{ HeaderName: "X-Custom", HeaderValue: "origin" }]);
    const { headers } = await sent({ behavior: { OriginRequestPolicyId: allViewer }, primary: { CustomHeaders } });
    expect(headers["x-custom"]).to.equal("origin");
  });

  it("has the viewer's Cache-Control only by SIM-13", async () => {
    const legacy = await sent({}, { switches: { "policy-mode-headers": "legacy-table" } });
    expect(legacy.headers["cache-control"]).to.equal("no-cache");
  });

  it("is signed as the origin's identity, by the viewer's scheme (S3-2, HD-17)", async () => {
    const request = await sent({});
    expect(request.principal).to.deep.equal({ type: "origin-access-identity", id: "E2QWRUHEXAMPLE" });
    expect(request.secure).to.equal(true);
  });

  it("goes by the viewer's scheme where the origin says so, else by the origin's own (HD-17)", async () => {
    const secure = async (OriginProtocolPolicy: "http-only" | "https-only" | "match-viewer"): Promise<boolean[]> => {
      const custom = { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy };
      const Origins = toItems([{ Id: "primary", DomainName: "www.example.com", CustomOriginConfig: custom }]);
      const behavior = { ViewerProtocolPolicy: "allow-all" as const };
      const { get, origins } = stage({ primary: answers(200) }, { criteria: null, behavior, config: { Origins } });
      await get("/http", { scheme: "http" });
      await get("/https", { scheme: "https" });
      return origins.seen.map((request) => request.secure);
    };
    expect(await secure("match-viewer")).to.deep.equal([false, true]);
    expect(await secure("http-only")).to.deep.equal([false, false]);
    expect(await secure("https-only")).to.deep.equal([true, true]);
  });

  it("is signed for the distribution by an access control, always over HTTPS (S3-1, S3-4)", async () => {
    const primary = { OriginAccessControlId: "EOAC", S3OriginConfig: { OriginAccessIdentity: "" } };
    const played = stage(
      { primary: answers(200) },
      { criteria: null, primary, behavior: { ViewerProtocolPolicy: "allow-all" } },
    );
    await played.get("/a", { scheme: "http" });
    expect(played.origins.seen[0]).to.deep.include({
      secure: true,
      principal: {
        type: "origin-access-control",
        distributionArn: "arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE",
      },
    });
  });

  it("has identity as Accept-Encoding when the viewer takes neither coding (HD-9)", async () => {
    const played = stage({ primary: answers(200) }, { criteria: null });
    await played.get("/a", { headers: { "accept-encoding": "deflate" } });
    await played.get("/b");
    expect(played.origins.seen.map(({ headers }) => headers["accept-encoding"])).to.deep.equal(["identity", undefined]);
  });
});
