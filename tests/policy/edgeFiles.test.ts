import { expect } from "chai";
import { archived, bundled } from "./support/archives";
import { diagnosticsOf, messagesOf, refusedBy } from "./support/judge";
import { keepsStatus } from "./support/verdicts";

type Files = Readonly<Record<string, string>>;

/** One that asks another file to act on what it has received. */
const asks = (what: "request" | "response", act = `act(event.Records[0].cf.${what})`): string =>
  `const { act } = require("./act");\nexports.handler = async (event) => ${act};`;

interface Case {
  readonly does: string;
  readonly event: string;
  readonly files: Files;
  readonly ids: readonly string[];
}

const cases: readonly Case[] = [
  {
    does: "replaces the body of what it is handed",
    event: "origin-response",
    files: { "index.js": asks("response"), "act.js": "exports.act = (r) => { r.body = 'sorry'; return r; };" },
    ids: ["HA-EDGE-02"],
  },
  {
    does: "gives an answer with a body that another file has made",
    event: "origin-response",
    files: {
      "index.js": "const { page } = require('./act');\nexports.handler = async () => page;",
      "act.js": "exports.page = { status: '503', body: 'sorry' };",
    },
    ids: ["HA-EDGE-02"],
  },
  {
    does: "removes the content type from headers that it is handed",
    event: "origin-response",
    files: {
      "index.js": asks("response", "{ const r = event.Records[0].cf.response; act(r.headers); return r; }"),
      "act.js": "const names = require('./names');\nexports.act = (all) => { delete all[names.type]; };",
      "names.js": "exports.type = 'content-type';",
    },
    ids: ["HA-EDGE-02"],
  },
  {
    does: "throws dice",
    event: "origin-request",
    files: {
      "index.js": asks("request"),
      "act.js": "exports.act = (q) => { if (Math.random() < 0.1) q.uri = '/b'; return q; };",
    },
    ids: ["HA-EDGE-03"],
  },
  {
    does: "counts its calls",
    event: "origin-request",
    files: {
      "index.js": asks("request"),
      "act.js": "let calls = 0;\nexports.act = (q) => { calls = calls + 1; if (calls % 2) q.uri = '/b'; return q; };",
    },
    ids: ["HA-EDGE-03"],
  },
  {
    does: "counts its calls in an object of a third file",
    event: "origin-request",
    files: {
      "index.js": asks("request"),
      "act.js":
        "const state = require('./state');\nexports.act = (q) => { if (state.calls++ % 2) q.uri = '/b'; return q; };",
      "state.js": "module.exports = { calls: 0 };",
    },
    ids: ["HA-EDGE-03"],
  },
  {
    does: "counts within one call, and keeps what it has once read",
    event: "origin-request",
    files: {
      "index.js": asks("request"),
      "act.js":
        "let flags;\nexports.act = (q) => { let n = 0; for (const c of q.uri) n += c === '/' ? 1 : 0; flags ??= n; return q; };",
    },
    ids: [],
  },
  {
    does: "pins an origin that it is handed",
    event: "origin-request",
    files: {
      "index.js": asks("request", "{ const q = event.Records[0].cf.request; act(q.origin.s3); return q; }"),
      "act.js": "exports.act = (origin) => { origin.domainName = 'x'; };",
    },
    ids: ["HA-EDGE-04"],
  },
  {
    does: "pins the host by a helper that finds the headers",
    event: "origin-request",
    files: {
      "index.js": asks("request", "{ act(event).host = [{ value: 'x' }]; return event.Records[0].cf.request; }"),
      "act.js": "exports.act = ({ Records }) => Records[0].cf.request.headers;",
    },
    ids: ["HA-EDGE-04"],
  },
  {
    does: "hands a request of its own to the same helper",
    event: "origin-request",
    files: {
      "index.js": asks("request", "{ act({ headers: {} }); return event.Records[0].cf.request; }"),
      "act.js": "exports.act = (mine) => { mine.headers.host = 'x'; mine.body = 'seen'; };",
    },
    ids: [],
  },
  {
    does: "sets what may not be set by a helper that is handed the headers",
    event: "origin-response",
    files: {
      "index.js": asks("response", "{ const r = event.Records[0].cf.response; act(r.headers); return r; }"),
      "act.js":
        "const own = { 'x-cache': [{ value: 'mine' }] };\nexports.act = (headers) => Object.assign(headers, own);",
    },
    ids: ["HA-EDGE-07"],
  },
  {
    does: "sets what may not be set in a copy of what it has received",
    event: "origin-response",
    files: {
      "index.js": asks("response"),
      "act.js":
        "exports.act = (r) => { const { headers } = r; return { ...r, headers: { ...headers, 'x-edge-mine': [] } }; };",
    },
    ids: ["HA-EDGE-07"],
  },
  {
    does: "answers with a page of another file that is too large",
    event: "viewer-request",
    files: {
      "index.js": "const { page } = require('./act');\nexports.handler = async () => ({ status: '200', body: page });",
      "act.js": "const line = 'x'.repeat(1024);\nmodule.exports.page = `<pre>${line.repeat(40)}</pre>`;",
    },
    ids: ["HA-EDGE-07"],
  },
  {
    does: "answers with a page of another file that is just small enough",
    event: "viewer-request",
    files: {
      "index.js": "const { page } = require('./act');\nexports.handler = async () => ({ status: '200', body: page });",
      "act.js": "const line = 'x'.repeat(1024);\nmodule.exports.page = line.repeat(40);",
    },
    ids: [],
  },
];

describe("the policies on edge code of several files", () => {
  for (const { does, event, files, ids } of cases) {
    const said = `${ids.length === 0 ? "let pass" : "refuse"} a hook that ${does}${ids.length === 0 ? "" : ` (${ids.join()})`}`;
    // What becomes of the status is the examiner's business, and its tests'.
    const verdictOn = (made: Files) => refusedBy(archived(event, made), keepsStatus);

    it(`${said}, as an archive`, async () => {
      expect(await verdictOn(files)).to.deep.equal(ids);
    });

    it(`${said}, as a bundle and as a minified one`, async () => {
      expect(await verdictOn(await bundled(files, false))).to.deep.equal(ids);
      expect(await verdictOn(await bundled(files, true))).to.deep.equal(ids);
    });
  }

  it("name the file that they speak of, and leave out what is not asked for", async () => {
    const files = {
      "src/index.js":
        "const { dress } = require('../lib/page'); exports.handler = async (e) => dress(e.Records[0].cf.response);",
      "lib/page.js": "const own = require('./own');\nexports.dress = (response) => own.dress(response);",
      "lib/own.js": "exports.dress = (response) => {\n  response.body = 'sorry';\n  return response;\n};",
      "lib/unused.js": "exports.pin = (response) => { delete response.headers['content-type']; };",
    };
    const found = messagesOf(
      await diagnosticsOf(archived("origin-response", files, "src/index.handler")),
      "HA-EDGE-02",
    );
    expect(found).to.have.length(1);
    expect(found[0]).to.contain("hook replaces the body at origin-response (line 2 of ../lib/own.js)");
  });

  it("follow imports of modules, under other names and through files that hand them on", async () => {
    const stack = (text: string) =>
      archived("origin-request", {
        "index.mjs":
          "import { apply as act } from './all.mjs';\nimport * as own from './act.mjs';\nexport const handler = async (e) => own.id(act(e.Records[0].cf.request));",
        "all.mjs": "export { act as apply } from './act.mjs';",
        "act.mjs": `export function act(q) {\n${text}\nreturn q; }\nexport const id = (one) => one;`,
      });
    const policyOn = async (text: string) => refusedBy(stack(text), keepsStatus);
    expect(await policyOn("if (Math.random() < 0.5) q.uri = '/b';")).to.deep.equal(["HA-EDGE-03"]);
    expect(await policyOn("const { origin } = q; const { s3 } = origin; s3.path = '/x';")).to.deep.equal([
      "HA-EDGE-04",
    ]);
    const advised = await diagnosticsOf(stack("fetch('https://a.example/'); Function('1');"));
    expect(messagesOf(advised, "HA-EDGE-09").map((message) => /line.*mjs/.exec(message)?.[0])).to.deep.equal([
      "line 2 of act.mjs",
      "line 2 of act.mjs",
    ]);
    const timed = await diagnosticsOf(stack("fetch('https://a.example/', { signal: AbortSignal.timeout(9) });"));
    expect(messagesOf(timed, "HA-EDGE-09")).to.deep.equal([]);
  });

  it("see a security header that another file sets at viewer-response (HA-EDGE-05)", async () => {
    const files = {
      "index.js": asks("response"),
      "act.js":
        "const { name } = require('./names');\nexports.act = (r) => { r.headers[name] = [{ value: 'same-origin' }]; return r; };",
      "names.js": "exports.name = 'referrer-policy';",
    };
    const verdictOn = (made: Files, headers = {}) =>
      refusedBy(archived("viewer-response", made, "index.handler", { headers }), keepsStatus);
    expect(await verdictOn(files)).to.deep.equal([]);
    const alone = { referrerPolicy: undefined };
    expect(await verdictOn(files, alone)).to.deep.equal(["HA-EDGE-05", "HA-HDR-01"]);
    expect(await verdictOn(await bundled(files, true), alone)).to.deep.equal(["HA-EDGE-05", "HA-HDR-01"]);
  });

  it("read the table of files that webpack makes", async () => {
    const text = (act: string) =>
      `(()=>{var e={12:(e,t)=>{let n=0;t.act=e=>{${act}return e}},"./state":(e)=>{e.exports={calls:0}}},t={};function r(n){var o=t[n];if(void 0!==o)return o.exports;var s=t[n]={exports:{}};return e[n](s,s.exports,r),s.exports}var n={};(()=>{var e=n;const{act:t}=r(12);e.handler=async e=>t(e.Records[0].cf.request)})(),module.exports=n})();`;
    const verdictOn = (act: string) => refusedBy(archived("origin-request", { "index.js": text(act) }), keepsStatus);
    expect(await verdictOn("if(n++%2)e.uri='/b';")).to.deep.equal(["HA-EDGE-03"]);
    expect(await verdictOn("const{origin:t}=e;t.s3.path='/x';")).to.deep.equal(["HA-EDGE-04"]);
    expect(await verdictOn("let t=0;for(const r of e.uri)t++;")).to.deep.equal([]);
  });

  it("follow the choice of an origin into a bundle (HA-EDGE-08)", async () => {
    const files = {
      "index.js":
        "import cf from './cf.js';\nimport { codes } from './codes.js';\nexport const handler = async (event) => { cf.createRequestOriginGroup({ originIds: [], failoverCriteria: { statusCodes: codes } }); return event.Records[0].cf.request; };",
      "cf.js": "export default globalThis.cf;",
      "codes.js": "export const codes = [500, 502, 503, 504];",
    };
    const verdictOn = async (made: Files) => refusedBy(archived("viewer-request", made), keepsStatus);
    for (const minify of [false, true]) {
      expect(await verdictOn(await bundled(files, minify))).to.deep.equal([]);
      const few = { ...files, "codes.js": "export const codes = [500, 502];" };
      expect(await verdictOn(await bundled(few, minify))).to.deep.equal(["HA-EDGE-08"]);
    }
  });
});
