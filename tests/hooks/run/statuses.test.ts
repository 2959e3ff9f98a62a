import { expect } from "chai";
import { changes, firstOf, lambda, run } from "./support";

describe("running a hook over every status", () => {
  it("finds nothing where the status is kept", async () => {
    const found = await run(lambda("response.headers['x-a'] = [{ key: 'X-A', value: '1' }];"));
    expect(found.rewrites).to.deep.equal([]);
    expect(found.touchesResponse).to.equal(true);
  });

  it("takes the number for the text: the same status is no change", async () => {
    expect(changes(await run(lambda("response.status = Number(response.status);")))).to.deep.equal([]);
  });

  it("finds what AWS's own example does to every error (LE-6)", async () => {
    const found = await run(
      "exports.handler = (event, context, callback) => {\nconst response = event.Records[0].cf.response;\nif (response.status >= 400 && response.status <= 599) {\nresponse.status = 200;\n}\ncallback(null, response);\n};",
    );
    expect(changes(found)).to.deep.equal(Array.from({ length: 200 }, (_, index) => `${400 + index}→200`));
    expect(firstOf(found).line).to.equal(4);
  });

  it("finds a single status that nobody would try", async () => {
    expect(changes(await run(lambda("if (response.status === '418') response.status = '200';")))).to.deep.equal([
      "418→200",
    ]);
  });

  const spellings: Readonly<Record<string, string>> = {
    "a computed name": "response['sta' + 'tus'] = '200';",
    "Object.assign": "Object.assign(response, { status: '200' });",
    "Reflect.set": "Reflect.set(response, 'status', '200');",
    defineProperty: "Object.defineProperty(response, 'status', { value: '200', enumerable: true });",
    "a spread": "return { ...response, status: '200' };",
    "a new object": "return { status: '200', headers: response.headers };",
    "JSON and back": "return JSON.parse(JSON.stringify(response).replace('\"404\"', '\"200\"'));",
    "a Proxy that says another one":
      "return new Proxy(response, { get: (all, key) => (key === 'status' ? '200' : all[key]) });",
    "a prototype's toJSON": "Object.setPrototypeOf(response, { toJSON: () => ({ status: '200' }) });",
    toJSON: "response.toJSON = () => ({ status: '200' });",
    "a default value": "const f = ({ x = (response.status = '200') } = {}) => x; f();",
    "a logical assignment": "response.nothing ??= response.status = '200';",
    "a getter": "Object.defineProperty(response, 'status', { get: () => '200', enumerable: true });",
    "a Proxy":
      "return new Proxy(response, { get: (t, k) => (k === 'status' && request.method === 'HEAD' ? '200' : t[k]) });",
    "a class":
      "class Wrap { constructor(r) { this.r = r; } set code(v) { this.r.status = v; } } new Wrap(response).code = '200';",
    "a generator": "function* g() { yield; response.status = '200'; } for (const _ of g());",
    "a timer": "await new Promise((resolve) => setTimeout(resolve, 5000)); response.status = '200';",
  };
  for (const [spelling, text] of Object.entries(spellings)) {
    it(`sees through ${spelling}`, async () => {
      expect(changes(await run(lambda(text)))).to.include("404→200");
    });
  }

  it("tells a status that is left out as the 502 that it becomes (LE-13)", async () => {
    const first = firstOf(await run(lambda("return { headers: response.headers };")));
    expect(first.to).to.equal(502);
    expect(first.because).to.equal("its answer has no status (LE-13)");
  });

  it("takes an answer for what JSON makes of it (LE-13)", async () => {
    const hidden = "Object.defineProperty(response, 'status', { enumerable: false });";
    expect(changes(await run(lambda(hidden)))).to.include("404→502");
    expect(changes(await run(lambda("return Object.assign([], { status: response.status });")))).to.include("404→502");
  });

  it("tells no answer as the 503 that it becomes (LE-9)", async () => {
    const found = await run("exports.handler = async (event) => { event.Records[0].cf.response.headers.a; };");
    expect(firstOf(found)).to.include({ to: 503, because: "it gave no answer (LE-9)" });
  });

  it("tells a throw as the 503 that it becomes, for the statuses that it throws on (LE-9)", async () => {
    const found = await run(lambda("if (response.status === '403') missing.go();"));
    expect(changes(found)).to.deep.equal(["403→503"]);
    expect(firstOf(found).because).to.equal("it threw ReferenceError: missing is not defined (LE-9)");
  });

  it("does not hold a header against a hook that only a policy brings", async () => {
    const found = await run(lambda("const country = request.headers['cloudfront-viewer-country'][0].value;"));
    expect(found.rewrites).to.deep.equal([]);
    expect(found.throwsOn).to.deep.equal(["200-599"]);
  });

  it("holds a header against it that any viewer can leave out", async () => {
    const found = await run(lambda("const origin = request.headers.origin[0].value;"));
    expect(firstOf(found)).to.include({ from: 200, to: 503 });
  });

  it("reads what a minifier wrote", async () => {
    const text =
      'exports.handler=async e=>{let{response:t}=e.Records[0].cf;switch(t.status){case"404":return{...t,status:"200"};default:for(let e of["a"])delete t.headers[e];return"x"===t.status?null:t}};';
    expect(changes(await run(text))).to.deep.equal(["404→200"]);
  });

  it("loads the hook anew for what it keeps from its surroundings", async () => {
    const text = `const mode = process.env.MODE;\n${lambda("if (mode === 'off') response.status = '299';")}`;
    expect(firstOf(await run(text)).input.others).to.deep.equal({ "env.MODE": "off" });
  });

  it("runs CloudFront Functions with the event and the status that they have (CF-4)", async () => {
    const found = await run(
      "function handler(event) {\nvar response = event.response;\nif (response.statusCode === 404) { response.statusCode = 200; }\nreturn response;\n}",
    );
    expect(changes(found)).to.deep.equal(["404→200"]);
    expect(firstOf(found).line).to.equal(3);
  });

  it("sees what only a second call does", async () => {
    const found = await run(`let calls = 0;\n${lambda("if (++calls === 2) response.status = '500';")}`);
    expect(firstOf(found).input.others).to.deep.equal({ repeat: "1" });
  });

  it("leaves alone what never has a response: the events of requests", async () => {
    const found = await run("exports.handler = async () => ({ status: '302' });", { event: "origin-request" });
    expect(found).to.include({ touchesResponse: false });
    expect(found.rewrites).to.deep.equal([]);
  });

  it("tells whether the received response is touched at all", async () => {
    const text =
      "exports.handler = async (event) => { const { request, response } = event.Records[0].cf; return request; };";
    expect((await run(text)).touchesResponse).to.equal(false);
  });

  it("ends a run that would never end, and says so", async () => {
    const found = await run(lambda("while (response.status === '500');"));
    expect(found.reasons.map(({ kind }) => kind)).to.deep.equal(["unfinished"]);
  });
});
