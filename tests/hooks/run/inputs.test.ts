import { expect } from "chai";
import { changes, firstOf, lambda, run } from "./support";

describe("giving a hook the inputs that it asks for", () => {
  it("finds a path, a parameter and a header that stand behind each other, and nothing more than those", async () => {
    const found = await run(
      lambda(`if (request.uri.startsWith('/admin/') && request.querystring.includes('debug=1')) {
        if (request.headers['x-flag'] && request.headers['x-flag'][0].value === 'on') response.status = '418';
      }`),
    );
    expect(firstOf(found).input).to.deep.equal({
      method: "GET",
      uri: "/admin/",
      querystring: "debug=1",
      requestHeaders: { "x-flag": "on" },
      responseHeaders: {},
      origin: "s3",
      member: "primary",
      dependencies: "work",
    });
  });

  const conditions: Readonly<Record<string, readonly [string, object]>> = {
    "a method": ["request.method === 'OPTIONS'", { method: "OPTIONS" }],
    "an ending": ["request.uri.endsWith('.pdf')", { uri: "/.pdf" }],
    "a regular expression": ["/^\\/v\\d+\\/(?:old|older)\\/[a-f]{3}$/.test(request.uri)", { uri: "/v1/old/aaa" }],
    "a list": ["['/x', '/y'].includes(request.uri)", { uri: "/x" }],
    "a set": ["new Set(['/x']).has(request.uri)", { uri: "/x" }],
    "a parameter taken apart": ["new URLSearchParams(request.querystring).get('mode') === 'off'", {}],
    "a header of the response": ["response.headers['x-amz-meta-status']?.[0].value === '410'", {}],
    "a missing header": ["!response.headers['etag']", {}],
    "the replica": ["request.origin.s3.region === 'us-west-2'", { member: "replica" }],
    "an origin of the other kind": ["request.origin.custom", { origin: "custom" }],
    chance: ["Math.random() > 0.99", {}],
    "the hour": ["new Date().getUTCHours() < 6", {}],
    "a variable": ["process.env.MODE === 'maintenance'", {}],
    "a long path": ["request.uri.length > 300", {}],
    "an ending in a list": ["['png', 'jpg'].includes(request.uri.split('.').pop())", { uri: "/index.png" }],
    "a table": ["({ '/a': '410' })[request.uri]", { uri: "/a" }],
    "a captured part": ["request.uri.match(/^\\/users\\/(\\d+)\\/edit$/)?.[1] === '42'", { uri: "/users/42/edit" }],
    "a deep path": ["request.uri.split('/').length > 5", {}],
    "a capital letter": ["request.uri !== request.uri.toLowerCase()", {}],
    "many parameters": ["request.querystring.split('&').length > 3", {}],
    "a parameter's number": ["Number(require('querystring').parse(request.querystring).w) > 2000", {}],
    "a name among all": ["Object.keys(request.headers).some((name) => name.startsWith('x-debug'))", {}],
    "a lower-cased header": ["(request.headers['user-agent'][0].value.toLowerCase()).includes('curl')", {}],
  };
  for (const [name, [condition, expected]] of Object.entries(conditions)) {
    it(`reaches what stands behind ${name}`, async () => {
      const found = await run(lambda(`if (${condition}) response.status = '299';`));
      expect(changes(found)).to.include("200→299");
      expect(firstOf(found).input).to.include(expected);
    });
  }

  it("takes the cases of a switch one by one", async () => {
    const text = "switch (request.uri) { case '/a': break; case '/b': response.status = '299'; }";
    expect(firstOf(await run(lambda(text))).input.uri).to.equal("/b");
  });

  it("tells what was not reached, and where", async () => {
    const found = await run(
      lambda(
        "if (require('crypto').createHash('md5').update(request.uri).digest('hex') === 'abc')\nresponse.status = '204';",
      ),
    );
    expect(found.rewrites).to.deep.equal([]);
    expect(found.coverage.unreached).to.deep.equal([{ line: 4, column: 1 }]);
    expect(found.forced).to.deep.equal([{ branch: { line: 4, column: 1 }, from: 200, to: 204 }]);
  });

  it("does not force what only another event could come to (LE-3)", async () => {
    const text =
      "if (event.Records[0].cf.config.eventType === 'origin-request') return { status: '410', headers: {} };";
    expect((await run(lambda(text))).forced).to.deep.equal([]);
    const cases = "switch (event.Records[0].cf.config.eventType) { case 'viewer-request': response.status = '410'; }";
    expect((await run(lambda(cases))).forced).to.deep.equal([]);
    const either =
      "if (event.Records[0].cf.config.eventType === 'origin-request' || request.uri.length === 77.5) response.status = '410';";
    const turned =
      "if (request.uri.length === 77.5 || event.Records[0].cf.config.eventType === 'origin-request') response.status = '410';";
    expect((await run(lambda(turned))).forced.map(({ to }) => to)).to.deep.equal([410]);
    expect((await run(lambda(either))).forced.map(({ to }) => to)).to.deep.equal([410]);
  });

  it("has a parameter twice, of which a parser makes a list", async () => {
    const taken = await run(
      lambda("const { size } = require('querystring').parse(request.querystring); if (size) size.toUpperCase();"),
    );
    expect(changes(taken)).to.include("200→503");
    expect(firstOf(taken).input.querystring).to.contain("size=1&size=2");
    const many = "event.request.querystring.size?.multiValue";
    const listed = await run(
      `function handler(event) { if (${many}) event.response.statusCode = 300; return event.response; }`,
    );
    expect(changes(listed)).to.include("404→300");
  });

  it("lacks the response headers that S3 does not send: to need one is to break every response", async () => {
    const needed = await run(lambda("response.headers['x-tag'][0].value;"));
    expect(changes(needed)).to.include("404→503");
    const sent = await run(lambda("response.headers['etag'][0].value;"));
    expect(changes(sent)).to.deep.equal([]);
    expect(sent.throwsOn).to.deep.equal(["200-599"]);
  });

  it("are answered by the files that came along, whose imports are relative to themselves", async () => {
    const files = {
      "lib/a.js":
        "import { code } from './b.js'; export const status = async () => (await import('./b.js')).code ?? code;",
      ...{ "lib/b.js": "export const code = '410';", "b.js": "export const code = '200';" },
    };
    const text =
      "import { status } from './lib/a.js'; export const handler = async (event) => { const { response } = event.Records[0].cf; response.status = await status(); return response; };";
    expect(changes(await run(text, { files })))
      .to.include("404→410")
      .and.not.include("404→200");
  });

  it("have the globals of Node that libraries look for when they are loaded", async () => {
    const names = "Headers, File, CustomEvent, URL, AbortController, TextDecoder";
    expect(
      changes(await run(`const all = [${names}];\n${lambda("if (all.length !== 6) response.status = 500;")}`)),
    ).to.deep.equal([]);
  });
});
