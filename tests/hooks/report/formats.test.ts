import { expect } from "chai";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { examinedJson, examinedJUnit, examinedMarkdown } from "../../../hooks/report";
import { masking, source, verdict } from "./support";

const examined = [{ source, verdicts: [masking, verdict({ entry: "other" })] }];

describe("the report of an examination for programs", () => {
  it("is a list with a record for every entry, its keys in a fixed order", () => {
    const records = JSON.parse(examinedJson(examined)) as Record<string, unknown>[];
    expect(records.map(({ entry, verdict: one }) => [entry, one])).to.deep.equal([
      ["handler", "rewrites-status"],
      ["other", "keeps-status"],
    ]);
    expect(Object.keys(records[0] ?? {}).slice(0, 9)).to.deep.equal([
      ...["file", "entry", "event", "verdict", "throwsOn", "rewrites", "disablesFailoverOn", "reasons", "coverage"],
    ]);
    expect(records[0]).to.deep.equal(JSON.parse(JSON.stringify(masking)));
  });
});

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", isArray: () => false });

describe("the report of an examination for build servers", () => {
  it("is a suite a file, a case an entry, and a failure what is refused", () => {
    const { testsuites } = parser.parse(examinedJUnit(examined)) as Record<string, Record<string, unknown>>;
    expect(testsuites).to.include({ tests: "2", failures: "1", errors: "0" });
    const suite = testsuites?.["testsuite"] as { name: string; testcase: Record<string, unknown>[] };
    expect(suite.name).to.equal("hook.js");
    expect(suite.testcase.map(({ name }) => name)).to.deep.equal([
      "handler at origin-response (Lambda@Edge)",
      "other at origin-response (Lambda@Edge)",
    ]);
    const [failing, passing] = suite.testcase;
    expect(failing?.["failure"]).to.include({ type: "rewrites-status" });
    expect((failing?.["failure"] as { message: string }).message).to.equal(
      "changes the status of a response: 500–504 become 200 (line 3), asked with GET /index.html; CloudFront no longer " +
        "fails over on 500, 502–504 (LE-4, LE-5); set headers on the response received and leave its status alone; a " +
        "page for an error is a custom error response, which comes after failover (CE-1), and a redirect or another " +
        "path belongs in a request hook",
    );
    expect(passing).not.to.have.property("failure");
  });

  it("is well formed and one for every parser, whatever a hook says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (message, name) => {
        const reasons = [{ kind: "x", message: `${message}\u0000\u001b]]><&"` }];
        const opaque = verdict({ verdict: "opaque", reasons, file: name });
        const xml = examinedJUnit([{ source: { name, text: message }, verdicts: [opaque] }]);
        expect(XMLValidator.validate(xml)).to.equal(true);
        expect(xml).not.to.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the report of an examination for a pull request", () => {
  it("has a row for every entry, and the refused ones in full", () => {
    const text = examinedMarkdown(examined);
    expect(text.split("\n").slice(0, 6)).to.deep.equal([
      "### ❌ Hooks at the edge: 2 hooks: 1 refused, 1 clean",
      "",
      "| hook | event | verdict | what it does | failover lost on |",
      "| --- | --- | --- | --- | --- |",
      "| <code>hook.js</code> <code>handler</code> | origin-response | rewrites-status | 500–504 → 200 | 500, 502–504 |",
      "| <code>hook.js</code> <code>other</code> | origin-response | keeps-status | – | – |",
    ]);
    expect(text).to.contain(
      "<details><summary>hook.js: rewrites-status</summary>\n\n- CloudFront no longer fails over",
    );
    expect(text.match(/<details>/g)).to.have.length(1);
    expect(examinedMarkdown([{ source, verdicts: [verdict()] }])).to.match(/^### ✅ .*1 clean\n/);
  });

  it("keeps to its table and to its fence, whatever a hook says", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "|", "<", "&", "\n", "*", "a", "~") }), (message) => {
        const opaque = verdict({ verdict: "opaque", reasons: [{ kind: "x", message }], file: message });
        const lines = examinedMarkdown([{ source, verdicts: [opaque] }]).split("\n");
        const [row = ""] = lines.slice(4);
        expect(row.split("|")).to.have.length(7);
        const fences = lines.filter((line) => /^`{3,}(?:text)?$/.test(line));
        const [first = ""] = fences;
        const inside = lines.slice(lines.indexOf(first) + 1, lines.lastIndexOf(first.replace("text", "")));
        expect(inside.some((line) => line.trim().startsWith(first.replace("text", "")))).to.equal(false);
      }),
    );
  });

  it("is no longer than a comment may be (65,536 characters)", () => {
    const many = Array.from({ length: 400 }, () => masking);
    const text = examinedMarkdown([{ source, verdicts: many }]);
    expect(text.length).to.be.below(65_536);
    expect(text).to.match(/There is more than a comment can hold\.$/);
  });
});
