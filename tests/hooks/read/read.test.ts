import { expect } from "chai";
import { lambda, read, told } from "./support";

/** What the text of a hook is, the hook, and what reading it tells. */
type Case = readonly [string, string, string];

const writing: readonly Case[] = [
  ["a dot", lambda("response.status = '200'; return response;"), "sure 200"],
  ["an alias", lambda("const r = response; r.status = 200; return response;"), "sure 200"],
  [
    "a parameter's pattern",
    `exports.handler = async ({ Records: [{ cf: { response: r } }] }) => { r.status = 200; return r; };`,
    "sure 200",
  ],
  ["a computed name", lambda("response['sta' + 'tus'] = 200; return response;"), "sure 200"],
  ["a name from a list", lambda("response[['sta', 'tus'].join('')] = 200; return response;"), "sure 200"],
  ["a name of the event's", lambda("response[request.querystring] = 200; return response;"), "possible 200"],
  ["a spread", lambda("return { ...response, status: 200 };"), "sure 200"],
  ["a new object", lambda("return { status: '302', headers: response.headers };"), "sure 302"],
  ["a status left out (LE-13)", lambda("return { headers: response.headers };"), "sure constant"],
  ["a rest that leaves it out (LE-13)", lambda("const { status, ...rest } = response; return rest;"), "sure constant"],
  ["delete (LE-13)", lambda("delete response.status; return response;"), "sure constant"],
  ["Object.assign", lambda("Object.assign(response, { status: 200 }); return response;"), "sure 200"],
  ["defineProperty", lambda("Object.defineProperty(response, 'status', { value: 200 }); return response;"), "sure 200"],
  [
    "defineProperty's getter",
    lambda("Object.defineProperty(response, 'status', { get: () => 200 }); return response;"),
    "sure 200",
  ],
  ["Reflect.set", lambda("Reflect.set(response, 'status', 200); return response;"), "sure 200"],
  [
    "a JSON round trip",
    lambda("const r = JSON.parse(JSON.stringify(response)); r.status = 200; return r;"),
    "sure 200",
  ],
  ["structuredClone", lambda("const r = structuredClone(response); r.status = 200; return r;"), "sure 200"],
  ["a helper", lambda("fix(response, 200); return response;", "function fix(r, s) { r.status = s; }"), "sure 200"],
  [
    "a wrapper",
    `const wrap = (f) => async (e) => f(e.Records[0].cf);\nexports.handler = wrap(({ response }) => ({ ...response, status: 200 }));`,
    "sure 200",
  ],
  [
    "a list of steps",
    lambda("return steps.reduce((r, step) => step(r), response);", "const steps = [(r) => ({ ...r, status: 200 })];"),
    "sure 200",
  ],
  [
    "a callback",
    `exports.handler = (event, context, callback) => { callback(null, { ...event.Records[0].cf.response, status: 200 }); };`,
    "sure 200",
  ],
  ["a promise", lambda("return Promise.resolve(response).then((r) => { r.status = 200; return r; });"), "sure 200"],
  [
    "a timer",
    lambda("return new Promise((done) => setTimeout(() => { response.status = 200; done(response); }));"),
    "sure 200",
  ],
  [
    "a setter",
    lambda(
      "new Box(response).ok = 200; return response;",
      "class Box { #r; constructor(r) { this.#r = r; } set ok(s) { this.#r.status = s; } }",
    ),
    "sure 200",
  ],
  ["a getter", lambda("return { ...response, get status() { return 200; } };"), "sure 200"],
  [
    "an inherited method",
    lambda(
      "new B(response).go(); return response;",
      "class A { constructor(r) { this.r = r; } go() { this.r.status = 200; } } class B extends A {}",
    ),
    "sure 200",
  ],
  ["a Proxy", lambda("return new Proxy(response, { get: (t, k) => (k === 'status' ? 200 : t[k]) });"), "sure 200"],
  [
    "a generator",
    lambda("for (const r of all(response)) r.status = 200; return response;", "function* all(r) { yield r; }"),
    "sure 200",
  ],
  [
    "every record",
    `exports.handler = async (event) => { event.Records.forEach((one) => { one.cf.response.status = 200; }); return event.Records[0].cf.response; };`,
    "sure 200",
  ],
  ["a logical assignment", lambda("response.status &&= 200; return response;"), "sure 200"],
  [
    "a Map",
    lambda(
      "response.status = map.get(response.status) ?? response.status; return response;",
      "const map = new Map([['503', 200]]);",
    ),
    "sure 200",
  ],
  ["bind", lambda("set.bind(response, 200)(); return response;", "function set(s) { this.status = s; }"), "sure 200"],
  [
    "a CloudFront Function",
    "function handler(event) { var response = event.response; response.statusCode = 200; return response; }",
    "sure 200",
  ],
  [
    "a value of the network's",
    lambda("const r = await fetch('https://a.example'); return { ...response, status: r.status };"),
    "sure world",
  ],
  [
    "an event that is listened for",
    lambda(
      "bus.emit('r', response); return response;",
      "const bus = new (require('events'))(); bus.on('r', (r) => { r.status = 200; });",
    ),
    "sure 200",
  ],
  [
    "a then of its own",
    lambda("await { then(done) { response.status = 200; done(); } }; return response;"),
    "sure 200",
  ],
  [
    "a replacer",
    lambda("return JSON.parse(JSON.stringify(response, (k, v) => (k === 'status' ? 200 : v)));"),
    "possible 200",
  ],
  ["toJSON", lambda("return { toJSON: () => ({ ...response, status: 200 }) };"), "sure 200"],
  [
    "Reflect.apply",
    lambda("Reflect.apply((s) => { response.status = s; }, null, [200]); return response;"),
    "sure 200",
  ],
];

const keeping: readonly Case[] = [
  ["headers", lambda("response.headers.a = [{ value: response.status }]; return response;"), "kept"],
  ["the same status", lambda("return { status: Number(response.status), headers: response.headers };"), "kept"],
  [
    "a copy name by name",
    lambda("const r = {}; for (const k of Object.keys(response)) r[k] = response[k]; return r;"),
    "kept",
  ],
  [
    "a shadowed name",
    lambda("{ const response = {}; response.status = 200; console.log(response); } return response;"),
    "kept",
  ],
  [
    "a copy that is only logged",
    lambda("const r = JSON.parse(JSON.stringify(response)); r.status = 'x'; console.log(r); return response;"),
    "kept",
  ],
  [
    "a status of something else",
    lambda("const metric = { status: 200 }; metric.status = 500; console.log(metric); return response;"),
    "kept",
  ],
  [
    "a request hook",
    `exports.handler = async (event) => { const { request } = event.Records[0].cf; if (request.uri === "/a") return { status: "302" }; return request; };`,
    "untouched",
  ],
];

const unreadable: readonly Case[] = [
  ["eval", lambda("eval(request.uri); return response;"), "opaque: eval"],
  ["new Function over data", lambda("new Function('r', request.uri)(response); return response;"), "opaque: eval"],
  ["vm", lambda("require('vm').runInThisContext(request.uri); return response;"), "opaque: eval"],
  [
    "a computed import",
    lambda("const m = await import(request.uri); m.go(response); return response;"),
    "opaque: dynamic-import",
  ],
  ["a computed require", lambda("require(request.uri)(response); return response;"), "opaque: dynamic-require"],
  ["a module that is not there", lambda("require('rules')(response); return response;"), "opaque: missing-module"],
  [
    "a wrapper that is not there",
    `exports.handler = require("wrapper")(async (event) => event.Records[0].cf.response);`,
    "opaque: missing-module",
  ],
  [
    "with",
    "exports.handler = function (event, context, callback) { var r = event.Records[0].cf.response; with (r) { status = 200; } callback(null, r); };",
    "opaque: with",
  ],
];

describe("reading a hook", () => {
  for (const [name, text, expected] of writing) {
    it(`sees what ${name} does to the status (HA-EDGE-01)`, () => {
      expect(told(read(text))).to.equal(expected);
    });
  }
  for (const [name, text, expected] of keeping) {
    it(`sees that ${name} changes no status (HA-EDGE-01)`, () => {
      expect(told(read(text))).to.equal(expected);
    });
  }
  for (const [name, text, expected] of unreadable) {
    it(`does not read through ${name} (HA-EDGE-01)`, () => {
      expect(told(read(text))).to.equal(expected);
    });
  }

  it("tells the conditions that a write stands under, and what they hang on (HA-EDGE-01)", () => {
    const text = lambda(
      "if (response.status !== '503') return response; if (Date.now() % 2) response.status = 200; return response;",
    );
    const [write] = read(text).writes;
    expect(write?.conditions.map(({ text, on }) => `${text}: ${on}`)).to.deep.equal([
      "!(response.status !== '503'): event",
      "Date.now() % 2: world",
    ]);
  });

  it("leaves out what only another event could come to, and tells so (HA-EDGE-01)", () => {
    const text = `exports.handler = async (event) => {
      const { config, request, response } = event.Records[0].cf;
      if (config.eventType === "origin-request") return { status: "302" };
      return response;
    };`;
    const { writes, dead } = read(text);
    expect(writes).to.deep.equal([]);
    expect(dead?.map(({ start }) => start.line)).to.deep.equal([3]);
  });

  it("follows relative files of the hook, and names the file of a write (HA-EDGE-01)", () => {
    const files = { "rules/fix.js": "module.exports = (r) => {\n r.status = 200; };" };
    const text = lambda("require('./rules/fix')(response); return response;");
    const [write] = read(text, {}, files).writes;
    expect(write?.position).to.deep.equal({ line: 2, column: 2, file: "rules/fix.js" });
  });

  /** As compilers write it for targets without `async`; `more` is what one that is none says besides. */
  const awaiter = (more = "") => `const run = (self, args, make) => new Promise((resolve, reject) => {
    const next = (value) => { try { step(steps.next(value)); } catch (error) { reject(error); } };
    const fail = (value) => { try { step(steps.throw(value)); } catch (error) { reject(error); } };
    const step = (one) => { ${more} return one.done ? resolve(one.value) : Promise.resolve(one.value).then(next, fail); };
    const steps = make.apply(self, args);
    step(steps.next());
  });`;
  const compiled = (body: string, more?: string) =>
    `${awaiter(more)}\nexports.handler = (event) => run(null, [event], function* (given) { const { response } = given.Records[0].cf; ${body} });`;

  it("knows an async function that a compiler has taken apart, by its vocabulary and not by its name", () => {
    const waiting = "const kept = yield Promise.resolve(response);";
    expect(told(read(compiled(`${waiting} return kept;`)))).to.equal("kept");
    expect(told(read(compiled(`${waiting} kept.status = 200; return kept;`)))).to.equal("sure 200");
  });

  it("does not take a function that does more for one", () => {
    const text = compiled("return response;", "if (one.done) one.value.status = 200;");
    expect(told(read(text))).to.not.equal("kept");
    const calling = compiled("return response;", "if (one.done) fix(one.value);");
    expect(told(read(`const fix = (r) => { r.status = 200; };\n${calling}`))).to.not.equal("kept");
  });

  it("reads modules whose imports are relative to themselves", () => {
    const files = {
      ...{ "lib/a.mjs": 'export { code } from "./b.mjs";', "lib/b.mjs": "export const code = 410;" },
    };
    const text = `import { code } from "./lib/a.mjs";\n${lambda("response.status = code; return response;")}`;
    expect(told(read(text, {}, files))).to.equal("sure 410");
  });
});
