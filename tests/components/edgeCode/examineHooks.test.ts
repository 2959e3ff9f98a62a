import { expect } from "chai";
import { defaultFailoverCodes } from "../../../aws/failoverCodes";
import { type StaticSiteHAArgs, HeadersDelivery } from "../../../components";
import { refuseStatusChanges } from "../../../components/edgeCode/examineHooks";
import { edgeCodeOf } from "../../../components/edgeCode/edgeCode";
import { resolveSettings } from "../../../components/settings";
import { examineHooksSync } from "../../../hooks";
import { refusalOf } from "../../support/refusal";
import { regions } from "../../support/pulumiSite";

const lambda = (statement: string) =>
  `exports.handler = async (event) => {\n  const { response } = event.Records[0].cf;\n  ${statement}\n  return response;\n};`;
const viewer = (statement: string) =>
  `function handler(event) {\n  const response = event.response;\n  ${statement}\n  return response;\n}`;

describe("the site's own code on a response event", () => {
  it("is refused where it makes a good answer of an error, with the failover that is lost (HA-EDGE-01, LE-5)", async () => {
    const originResponseCode = lambda('if (response.status >= 500) response.status = "200";');
    const refusal = await refusalOf(() => {
      refuseStatusChanges({ originResponseCode }, [500, 503, 504]);
    });
    expect([refusal.code, refusal.path]).to.deep.equal(["E_HOOK_STATUS", "originResponseCode"]);
    expect(refusal.sentence).to.match(
      /^originResponseCode must leave the status of a response as it is \(HA-EDGE-01\), got code that changes the status /,
    );
    expect(refusal.sentence).to.contain("500–599 become 200 (line 3), asked with GET ");
    expect(refusal.sentence).to.contain("CloudFront no longer fails over on 500, 503–504 (LE-4, LE-5); set headers");
  });

  const refused: readonly (readonly [string, "viewerResponseCode" | "originResponseCode", string, string, RegExp])[] = [
    [
      "changes what a viewer is told",
      "viewerResponseCode",
      viewer("if (response.statusCode === 404) response.statusCode = 200;"),
      "E_HOOK_STATUS",
      /404 becomes 200 \(line 3\).* it runs after failover and never for an origin's error \(CF-6\)/,
    ],
    [
      "names what nothing defines (LE-7, LE-9)",
      "originResponseCode",
      lambda("if (request.uri.includes('.')) return response;"),
      "E_HOOK_STATUS",
      /200–599 become 503, as it threw ReferenceError: .*\(LE-9\)/,
    ],
    [
      "hangs on the outside world",
      "originResponseCode",
      lambda('if (await (await fetch("https://flags.example/x")).json()) response.status = "200";'),
      "E_HOOK_STATUS",
      /of a response: .*become 200/,
    ],
    [
      "makes code of what it fetches",
      "originResponseCode",
      lambda("eval(await (await fetch('https://a.example')).text());"),
      "E_HOOK_OPAQUE",
      /^originResponseCode must be code that can be read \(HA-EDGE-01\), got code that cannot be read: .*eval/,
    ],
  ];
  for (const [what, name, code, errorCode, sentence] of refused) {
    it(`is refused where it ${what} (HA-EDGE-01)`, async () => {
      const refusal = await refusalOf(() => {
        refuseStatusChanges({ [name]: code }, defaultFailoverCodes);
      });
      expect([refusal.code, refusal.path], refusal.sentence).to.deep.equal([errorCode, name]);
      expect(refusal.sentence).to.match(sentence);
    });
  }

  it("is taken where it changes headers alone", () => {
    refuseStatusChanges(
      {
        viewerResponseCode: viewer('response.headers["x-a"] = { value: "1" };'),
        originResponseCode: lambda('response.headers["x-a"] = [{ key: "X-A", value: "1" }];'),
      },
      defaultFailoverCodes,
    );
  });

  it("is not asked about a status on a request event", () => {
    refuseStatusChanges(
      { originRequestCode: 'exports.handler = async () => ({ status: "200", body: "maintenance" });' },
      defaultFailoverCodes,
    );
  });
});

describe("the component's own code on a response event", () => {
  const sites: readonly (readonly [string, Partial<StaticSiteHAArgs>])[] = [
    ["by a CloudFront Function", { headers: { delivery: HeadersDelivery.Function } }],
    ["by Lambda@Edge", { headers: { delivery: HeadersDelivery.Lambda } }],
    [
      "with a policy for each page",
      { headers: { pageContentSecurityPolicies: { "/a.html": "img-src *", "/b/": "default-src 'self'" } } },
    ],
    [
      "behind code of the site's",
      {
        viewerResponseCode: viewer('response.headers["x-a"] = { value: "1" };'),
        originResponseCode: lambda('response.headers["x-a"] = [{ key: "X-A", value: "1" }];'),
        headers: { delivery: HeadersDelivery.Lambda },
      },
    ],
  ];
  for (const [what, args] of sites) {
    it(`leaves every status alone: headers ${what} (HA-EDGE-01)`, () => {
      const { viewerResponse, originResponse } = edgeCodeOf(resolveSettings({ ...regions, ...args }));
      const hooks = [
        ...(viewerResponse === undefined ? [] : [["viewer-response", viewerResponse] as const]),
        ...(originResponse === undefined ? [] : [["origin-response", originResponse] as const]),
      ];
      expect(hooks).not.to.deep.equal([]);
      const verdicts = examineHooksSync(
        hooks.map(([event, text]) => ({ source: { name: event, text }, options: { event } })),
      );
      for (const { verdict, event, reasons } of verdicts) {
        expect(verdict, `${event} ${JSON.stringify(reasons)}`).to.equal("keeps-status");
      }
    });
  }
});
