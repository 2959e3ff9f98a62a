import { expect } from "chai";
import { HeadersDelivery, SiteMode, type StaticSiteHAArgs } from "../../../components";
import { composeLambdas } from "../../../components/edgeCode/compose";
import { edgeCodeOf } from "../../../components/edgeCode/edgeCode";
import { resolveSettings } from "../../../components/settings";
import { createFunctionRunner } from "../../../simulator/functions";
import type { LambdaEvent } from "../../../simulator/functions/runner";
import { viewerResponse } from "../../support/pulumiEdge";
import { regions } from "../../support/pulumiSite";

const domains = {
  aliases: ["www.example.com"],
  redirectHosts: ["example.com"],
  certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
};

describe("what runs on one event", () => {
  const functions = createFunctionRunner();
  after(() => functions.close());

  const codeOf = (args: Partial<StaticSiteHAArgs>) => edgeCodeOf(resolveSettings({ ...regions, ...args }));

  /** What the viewer-request function makes of a path: the path that is asked for, or the status that it answers. */
  async function asked(args: Partial<StaticSiteHAArgs>, uri: string, host = "www.example.com"): Promise<unknown> {
    const { request, response: _, ...event } = viewerResponse(uri);
    const headers = { host: { value: host } };
    const context = { ...event.context, eventType: "viewer-request" as const };
    const code = codeOf(args).viewerRequest ?? "";
    const result = await functions.run(code, { ...event, context, request: { ...request, headers } });
    if (result.kind === "failed") throw new Error(result.message);
    const { uri: path, statusCode } = result.value as { uri?: string; statusCode?: number };
    return path ?? statusCode;
  }

  /** Runs Lambda@Edge code on an origin-request event. */
  async function requested(code: string): Promise<unknown> {
    const lambda = { name: "hook", code, exportName: "handler", runtime: "nodejs24.x", timeoutMs: 1000 };
    const event = { Records: [{ cf: { request: { uri: "/" } } }] } as unknown as LambdaEvent;
    const result = await functions.invoke(lambda, event);
    if (result.kind === "failed") throw new Error(result.message);
    return result.value;
  }

  const viewerRequestCode = `function handler(event) {
    const request = event.request;
    if (request.uri === "/secret") return { statusCode: 401 };
    if (request.uri === "/old") request.uri = "/new";
    else if (/\\.html$/.test(request.uri)) request.uri = "/rewritten-before";
    return request;
  }`;

  it("redirects before the site's own code, which sees the viewer's path, and only then rewrites it (CF-1)", async () => {
    const args = { ...domains, viewerRequestCode, siteMode: SiteMode.Pages };
    // Were the own code first, it would answer; were the site mode first, the own code would see /old.html.
    expect(await asked(args, "/secret", "example.com")).to.equal(301);
    expect(await asked(args, "/old")).to.equal("/new.html");
    expect(await asked(args, "/about")).to.equal("/about.html");
  });

  it("ends with the site's own answer, which no site mode touches (PL-5)", async () => {
    expect(await asked({ viewerRequestCode, siteMode: SiteMode.Spa }, "/secret")).to.equal(401);
    expect(await asked({ viewerRequestCode, siteMode: SiteMode.Spa }, "/old")).to.equal("/index.html");
  });

  it("is the site's own code and then the headers, which it cannot take away (RH-8)", async () => {
    const viewerResponseCode = `function handler(event) {
      const response = event.response;
      response.headers = { "x-own": { value: "yes" }, "x-frame-options": { value: "ALLOWALL" } };
      return response;
    }`;
    const { viewerResponse: code = "" } = codeOf({ viewerResponseCode });
    const result = await functions.run(code, viewerResponse("/index.html"));
    if (result.kind === "failed") throw new Error(result.message);
    const { headers } = result.value as { headers: Record<string, { value: string }> };
    expect([headers["x-own"]?.value, headers["x-frame-options"]?.value]).to.deep.equal(["yes", "DENY"]);
  });

  it("on origin-response is the site's own code and then the headers as well (LE-22)", async () => {
    const originResponseCode = `exports.handler = async (event) => {
      const { response } = event.Records[0].cf;
      response.headers["x-frame-options"] = [{ key: "X-Frame-Options", value: "ALLOWALL" }];
      response.headers["x-own"] = [{ key: "X-Own", value: "yes" }];
      return response;
    };`;
    const { originResponse: code = "" } = codeOf({ originResponseCode, headers: { delivery: HeadersDelivery.Lambda } });
    const lambda = { name: "hook", code, exportName: "handler", runtime: "nodejs24.x", timeoutMs: 1000 };
    const cf = { request: { uri: "/index.html" }, response: { status: "200", headers: {} } };
    const result = await functions.invoke(lambda, { Records: [{ cf }] } as unknown as LambdaEvent);
    if (result.kind === "failed") throw new Error(result.message);
    const { headers } = result.value as { headers: Record<string, { value: string }[]> };
    expect(headers["x-own"]?.[0]?.value).to.equal("yes");
    expect(headers["x-frame-options"]?.[0]?.value).to.equal("DENY");
  });

  const appending = (letter: string) =>
    `exports.handler = async (event) => {
      const { request } = event.Records[0].cf;
      request.uri += "${letter}";
      return request;
    };`;
  const composed = (...codes: string[]) =>
    composeLambdas(
      "origin-request",
      codes.map((code, index) => ({ title: `piece ${index}`, code })),
    );

  it("on origin-request gives each piece the request as the one before left it (LE-22)", async () => {
    expect(await requested(composed(appending("a"), appending("b"), appending("c")))).to.deep.equal({ uri: "/abc" });
    const replacing = "exports.handler = async (event) => ({ uri: '/other' });";
    expect(await requested(composed(replacing, appending("b")))).to.deep.equal({ uri: "/otherb" });
  });

  it("on origin-request ends with the first that answers or gives nothing, as alone it would (LE-8, LE-9)", async () => {
    const answering = "exports.handler = async () => ({ status: '302', headers: {} });";
    const nothing = "exports.handler = async () => undefined;";
    const failing = "exports.handler = async () => { throw new Error('too far'); };";
    expect(await requested(composed(answering, failing))).to.deep.equal({ status: "302", headers: {} });
    expect(await requested(composed(nothing, failing))).to.equal(undefined);
    expect(await requested(composed(appending("a"), answering))).to.deep.equal({ status: "302", headers: {} });
  });
});
