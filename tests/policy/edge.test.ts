import { expect } from "chai";
import { handSite } from "./support/site";
import { diagnosticsOf, refusedBy } from "./support/judge";
import { withFunction, withLambda } from "./support/hooks";

const clean = "exports.handler = async (event) => event.Records[0].cf.response;";

describe("the policies on edge code", () => {
  const lines = (...code: readonly string[]) => code.join("\n");
  const cases: readonly { does: string; event: string; code: string; more?: object; ids: readonly string[] }[] = [
    {
      does: "replaces the body",
      event: "origin-response",
      code: "exports.handler = async (e) => { const r = e.Records[0].cf.response; r.body = 'sorry'; return r; };",
      ids: ["HA-EDGE-02"],
    },
    {
      does: "removes the content type",
      event: "origin-response",
      code: "exports.handler = async (e) => { const r = e.Records[0].cf.response; delete r.headers['content-type']; return r; };",
      ids: ["HA-EDGE-02"],
    },
    {
      does: "throws dice",
      event: "origin-request",
      code: "exports.handler = async (e) => { const q = e.Records[0].cf.request; if (Math.random() < 0.1) q.uri = '/b'; return q; };",
      ids: ["HA-EDGE-03"],
    },
    {
      does: "counts its calls",
      event: "origin-request",
      code: "let n = 0; exports.handler = async (e) => { const q = e.Records[0].cf.request; if (n++ % 2) q.uri = '/b'; return q; };",
      ids: ["HA-EDGE-03"],
    },
    {
      does: "pins the origin",
      event: "origin-request",
      code: "exports.handler = async (e) => { const q = e.Records[0].cf.request; q.origin.s3.domainName = 'x'; return q; };",
      ids: ["HA-EDGE-04"],
    },
    {
      does: "pins the host",
      event: "origin-request",
      code: "exports.handler = async (e) => { const q = e.Records[0].cf.request; q.headers.host = [{ key: 'Host', value: 'x' }]; return q; };",
      ids: ["HA-EDGE-04"],
    },
    {
      does: "reads the origin and changes the path",
      event: "origin-request",
      code: "exports.handler = async (e) => { const q = e.Records[0].cf.request; if (q.origin.s3) q.uri += 'index.html'; return q; };",
      ids: [],
    },
    {
      does: "has an environment and a timeout of a minute",
      event: "origin-response",
      code: clean,
      more: { environment: { variables: { A: "1" } }, timeout: 60 },
      ids: ["HA-EDGE-06", "HA-EDGE-07"],
    },
    {
      does: "publishes no version",
      event: "origin-response",
      code: clean,
      more: { publish: false },
      ids: ["HA-EDGE-06"],
    },
    {
      does: "stands in Ireland",
      event: "origin-response",
      code: clean,
      more: { region: "eu-west-1" },
      ids: ["HA-EDGE-06"],
    },
    {
      does: "adds up its calls",
      event: "origin-request",
      code: "let n = 0; exports.handler = async (e) => { const q = e.Records[0].cf.request; n += 1; if (n % 2) q.uri = '/b'; return q; };",
      ids: ["HA-EDGE-03"],
    },
    {
      does: "pins the host by a name that it has taken the headers under",
      event: "origin-request",
      code: "exports.handler = async (e) => { const { request } = e.Records[0].cf; const { headers } = request; headers.host = [{ value: 'x' }]; return request; };",
      ids: ["HA-EDGE-04"],
    },
    {
      does: "pins the origin by Object.assign",
      event: "origin-request",
      code: "exports.handler = async (e) => { const q = e.Records[0].cf.request; Object.assign(q.origin.s3, { domainName: 'x' }); return q; };",
      ids: ["HA-EDGE-04"],
    },
    {
      does: "sets the host and the body of a request of its own",
      event: "origin-response",
      code: lines(
        "exports.handler = async (e) => {",
        "  const options = { method: 'POST', headers: { connection: 'close' } };",
        "  options.headers.host = 'log.example'; options.body = 'seen';",
        "  await fetch('https://log.example/', { ...options, signal: AbortSignal.timeout(100) });",
        "  return e.Records[0].cf.response;",
        "};",
      ),
      ids: [],
    },
    {
      does: "hands back what it received with another body",
      event: "origin-response",
      code: "exports.handler = async (e) => ({ ...e.Records[0].cf.response, body: 'sorry' });",
      ids: ["HA-EDGE-02"],
    },
    {
      does: "puts headers of its own in the place of all",
      event: "origin-response",
      code: "exports.handler = async (e) => { const r = e.Records[0].cf.response; r.headers = { 'x-own': [{ value: '1' }] }; return r; };",
      ids: ["HA-EDGE-02"],
    },
    {
      does: "sets X-Cache",
      event: "origin-response",
      code: "exports.handler = async (e) => { const r = e.Records[0].cf.response; r.headers['x-cache'] = [{ value: 'mine' }]; return r; };",
      ids: ["HA-EDGE-07"],
    },
    {
      does: "removes Via",
      event: "origin-response",
      code: "exports.handler = async (e) => { const { headers } = e.Records[0].cf.response; delete headers.via; return e.Records[0].cf.response; };",
      ids: ["HA-EDGE-07"],
    },
    {
      does: "answers with a megabyte and a byte",
      event: "origin-request",
      code: "const page = 'x'.repeat(1048576) + '!'; exports.handler = async () => ({ status: '200', body: page });",
      ids: ["HA-EDGE-07"],
    },
    {
      does: "answers with a megabyte",
      event: "origin-request",
      code: "const page = 'x'.repeat(1048576); exports.handler = async () => ({ status: '200', body: page });",
      ids: [],
    },
    {
      does: "answers with more than 40 KB to the viewer",
      event: "viewer-request",
      code: "exports.handler = async () => ({ status: '200', body: `${'x'.repeat(40960)}!` });",
      ids: ["HA-EDGE-07"],
    },
  ];
  for (const { does, event, code, more, ids } of cases) {
    it(`${ids.length === 0 ? "let pass" : "refuse"} a hook that ${does}${ids.length === 0 ? "" : ` (${ids.join(", ")})`}`, async () => {
      expect(await refusedBy(handSite(withLambda(event, code, { ...more })))).to.deep.equal(ids);
    });
  }

  it("refuse a security header at viewer-response alone, and not beside the policy that sets it (HA-EDGE-05)", async () => {
    const code =
      "function handler(event) { event.response.headers['referrer-policy'] = { value: 'same-origin' }; return event.response; }";
    const changes = withFunction("viewer-response", code);
    expect(await refusedBy(handSite(changes))).to.deep.equal([]);
    const alone = { ...changes, headers: { referrerPolicy: undefined } };
    expect(await refusedBy(handSite(alone))).to.deep.equal(["HA-EDGE-05", "HA-HDR-01"]);
  });

  it("refuse a function that puts one origin in place of the group, and a group of its own without 503 (HA-EDGE-08)", async () => {
    const code = (call: string) =>
      `import cf from 'cloudfront';\nfunction handler(event) { ${call} return event.request; }`;
    const verdictOn = (call: string) => refusedBy(handSite(withFunction("viewer-request", code(call))));
    expect(await verdictOn("cf.updateRequestOrigin({ domainName: 'a' });")).to.deep.equal(["HA-EDGE-08"]);
    const group = (codes: string) =>
      `cf.createRequestOriginGroup({ originIds: [{ originId: 'a' }], failoverCriteria: { statusCodes: [${codes}] } });`;
    expect(await verdictOn(group("500, 502"))).to.deep.equal(["HA-EDGE-08"]);
    expect(await verdictOn(group("500, 502, 503, 504"))).to.deep.equal([]);
  });

  it("advise against calls without a timeout, code from data and secrets (HA-EDGE-09)", async () => {
    const found = await diagnosticsOf(
      handSite(
        withLambda(
          "origin-request",
          "exports.handler = async (e) => { await fetch('https://a.example/'); eval('1');\n const k = 'AKIAIOSFODNN7EXAMPLE'; return e.Records[0].cf.request; };",
        ),
      ),
    );
    const levels = found.filter(({ policy }) => policy === "HA-EDGE-09").map(({ level }) => level);
    expect(levels).to.deep.equal(["advisory", "advisory", "advisory"]);
  });

  it("refuse a function too large, and a second kind on the viewer events (HA-EDGE-06, HA-EDGE-07)", async () => {
    const large = `function handler(event) { return event.response; } // ${"x".repeat(10_240)}`;
    expect(await refusedBy(handSite(withFunction("viewer-response", large)))).to.deep.equal(["HA-EDGE-07"]);
    const both = withLambda("viewer-request", "exports.handler = async (e) => e.Records[0].cf.request;");
    const small = withFunction("viewer-response", "function handler(event) { return event.response; }");
    const behavior: typeof both.behavior = (parts) => ({ ...both.behavior?.(parts), ...small.behavior?.(parts) });
    expect(await refusedBy(handSite({ behavior }))).to.deep.equal(["HA-EDGE-06"]);
  });
});
