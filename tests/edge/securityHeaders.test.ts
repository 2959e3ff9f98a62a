import { expect } from "chai";
import fc from "fast-check";
import { headerFunctionCode, securityHeaders } from "../../components/headers/headers";
import { resolveHeaders } from "../../components/headers/settings";
import { edgeHandler, viewerResponse } from "../support/pulumiEdge";

const demo = "default-src 'self'; script-src 'self' 'unsafe-inline'";

describe("the edge header function, as it is deployed", () => {
  const headers = resolveHeaders({ pageContentSecurityPolicies: { "/demo.html": demo } }, "index.html");
  const handler = edgeHandler(headerFunctionCode({ headers, distribution: { defaultRootObject: "index.html" } }));

  it("sets every header that the response headers policy sets, to the same value", () => {
    const event = viewerResponse("/about.html");
    handler(event);
    expect(values(event)).to.deep.equal(securityHeaders(headers));
  });

  it("gives a page its own content security policy, and all other headers as to every page", () => {
    const event = viewerResponse("/demo.html");
    handler(event);
    expect(values(event)).to.deep.equal({ ...securityHeaders(headers), "content-security-policy": demo });
  });

  it("returns the response it was given, with its status and its other headers", () => {
    for (const statusCode of [200, 206, 301, 304]) {
      const event = viewerResponse("/", { statusCode, headers: { etag: { value: '"1"' } } });
      expect(handler(event)).to.equal(event.response);
      expect(event.response.statusCode).to.equal(statusCode);
      expect(event.response.headers.etag).to.deep.equal({ value: '"1"' });
    }
  });

  it("replaces a header of several values by the one", () => {
    const several = { value: "a", multiValue: [{ value: "a" }, { value: "b" }] };
    const event = viewerResponse("/", { headers: { "content-security-policy": several } });
    handler(event);
    expect(event.response.headers["content-security-policy"]).to.deep.equal({ value: headers.contentSecurityPolicy });
  });

  it("knows the default root object by both of its names, whichever the policy was given for (PL-4)", () => {
    for (const key of ["/", "/home.html"]) {
      const root = edgeHandler(functionCode({ [key]: demo }, "home.html"));
      for (const uri of ["/", "/home.html", "/%68ome.html"])
        expect(policyOf(root, uri), `${key} ${uri}`).to.equal(demo);
      expect(policyOf(root, "/docs/")).to.equal(headers.contentSecurityPolicy);
    }
  });

  it("gives the site's policy for a path that is no UTF-8, and for the names that every object has", () => {
    for (const uri of ["/%ff", "/%", "constructor", "__proto__", "", "toString"]) {
      expect(policyOf(handler, uri), uri).to.equal(headers.contentSecurityPolicy);
    }
  });

  it("recognises a page in every spelling of its path that S3 would serve it for (HD-78)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.infiniteStream(fc.boolean()), (name, escapes) => {
        const key = `/${encodeURIComponent(name)}`;
        const bytes = [...Buffer.from(name)];
        const spelled = bytes.map((byte) => {
          const character = String.fromCharCode(byte);
          const plain = /[A-Za-z0-9\-._~]/.test(character) && escapes.next().value === true;
          if (plain) return character;
          return character === " " ? "+" : `%${byte.toString(16).padStart(2, "0")}`;
        });
        expect(policyOf(edgeHandler(functionCode({ [key]: demo })), `/${spelled.join("")}`)).to.equal(demo);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves every other page to the site's policy", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        fc.pre(name !== "demo.html");
        expect(policyOf(handler, `/${encodeURIComponent(name)}`)).to.equal(headers.contentSecurityPolicy);
      }),
    );
  });

  function functionCode(pageContentSecurityPolicies: Record<string, string>, defaultRootObject = "index.html"): string {
    const settings = resolveHeaders({ pageContentSecurityPolicies }, defaultRootObject);
    return headerFunctionCode({ headers: settings, distribution: { defaultRootObject } });
  }
});

function policyOf(handler: ReturnType<typeof edgeHandler>, uri: string): string | undefined {
  const event = viewerResponse(uri);
  handler(event);
  return event.response.headers["content-security-policy"]?.value;
}

function values({ response }: ReturnType<typeof viewerResponse>): Record<string, string> {
  return Object.fromEntries(Object.entries(response.headers).map(([name, { value }]) => [name, value]));
}
