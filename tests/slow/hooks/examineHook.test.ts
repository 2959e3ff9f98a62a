import { expect } from "chai";
import { closeHooks, examineEntries, examineHook, examineHooksSync, examineHookSync, isRefused } from "../../../hooks";
import { build } from "../../support/examiner";

const masking = {
  name: "mask.js",
  text: "exports.handler = async (event) => {\n  const { response } = event.Records[0].cf;\n  if (response.status === '503') response.status = '200';\n  return response;\n};",
};
const clean = {
  name: "clean.js",
  text: "function handler(event) { event.response.headers.a = { value: 'b' }; return event.response; }",
};

describe("examining a hook", () => {
  before(build);
  after(closeHooks);

  it("shows the status, the line and the failover code that a rewrite disables (HA-EDGE-01, LE-5)", async () => {
    const verdict = await examineHook(masking);
    expect(isRefused(verdict)).to.equal(true);
    expect(verdict).to.include({
      file: "mask.js",
      entry: "handler",
      event: "origin-response",
      verdict: "rewrites-status",
    });
    expect(verdict.rewrites.map(({ from, to, line }) => ({ from, to, line }))).to.deep.equal([
      { from: 503, to: 200, line: 3 },
    ]);
    expect(verdict.disablesFailoverOn).to.deep.equal([503]);
  });

  it("comes to the same without waiting for anything but a process (HA-EDGE-01)", async () => {
    expect(examineHookSync(masking)).to.deep.equal(await examineHook(masking));
  });

  it("tells several hooks apart in one process (HA-EDGE-01)", () => {
    const verdicts = examineHooksSync([
      { source: clean },
      { source: masking },
      { source: { name: "a.js", text: "(" } },
    ]);
    expect(verdicts.map(({ file, verdict }) => `${file}: ${verdict}`)).to.deep.equal([
      "clean.js: keeps-status",
      "mask.js: rewrites-status",
      "a.js: opaque",
    ]);
  });

  it("says where a file does not parse (HA-EDGE-01)", async () => {
    const { verdict, reasons } = await examineHook({
      name: "broken.js",
      text: "exports.handler = async () => {\n  return (;\n};",
    });
    expect(verdict).to.equal("opaque");
    expect(reasons[0]).to.deep.include({ kind: "syntax", position: { line: 2, column: 11 } });
  });

  it("has a verdict on every function of a file that an event could call (HA-EDGE-01)", async () => {
    const text = `exports.onRequest = async (event) => event.Records[0].cf.request;\n${masking.text.replace("handler", "onResponse")}`;
    const verdicts = await examineEntries({ name: "both.js", text });
    expect(verdicts.map(({ entry, verdict }) => `${entry}: ${verdict}`)).to.deep.equal([
      "onRequest: not-a-response-hook",
      "onResponse: rewrites-status",
    ]);
    expect((await examineHook({ name: "both.js", text })).entry).to.equal("onResponse");
  });

  it("tells a request hook by what it hands back, though it logs the whole event (HA-EDGE-01)", async () => {
    const text = "exports.handler = async (event) => { JSON.stringify(event); return event.Records[0].cf.request; };";
    const [found] = await examineEntries({ name: "log.js", text });
    expect(`${found?.verdict ?? ""} at ${found?.event ?? ""}`).to.equal("not-a-response-hook at origin-request");
    // Tied to a response event it breaks every response (LE-13).
    const [tied] = await examineEntries({ name: "log.js", text }, { event: "origin-response" });
    expect(tied?.verdict).to.equal("rewrites-status");
  });

  it("leaves classes out, which no event can call", async () => {
    const text = "class Cache { get(event) { return event.Records[0].cf.response; } } exports.Cache = Cache;";
    const [found] = await examineEntries({ name: "cache.js", text });
    expect([found?.verdict, found?.reasons[0]?.kind]).to.deep.equal(["not-a-response-hook", "no-function"]);
  });

  it("is wary of a file that speaks of events and calls nothing a handler (HA-EDGE-01)", async () => {
    const wary = await examineHook({
      name: "odd.js",
      text: "globalThis.go = (event) => event.Records[0].cf.response;",
    });
    const helper = await examineHook({ name: "sum.js", text: "const sum = (a, b) => a + b;" });
    expect([wary.verdict, helper.verdict]).to.deep.equal(["opaque", "not-a-response-hook"]);
  });
});
