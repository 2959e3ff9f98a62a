import { expect } from "chai";
import { changes, firstOf, lambda, run } from "./support";

describe("running a hook whose dependencies work, fail and stay silent", () => {
  const clients: Readonly<Record<string, string>> = {
    fetch: "const answer = await fetch('https://example.com'); if (answer.status === 451) response.status = '451';",
    "an unknown package":
      "const axios = require('axios'); const answer = await axios.get('/'); if (answer.status === 451) response.status = '451';",
    "an SDK's client":
      "const { S3Client, HeadObjectCommand } = require('@aws-sdk/client-s3'); const head = await new S3Client({}).send(new HeadObjectCommand({})); if (head.Metadata.gone === 'yes') response.status = '451';",
    "an SDK's promise()":
      "const AWS = require('aws-sdk'); const item = await new AWS.DynamoDB().getItem({}).promise(); if (item.Item) response.status = '451';",
    "a callback":
      "const fs = require('fs'); await new Promise((done) => fs.readFile('x', 'utf8', (error, text) => { if (!error && text.includes('gone')) response.status = '451'; done(); }));",
    "a request of node:https":
      "await new Promise((done) => require('node:https').get('https://a/', (res) => { let body = ''; res.on('data', (c) => { body += c; }); res.on('end', () => { if (res.statusCode === 451) response.status = '451'; done(); }); }).on('error', done));",
    "a JSON text":
      "const answer = JSON.parse(await (await fetch('/')).text()); if (answer.gone) response.status = '451';",
    "a list":
      "const rows = await require('db').query('x'); for (const row of rows) if (row.gone) response.status = '451';",
  };
  for (const [client, text] of Object.entries(clients)) {
    it(`gives the code what it hopes for from ${client}`, async () => {
      expect(changes(await run(lambda(text)))).to.include("200→451");
    });
  }

  it("finds what is done where they fail", async () => {
    const found = await run(lambda("try { await fetch('https://a/'); } catch { response.status = '503'; }"));
    expect(firstOf(found)).to.include({ from: 200, to: 503 });
    expect(firstOf(found).input.dependencies).to.equal("fail");
    expect(firstOf(found).because).to.equal(undefined);
  });

  it("finds what is done where they never answer", async () => {
    const text =
      "await Promise.race([fetch('https://a/'), new Promise((r) => setTimeout(r, 3000, 'late'))]).then((v) => { if (v === 'late') response.status = '504'; });";
    const found = await run(lambda(text));
    expect(firstOf(found)).to.include({ from: 200, to: 504 });
    expect(firstOf(found).hangsOn).to.deep.equal(["dependencies"]);
  });

  it("tells a throw that needs a failing dependency apart from one that does not (HA-EDGE-01)", async () => {
    const found = await run(lambda("await fetch('https://a/');"));
    expect(found.rewrites).to.deep.equal([]);
    expect(found.throwsOn).to.deep.equal(["200-599"]);
  });

  it("tells which rewrites hang on the outside world, and which do not", async () => {
    const hanging = await run(lambda("if ((await fetch('https://a/')).ok) response.status = '299';"));
    expect(firstOf(hanging).hangsOn).to.deep.equal(["dependencies"]);
    const free = await run(
      lambda("await fetch('https://a/').catch(() => 1); if (response.status === '404') response.status = '299';"),
    );
    expect(firstOf(free).hangsOn).to.equal(undefined);
    const chance = await run(lambda("if (Math.random() > 0.9) response.status = '299';"));
    expect(firstOf(chance).hangsOn).to.deep.equal(["chance"]);
    const time = await run(lambda("if (new Date().getUTCHours() < 4) response.status = '299';"));
    expect(firstOf(time).hangsOn).to.deep.equal(["time"]);
    const env = await run(lambda("if (process.env.MODE === 'off') response.status = '299';"));
    expect(firstOf(env).hangsOn).to.deep.equal(["environment"]);
  });

  it("loads the files that come with it, and notes those that do not", async () => {
    const files = {
      "lib/fix.js": "module.exports = (r) => { r.status = '299'; };",
      "node_modules/a/index.js": "exports.b = 1;",
    };
    const text = `const fix = require('./lib/fix'); const { b } = require('a');\n${lambda("if (b === 1) fix(response);")}`;
    expect(changes(await run(text, { files }))).to.include("200→299");
    const missing = await run(`const fix = require('./fix');\n${lambda("fix(response);")}`);
    expect(missing.reasons.map(({ kind }) => kind)).to.deep.equal(["missing-module"]);
  });

  it("runs ES modules, their imports and re-exports", async () => {
    const files = { "fix.mjs": "export default function fix(r) { r.status = '299'; }\nexport const code = 299;" };
    const text =
      "import fix, { code } from './fix.mjs';\nimport * as path from 'node:path';\nasync function run(event) { const r = event.Records[0].cf.response; if (path.extname('a.b') === '.b' && code === 299) fix(r); return r; }\nexport { run as handler };";
    expect(changes(await run(text, { files }))).to.include("200→299");
  });

  it("runs TypeScript", async () => {
    const text =
      "enum Code { Odd = '299' }\nexport const handler = async (event: any): Promise<unknown> => { const r = event.Records[0].cf.response; r.status = Code.Odd; return r; };";
    expect(changes(await run(text, { name: "hook.ts" }))).to.include("200→299");
  });

  it("breaks without the helpers of its compiler, which Lambda does not bring, and not with them (LE-9)", async () => {
    const text =
      "const tslib_1 = require('tslib');\nexports.handler = (event) => tslib_1.__awaiter(void 0, void 0, void 0, function* () { return event.Records[0].cf.response; });";
    const alone = await run(text);
    expect(firstOf(alone)).to.include({ from: 200, to: 503 });
    expect(firstOf(alone).because).to.equal(
      "it threw Error: Cannot find module 'tslib': the archive must hold it (LE-9)",
    );
    const helper =
      "exports.__awaiter = async (self, all, P, body) => { const steps = body.call(self); let last = steps.next(); while (!last.done) last = steps.next(await last.value); return last.value; };";
    expect(changes(await run(text, { files: { "node_modules/tslib/index.js": helper } }))).to.deep.equal([]);
  });

  it("runs the hook that a wrapper which is not there was given, and says that the wrapper is not", async () => {
    const text =
      "const middy = require('@middy/core'); exports.handler = middy(async (event) => { const r = event.Records[0].cf.response; r.status = '299'; return r; });";
    const found = await run(text);
    expect(changes(found)).to.include("200→299");
    expect(found.reasons.map(({ kind }) => kind)).to.deep.equal(["missing-module"]);
  });
});
