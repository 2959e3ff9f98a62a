import { expect } from "chai";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { ResponseHeadersPolicy } from "../../../simulator/model/policies";
import type { HeaderMap } from "../../../simulator/http";
import { header, stage, type Stage } from "../../support/edge";
import { returning } from "../../support/edgeFunctions";
import { answers, fails } from "../../support/edgeOrigins";

const security = "67f7725c-6f97-4210-82d7-5512b31e9d03";
const corsPreflight = "5cc3b908-e619-4b99-88e5-2cf7f45965bd";

const custom: ResponseHeadersPolicy = {
  Id: "custom",
  Name: "custom",
  RemoveHeadersConfig: toItems(
    ["Server", "X-Amz-Version-Id", "Via", "X-Cache", "Content-Length", "X-Amz-Cf-Pop", "X-Amz-Cf-Id"].map((Header) => ({
      Header,
    })),
  ),
  CustomHeadersConfig: toItems([
    { Header: "X-Keep", Value: "policy", Override: false },
    { Header: "X-Force", Value: "policy", Override: true },
  ]),
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { Override: true, ContentSecurityPolicy: "default-src 'self'" },
    StrictTransportSecurity: {
      Override: true,
      AccessControlMaxAgeSec: 63072000,
      IncludeSubdomains: true,
      Preload: true,
    },
    XSSProtection: { Override: true, Protection: false },
  },
};

function staged(policy: ResponseHeadersPolicy | string, headers: HeaderMap = {}, options: object = {}): Stage {
  const id = typeof policy === "string" ? policy : policy.Id;
  return stage(
    { primary: answers(200, "page", headers) },
    {
      criteria: null,
      behavior: { ResponseHeadersPolicyId: id },
      model: { responseHeadersPolicies: typeof policy === "string" ? [] : [policy] },
    },
    options,
  );
}

describe("a response headers policy", () => {
  it("V30: keeps the origin's frame options, forces nosniff, and has no CSP as SecurityHeadersPolicy (RH-1, RH-3)", async () => {
    const { get } = staged(security, { "x-frame-options": "DENY", "x-content-type-options": "other" });
    const { headers } = await get("/a");
    expect(headers).to.include({
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "strict-transport-security": "max-age=31536000",
      "x-xss-protection": "1; mode=block",
    });
    expect(headers).to.not.have.property("content-security-policy");
  });

  it("replaces with override and fills gaps without (RH-3)", async () => {
    const { get } = staged(custom, { "x-keep": "origin", "x-force": "origin" });
    expect((await get("/a")).headers).to.include({
      "x-keep": "origin",
      "x-force": "policy",
      "content-security-policy": "default-src 'self'",
      "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
      "x-xss-protection": "0",
    });
  });

  it("removes first, but nothing of CloudFront's own; Server becomes CloudFront's (RH-5, HD-32, HD-34)", async () => {
    const { get } = staged(custom, { "x-amz-version-id": "1" });
    const { headers } = await get("/a");
    expect(headers).to.include({ server: "CloudFront", "x-cache": "Miss from cloudfront", "content-length": "4" });
    expect(headers).to.include.keys("via", "x-amz-cf-pop", "x-amz-cf-id");
    expect(headers).to.not.have.property("x-amz-version-id");
  });

  it("comes after the cache and before the viewer-response function, and CloudFront's own come last (HD-41, RH-8)", async () => {
    const arn = "arn:aws:cloudfront::123456789012:function/site";
    const seen: unknown[] = [];
    const functions = returning(({ response }) => {
      const headers = response?.headers ?? {};
      seen.push(headers["x-force"]?.value, headers["x-keep"]?.value, headers["x-amz-cf-pop"]?.value);
      return { ...response, headers: { ...headers, "x-force": { value: "function" }, server: { value: "function" } } };
    });
    const { get } = stage(
      {
        primary: answers(200, "page", { "x-keep": "origin", "x-force": "origin", via: "1.1 origin", "x-cache": "no" }),
      },
      {
        criteria: null,
        behavior: {
          ResponseHeadersPolicyId: custom.Id,
          FunctionAssociations: toItems([{ EventType: "viewer-response", FunctionARN: arn }]),
        },
        model: {
          responseHeadersPolicies: [custom],
          functions: [{ arn, name: "site", runtime: "cloudfront-js-2.0", code: "" }],
        },
      },
      { functions, pop: "FRA56-P1" },
    );
    const response = await get("/a");
    expect(seen).to.deep.equal(["policy", "origin", undefined]);
    expect(response.headers).to.include({
      "x-force": "function",
      server: "function",
      "x-cache": "Miss from cloudfront",
      "x-amz-cf-pop": "FRA56-P1",
    });
    expect(header(response, "via")).to.contain("CloudFront").and.not.contain("origin");
  });

  it("applies to hits as to misses, and leaves the cached copy as it is (RH-6)", async () => {
    const { get } = staged(custom, { "x-keep": "origin" });
    await get("/a");
    expect((await get("/a")).headers).to.include({ "x-keep": "origin", "x-force": "policy" });
  });

  it("applies to what the edge makes itself, unless SIM-10 says no (RH-7)", async () => {
    for (const [value, expected] of [
      ["yes", "nosniff"],
      ["no", undefined],
    ] as const) {
      const { get, origins } = staged(security, {}, { switches: { "headers-on-edge-errors": value } });
      origins.set("primary", fails("connection-refused"));
      expect(header(await get("/a"), "x-content-type-options")).to.equal(expected);
      expect(header(await get("/b", { method: "DELETE" }), "x-content-type-options")).to.equal(expected);
    }
  });

  it("answers CORS requests only, preflights with the methods (HD 1.4)", async () => {
    const { get } = staged(corsPreflight);
    expect((await get("/a")).headers).to.not.have.property("access-control-allow-origin");
    const cors = await get("/a", { headers: { origin: "https://example.com" } });
    expect(cors.headers).to.include({ "access-control-allow-origin": "*", "access-control-expose-headers": "*" });
    expect(cors.headers).to.not.have.property("access-control-allow-methods");
  });

  it("takes the origin's CORS headers or its own, never a mixture, without override (RH-3)", async () => {
    const { get } = staged(corsPreflight, { "access-control-allow-origin": "https://mine.example" });
    const { headers } = await get("/a", { headers: { origin: "https://example.com" } });
    expect(headers["access-control-allow-origin"]).to.equal("https://mine.example");
    expect(headers).to.not.have.property("access-control-expose-headers");
  });

  it("names the viewer's origin when its list does, and says that it varies", async () => {
    const policy: ResponseHeadersPolicy = {
      Id: "cors",
      Name: "cors",
      CorsConfig: {
        AccessControlAllowOrigins: toItems(["https://*.example.com", "https://other.example"]),
        AccessControlAllowHeaders: toItems(["*"]),
        AccessControlAllowMethods: toItems(["GET"]),
        AccessControlAllowCredentials: false,
        OriginOverride: true,
      },
    };
    const { get } = staged(policy);
    const allowed = await get("/a", { headers: { origin: "https://www.example.com" } });
    expect(allowed.headers).to.include({ "access-control-allow-origin": "https://www.example.com", vary: "Origin" });
    const refused = await get("/a", { headers: { origin: "https://example.org" } });
    expect(refused.headers).to.not.have.property("access-control-allow-origin");
  });
});
