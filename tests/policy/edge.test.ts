import { expect } from "chai";
import { createHash } from "node:crypto";
import { handSite } from "./support/site";
import { diagnosticsOf, messagesOf, refusedBy } from "./support/judge";
import { archiveOf, lambdaHook, pathArchive, withFunction, withLambda } from "./support/hooks";
import { rewriting } from "./support/verdicts";
import { rule, stackRule } from "../../policy/rules/HA-EDGE-01";
import { pictureOf } from "../../policy/picture/picture";
import { defaultSettings, type Settings } from "../../policy/settings";

const masks =
  "exports.handler = async (event) => {\n  const { response } = event.Records[0].cf;\n  response.status = '200';\n  return response;\n};";
const clean = "exports.handler = async (event) => event.Records[0].cf.response;";
const examine = rewriting([503, 200]);

describe("the policy on response hooks (HA-EDGE-01)", () => {
  it("lets a hook pass that keeps the status, on Lambda@Edge and as a CloudFront Function", async () => {
    expect(await refusedBy(handSite(withLambda("origin-response", clean)), examine)).to.deep.equal([]);
    const code = "function handler(event) { return event.response; }";
    expect(await refusedBy(handSite(withFunction("viewer-response", code)), examine)).to.deep.equal([]);
  });

  it("refuses a hook that masks 503 before it is created, and with its groups says what that disables", async () => {
    const found = await diagnosticsOf(handSite(withLambda("origin-response", masks)), examine);
    expect(messagesOf(found, "HA-EDGE-01")[0]).to.contain(
      "hook at origin-response changes the status of a response: 503 becomes 200 (line 3), asked with GET /index.html; CloudFront no " +
        "longer fails over on 503 (LE-4, LE-5); set headers on the response received and leave its status alone",
    );
    expect(messagesOf(found, "HA-EDGE-01-stack")[0]).to.contain("CloudFront no longer fails over on 503 (LE-4, LE-5)");
    expect(found.every(({ level }) => level === "mandatory")).to.equal(true);
  });

  it("examines a hook whose ARN is not known before the update, through what the behavior is made of", async () => {
    const found = await diagnosticsOf(handSite(withLambda("origin-response", masks, {}, true)), examine);
    expect(messagesOf(found, "HA-EDGE-01-stack")[0]).to.contain("503 becomes 200");
  });

  it("says of a viewer-response hook that it disables no failover, and refuses it all the same (CF-6)", async () => {
    const code = "function handler(event) { event.response.statusCode = 200; return event.response; }";
    const found = await diagnosticsOf(handSite(withFunction("viewer-response", code)), examine);
    expect(messagesOf(found, "HA-EDGE-01")[0]).to.contain(
      "it runs after failover and never for an origin's error (CF-6): it cannot turn failover off",
    );
  });

  it("refuses an archive on a disk on a response event, and lets it pass on a request event and unattached", async () => {
    const opaque = (event: string | undefined) =>
      handSite({
        behavior: (parts) => {
          const hook = lambdaHook(parts, pathArchive("./edge"));
          if (event === undefined) return {};
          return { lambdaFunctionAssociations: [{ eventType: event, lambdaArn: hook.out("qualifiedArn") }] };
        },
      });
    const found = await diagnosticsOf(opaque("origin-response"), examine);
    expect(messagesOf(found, "HA-EDGE-01-stack")[0]).to.contain(
      "cannot be examined: its code is the archive ./edge on a disk",
    );
    expect(await refusedBy(opaque("origin-request"), examine)).to.deep.equal([]);
    expect(await refusedBy(opaque(undefined), examine)).to.deep.equal([]);
  });

  it("refuses a function from elsewhere on a response event, whose code nobody has seen", async () => {
    const foreign = (eventType: string) =>
      handSite({
        behavior: () => ({
          lambdaFunctionAssociations: [
            { eventType, lambdaArn: "arn:aws:lambda:us-east-1:444455556666:function:theirs:7" },
          ],
        }),
      });
    expect(await refusedBy(foreign("origin-response"), examine)).to.deep.equal(["HA-EDGE-01-stack"]);
    expect(await refusedBy(foreign("origin-request"), examine)).to.deep.equal([]);
  });

  it("leaves an ordinary Lambda function alone, which publishes no version", async () => {
    const stack = handSite({
      behavior: (parts) => {
        lambdaHook(parts, { assets: { "index.js": { text: masks } } }, { publish: false });
        return {};
      },
    });
    expect(await refusedBy(stack, examine)).to.deep.equal([]);
  });

  const sha256 = createHash("sha256").update(masks).digest("hex");
  const findingsWith = (settings: Partial<Settings>): readonly string[] => {
    const stack = handSite(withLambda("origin-response", masks)).stack.map((one) => ({
      ...one,
      props: plain(one.properties),
      propertyDependencies: one.propertyDependencies ?? {},
    }));
    const tools = { examine, today: "2026-06-15" };
    const all = { ...defaultSettings, ...settings };
    const alone = stack.flatMap((one) => rule.check(one, all, tools));
    return [...alone, ...stackRule.check(pictureOf(stack), all, tools)].map(({ message }) => message);
  };

  it("lets an exact piece of code pass for a reason, until the day that is said", () => {
    expect(findingsWith({})).to.have.length(2);
    expect(findingsWith({ allow: [{ sha256, reason: "a legacy client wants 200" }] })).to.deep.equal([]);
    expect(
      findingsWith({ allow: [{ sha256, reason: "until the client is gone", until: "2026-06-15" }] }),
    ).to.deep.equal([]);
  });

  it("refuses an entry without a reason, one that has ended and one that matches nothing", () => {
    const withReason = { sha256, reason: "a legacy client wants 200" };
    expect(findingsWith({ allow: [{ sha256 }] }).at(-1)).to.contain("has no reason");
    expect(findingsWith({ allow: [{ ...withReason, until: "2026-06-14" }] }).at(-1)).to.contain("ended on 2026-06-14");
    const stale = { sha256: "0".repeat(64), reason: "it was here once" };
    expect(findingsWith({ allow: [withReason, stale] })).to.have.length(1);
    expect(findingsWith({ allow: [withReason, stale] })[0]).to.contain("matches no function of the stack");
  });

  it("can be held to the failover codes: another status may then change", () => {
    const allowsOthers = (statuses: readonly (readonly [number, number])[]) => {
      const tools = { examine: rewriting(...statuses), today: "2026-06-15" };
      const stack = handSite(withLambda("origin-response", masks)).stack.map((one) => ({
        ...one,
        props: plain(one.properties),
        propertyDependencies: one.propertyDependencies ?? {},
      }));
      return stackRule.check(pictureOf(stack), { ...defaultSettings, scope: "failover-codes" }, tools).length;
    };
    expect(allowsOthers([[200, 204]])).to.equal(0);
    expect(allowsOthers([[503, 200]])).to.equal(1);
    expect(allowsOthers([[200, 503]])).to.equal(1);
  });
});

/** The archive in the form that the SDK's objects are read to. */
function plain(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const code = properties["code"];
  return typeof code === "object" && code !== null
    ? { ...properties, code: { assets: { "index.js": { text: masks } } } }
    : properties;
}

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

  const archived = (event: string, handler: string, files: Readonly<Record<string, string>>) =>
    handSite({
      behavior: (parts) => {
        const hook = lambdaHook(parts, archiveOf(files), { handler });
        return { lambdaFunctionAssociations: [{ eventType: event, lambdaArn: hook.out("qualifiedArn") }] };
      },
    });

  it("follow the archive's own files, and name the one that they speak of", async () => {
    const stack = archived("origin-response", "src/index.handler", {
      "src/index.js":
        "const { dress } = require('../lib/page'); exports.handler = async (e) => dress(e.Records[0].cf.response);",
      "lib/page.js": "const own = require('./own');\nexports.dress = (response) => own.dress(response);",
      "lib/own.js": "exports.dress = (response) => {\n  response.body = 'sorry';\n  return response;\n};",
      "lib/unused.js": "exports.pin = (response) => { delete response.headers['content-type']; };",
    });
    const found = messagesOf(await diagnosticsOf(stack), "HA-EDGE-02");
    expect(found).to.have.length(1);
    expect(found[0]).to.contain("hook replaces the body at origin-response (line 2 of ../lib/own.js)");
  });

  it("follow imports of modules, whatever is asked of the code", async () => {
    const stack = (text: string, event = "origin-request") =>
      archived(event, "index.handler", {
        "index.mjs":
          "import { act } from './act.mjs';\nexport const handler = async (e) => act(e.Records[0].cf.request);",
        "act.mjs": `export async function act(request) {\n${text}\nreturn request; }`,
      });
    const policyOn = async (text: string) => refusedBy(stack(text));
    expect(await policyOn("if (Math.random() < 0.5) request.uri = '/b';")).to.deep.equal(["HA-EDGE-03"]);
    expect(await policyOn("request.origin.s3.domainName = 'x';")).to.deep.equal(["HA-EDGE-04"]);
    const advised = await diagnosticsOf(stack("await fetch('https://a.example/');"));
    expect(messagesOf(advised, "HA-EDGE-09")[0]).to.contain("(line 2 of act.mjs)");
    const timed = await diagnosticsOf(stack("await fetch('https://a.example/', { signal: AbortSignal.timeout(9) });"));
    expect(messagesOf(timed, "HA-EDGE-09")).to.deep.equal([]);
  });

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
