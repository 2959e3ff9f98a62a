import { expect } from "chai";
import vm from "node:vm";
import { headerLambdaCode, securityHeaders } from "../../components/headers/headers";
import { resolveHeaders } from "../../components/headers/settings";
import { originResponseEvent } from "../../simulator/functions";
import type { LambdaEvent, LambdaResponse } from "../../simulator/functions/runner";

const demo = "default-src 'self'; img-src *";
const headers = resolveHeaders({ delivery: "lambda", pageContentSecurityPolicies: { "/": demo } }, "index.html");

const context = { distributionDomainName: "d1.cloudfront.net", distributionId: "E1", requestId: "r", viewerIp: "::1" };

async function answer(uri: string, status = 200): Promise<LambdaResponse> {
  const code = headerLambdaCode({ headers, distribution: { defaultRootObject: "index.html" } });
  const exports: { handler?: (event: LambdaEvent) => Promise<LambdaResponse> } = {};
  vm.runInNewContext(code, { exports });
  const request = { method: "GET", uri, query: "", headers: {}, origin: {} };
  const event = originResponseEvent(context, request, { status, headers: { etag: '"1"' } });
  if (exports.handler === undefined) throw new Error("no handler");
  return exports.handler(event);
}

const values = ({ headers: given }: LambdaResponse) =>
  Object.fromEntries(Object.entries(given).map(([name, [first]]) => [name, first?.value]));

describe("the Lambda@Edge header function, as it is deployed", () => {
  it("sets every header that the response headers policy sets, and keeps the origin's", async () => {
    expect(values(await answer("/about.html"))).to.deep.equal({ etag: '"1"', ...securityHeaders(headers) });
  });

  it("gives a page its own policy, by every spelling of its path, and an error the site's", async () => {
    for (const uri of ["/", "/index.html", "/%69ndex.html"]) {
      expect(values(await answer(uri))).to.include({ "content-security-policy": demo });
    }
    expect(values(await answer("/", 404))).to.include({ "content-security-policy": headers.contentSecurityPolicy });
  });

  it("leaves every status as it is, so that failover is decided on the origin's own (LE-4)", async () => {
    for (const status of [200, 206, 304, 307, 403, 404, 429, 500, 502, 503, 504]) {
      expect((await answer("/a", status)).status).to.equal(String(status));
    }
  });
});
