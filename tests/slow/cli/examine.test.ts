import { expect } from "chai";
import { XMLValidator } from "fast-xml-parser";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HookVerdict } from "../../../hooks";
import { finished, runCli, startCli } from "../../support/cli";

const corpus = "tests/hooks/corpus";
const rewriting = `${corpus}/rewrites/switch.js`;
const clean = `${corpus}/clean/assign-headers.js`;

/** The command line as it is built, on real hooks in its own process. */
describe("static-site-ha examine", () => {
  it("refuses a hook that rewrites a status, with exit code 1 (HA-EDGE-01)", async () => {
    const { code, stdout, stderr } = await runCli(["examine", rewriting, clean]);
    expect([code, stderr]).to.deep.equal([1, ""]);
    expect(stdout).to.contain(`✗ ${rewriting}: rewrites-status, handler at origin-response (Lambda@Edge)`);
    expect(stdout).to.contain("403–404 → 200").and.contain('8 | response.status = "200";');
    expect(stdout).to.contain("failover: CloudFront no longer fails over on 403–404 (LE-4, LE-5)");
    expect(stdout).to.contain(`✓ ${clean}: keeps-status`);
    expect(stdout).to.match(/2 hooks: 1 refused, 1 clean\n$/);
  });

  it("accepts hooks that change headers alone, with exit code 0 (HA-EDGE-01)", async () => {
    const { code, stdout } = await runCli(["examine", `${corpus}/clean/a*.js`]);
    expect(stdout).to.match(/^✓ .*\n(?:.*\n)*\d+ hooks?: \d+ clean\n$/);
    expect(code).to.equal(0);
  });

  it("is a record for every entry in JSON, judged by the criteria that are given", async () => {
    const args = ["examine", rewriting, "--criteria", "404,503,504", "--format", "json"];
    const { code, stdout } = await runCli(args);
    const [record] = JSON.parse(stdout) as HookVerdict[];
    expect(record).to.include({ file: rewriting, entry: "handler", event: "origin-response" });
    expect(record?.disablesFailoverOn).to.deep.equal([404]);
    expect(code).to.equal(1);
  });

  it("does not refuse a request hook for what it generates", async () => {
    const { code, stdout } = await runCli(["examine", rewriting, "--event", "origin-request"]);
    expect(stdout).to.contain("not-a-response-hook, handler at origin-request");
    expect(code).to.equal(0);
  });

  it("calls code that does not parse opaque, with its position and exit code 1", async () => {
    const { code, stdout } = await runCli(["examine", `${corpus}/undecidable/does-not-parse.js`]);
    expect(stdout).to.match(/opaque.*\n.* is not JavaScript: Unexpected token \(line 3, column \d+\)\n\s+3 \| /);
    expect(code).to.equal(1);
  });

  it("reads standard input where the file is -", async () => {
    const child = startCli(["examine", "-", "--format", "json"], ".", "pipe");
    const result = finished(child);
    child.stdin?.end("exports.handler = async (event) => ({ ...event.Records[0].cf.response, status: 200 });");
    const { code, stdout } = await result;
    expect(JSON.parse(stdout)).to.have.nested.property("[0].verdict", "rewrites-status");
    expect(code).to.equal(1);
  });

  it("writes a report for build servers, and a comment for a pull request, into a file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "examine-"));
    try {
      const out = join(folder, "report");
      for (const format of ["junit", "markdown"]) {
        const { code, stdout } = await runCli(["examine", rewriting, "--format", format, "--out", out]);
        expect([code, stdout], format).to.deep.equal([1, ""]);
        const text = await readFile(out, "utf8");
        if (format === "junit") expect(XMLValidator.validate(text)).to.equal(true);
        else expect(text).to.match(/^### ❌ Hooks at the edge: 1 hook: 1 refused\n/);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no file", [], /^E_USAGE: missing required argument/],
    ["an unknown event", [clean, "--event", "request"], /^E_USAGE: .*viewer-request, origin-request/],
    ["an unknown format", [clean, "--format", "html"], /^E_USAGE: .*text, json, junit, markdown/],
    ["no criteria", [clean, "--criteria", ""], /^E_CRITERIA_CODE: --criteria must be some of 400/],
    ["illegal criteria", [clean, "--criteria", "501"], /^E_CRITERIA_CODE: .* got 501; supply/],
    ["a missing file", [rewriting, "nope.js"], /^E_FILE: FILE must be a file.* got nope\.js/],
    ["a folder without code", [rewriting, "docs/rules"], /^E_FILE: FILE must be a folder with .* got docs\/rules/],
    ["empty standard input", ["-"], /^E_FILE: FILE must be code on standard input/],
    ["a file that cannot be written", [clean, "--out", "nope/report"], /^E_FILE: --out must name a file/],
  ];
  for (const [what, args, refusal] of wrong) {
    it(`takes ${what} for wrong usage: one line, exit code 2`, async () => {
      const { code, stdout, stderr } = await runCli(["examine", ...args]);
      expect(stderr).to.match(refusal);
      expect([code, stdout, stderr.trim().split("\n").length]).to.deep.equal([2, "", 1]);
    });
  }
});
