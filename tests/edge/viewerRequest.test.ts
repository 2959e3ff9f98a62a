import { expect } from "chai";
import fc from "fast-check";
import { edgeCodeOf } from "../../components/edgeCode/edgeCode";
import { resolveSettings } from "../../components/settings";
import type { StaticSiteHAArgs } from "../../components";
import type { CloudFrontFunctionEvent } from "../../simulator/functions/runner";
import { edgeHandler } from "../support/pulumiEdge";

/** What the function on viewer-request makes of a path, exactly as it is deployed. */
function deployed(args: Partial<StaticSiteHAArgs>) {
  const settings = resolveSettings({ primaryRegion: "us-east-1", replicaRegion: "us-west-2", ...args });
  return edgeHandler(edgeCodeOf(settings).viewerRequest ?? "");
}

function viewerRequest(uri: string, more: Partial<CloudFrontFunctionEvent["request"]> = {}): CloudFrontFunctionEvent {
  return {
    version: "1.0",
    context: {
      distributionDomainName: "d111111abcdef8.cloudfront.net",
      distributionId: "E1DISTRIBUTION",
      eventType: "viewer-request",
      requestId: "request",
    },
    viewer: { ip: "192.0.2.1" },
    request: { method: "GET", uri, querystring: {}, headers: {}, cookies: {}, ...more },
  };
}

const uriBy = (handler: ReturnType<typeof edgeHandler>) => (uri: string) =>
  (handler(viewerRequest(uri)) as { uri: string }).uri;

describe("site mode pages", () => {
  const uri = uriBy(deployed({ siteMode: "pages" }));
  const table = {
    "/index.html": "/index.html",
    "/about": "/about.html",
    "/docs/": "/docs/index.html",
    "/docs/guide": "/docs/guide.html",
    "/assets/site.css": "/assets/site.css",
    "/v1.2/notes": "/v1.2/notes.html",
    "/v1.2": "/v1.2",
    "/.well-known/security.txt": "/.well-known/security.txt",
  };
  for (const [path, object] of Object.entries(table)) {
    it(`asks for ${object} when a viewer asks for ${path}`, () => {
      expect(uri(path)).to.equal(object);
    });
  }

  it("leaves the default root object alone, also one without an extension (PL-4)", () => {
    expect(uriBy(deployed({ siteMode: "pages", defaultRootObject: "home" }))("/home")).to.equal("/home");
  });

  it("changes nothing twice, and only what follows the path that was asked for", () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        const once = uri(path === "" ? "/" : path);
        expect(uri(once)).to.equal(once);
        expect(once.startsWith(path)).to.equal(true);
      }),
    );
  });
});

describe("site mode spa", () => {
  const uri = uriBy(deployed({ siteMode: "spa", defaultRootObject: "app.html" }));

  it("asks for the root object for every path without an extension, and for an asset as it stands", () => {
    expect(["/", "/orders", "/orders/17", "/orders/"].map(uri)).to.deep.equal(Array(4).fill("/app.html"));
    expect(["/app.html", "/assets/a.js", "/missing.png"].map(uri)).to.deep.equal([
      "/app.html",
      "/assets/a.js",
      "/missing.png",
    ]);
  });
});

describe("the redirect of hosts", () => {
  const handler = deployed({
    aliases: ["www.example.com"],
    redirectHosts: ["example.com"],
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
    siteMode: "pages",
  });
  const location = (event: CloudFrontFunctionEvent): string | undefined => {
    const { statusCode, headers } = handler(event) as {
      statusCode?: number;
      headers: Record<string, { value: string }>;
    };
    return statusCode === 301 ? headers.location?.value : undefined;
  };
  const at = (host: string) => ({ headers: { host: { value: host } } });

  it("answers at the edge, with the path and the query as they were, before any path is rewritten", () => {
    const querystring = { a: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] }, b: { value: "" } };
    const event = viewerRequest("/a%20b", { querystring, ...at("Example.com:443") });
    expect(location(event)).to.equal("https://www.example.com/a%20b?a=1&a=2&b");
    expect(location(viewerRequest("/index.html", at("example.com")))).to.equal("https://www.example.com/");
  });

  it("leaves the site's own names, and a request without one, to the site", () => {
    for (const host of ["www.example.com", "d111111abcdef8.cloudfront.net", "example.com.evil.test"]) {
      expect(location(viewerRequest("/a", at(host)))).to.equal(undefined);
    }
    expect((handler(viewerRequest("/a")) as { uri: string }).uri).to.equal("/a.html");
  });
});
