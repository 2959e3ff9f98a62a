import { expect } from "chai";
import { examinedText } from "../../../hooks/report";
import { masking, plainInput, rewrite, source, verdict } from "./support";

const reportOf = (...verdicts: (typeof masking)[]) => examinedText([{ source, verdicts }]);

describe("the report of an examination for a person", () => {
  it("says of a hook that masks errors what, where, what it costs and what to write instead (HA-EDGE-01)", () => {
    expect(reportOf(masking)).to.equal(
      [
        "✗ hook.js: rewrites-status, handler at origin-response (Lambda@Edge)",
        "    500–504 → 200  GET /index.html",
        '      3 | if (Number(response.status) >= 500) response.status = "200";',
        "        |                                              ^^^^^^",
        "    failover: CloudFront no longer fails over on 500, 502–504 (LE-4, LE-5)",
        "    instead:  set headers on the response received and leave its status alone; a page for an error is a custom",
        "              error response, which comes after failover (CE-1), and a redirect or another path belongs in a",
        "              request hook",
        "    coverage: 2 of 2 branches",
        "",
        "1 hook: 1 refused",
      ].join("\n"),
    );
  });

  it("is a line a hook where nothing is refused", () => {
    expect(reportOf(verdict(), verdict({ verdict: "not-a-response-hook", event: "origin-request" }))).to.equal(
      [
        "✓ hook.js: keeps-status, handler at origin-response (Lambda@Edge)",
        "✓ hook.js: not-a-response-hook, handler at origin-request (Lambda@Edge)",
        "2 hooks: 1 clean, 1 without a response",
      ].join("\n"),
    );
  });

  it("names the exports that were taken for helpers", () => {
    expect(reportOf(verdict({ leftOut: ["setHeaders", "table"] }))).to.contain(
      "left out: setHeaders, table: by their shape no event calls them; --entry NAME examines one",
    );
  });

  it("says that a viewer-response hook cannot turn failover off (CF-6, LE-12)", () => {
    const viewer = { ...masking, event: "viewer-response", disablesFailoverOn: [] } as const;
    expect(reportOf(viewer)).to.contain("never for an origin's error (LE-12): it cannot turn failover off");
    const text = reportOf({ ...viewer, runtime: "cloudfront-function" });
    expect(text).to.contain("never for an origin's error (CF-6): it cannot turn failover off");
    expect(text).to.contain("leave its statusCode alone");
  });

  it("says that a good answer is taken for a failure (LE-5)", () => {
    const forcing = verdict({ verdict: "rewrites-status", rewrites: [rewrite(200, 503)], forcesFailoverOn: [200] });
    expect(reportOf(forcing)).to.contain("failover: a good answer, 200, is taken for a failure and fails over (LE-5)");
  });

  it("says of codes that become each other that they still fail over (LE-5)", () => {
    const within = verdict({ verdict: "rewrites-status", rewrites: [rewrite(502, 503)] });
    expect(reportOf(within)).to.contain("failover: the codes of the criteria still fail over");
  });

  it("says how a throw came about, and what it hangs on (LE-9)", () => {
    const because = "it threw TypeError: x (LE-9)";
    const input = { ...plainInput, dependencies: "fail" } as const;
    const throwing = verdict({
      verdict: "rewrites-status",
      rewrites: [rewrite(200, 503, { because, input, hangsOn: ["dependencies", "time"], line: 4 })],
    });
    const text = reportOf(throwing);
    expect(text).to.contain(
      "200 → 503  GET /index.html, what it depends on fails; it hangs on what the network or an SDK answers and the time",
    );
    expect(text).to.contain(`      ${because}\n      4 | return response;\n        | ^^^^^^^^^^^^^^^^\n`);
    expect(text).to.contain("instead:  see whether a header or value is there");
  });

  it("says of an answer without a status that the received one is to be handed back (LE-13)", () => {
    const because = "its answer has no status (LE-13)";
    const invalid = verdict({ verdict: "rewrites-status", rewrites: [rewrite(200, 502, { because })] });
    expect(reportOf(invalid)).to.contain("instead:  hand back the response received, with the status that it has");
  });

  it("quotes what makes code opaque, with its position", () => {
    const position = { line: 2, column: 9 };
    const reasons = [{ kind: "syntax", message: "hook.js is not JavaScript: Unexpected token", position }];
    const text = reportOf(verdict({ verdict: "opaque", reasons }));
    expect(text).to.contain("hook.js is not JavaScript: Unexpected token (line 2, column 9)");
    expect(text).to.contain("  2 | const { response } = event.Records[0].cf;\n");
    expect(text).to.contain("instead:  supply JavaScript, or TypeScript, that can be parsed");
  });

  it("says what stands behind a condition", () => {
    const reasons = [{ kind: "condition", message: "a status is set under `x`" }];
    const text = reportOf(verdict({ verdict: "may-rewrite", reasons }));
    expect(text).to.contain("a status is set under `x`\n    failover: what it makes of a status");
    expect(text).to.contain("hangs on the outside world");
  });

  it("names the branches that no run came to, of clean hooks as well", () => {
    const unreached = [
      { line: 7, column: 5 },
      { line: 9, column: 1, file: "lib.js" },
    ];
    const text = reportOf(verdict({ coverage: { branches: 9, reached: 7, unreached } }));
    expect(text).to.contain(
      "coverage: 7 of 9 branches; no run came to line 7, column 5; lib.js line 9, column 1\n\n1 hook: 1 clean",
    );
  });

  it("is one line for each of its lines, whatever a hook's messages hold", () => {
    const because = "it threw Error: a\nb\u001b[2J\u202e (LE-9)";
    const text = reportOf(verdict({ verdict: "rewrites-status", rewrites: [rewrite(200, 503, { because })] }));
    expect(text).to.contain("\n      it threw Error: a b [2J  (LE-9)\n");
  });

  it("counts what would be too much", () => {
    const rewrites = Array.from({ length: 12 }, (_, index) => rewrite(400 + index, 200 + index));
    const unreached = Array.from({ length: 8 }, (_, index) => ({ line: index + 1, column: 1 }));
    const coverage = { branches: 9, reached: 1, unreached };
    const text = reportOf(verdict({ verdict: "rewrites-status", rewrites, coverage }));
    expect(text).to.contain("… and 4 more changes; --format json has them all");
    expect(text.replace(/\s+/g, " ")).to.contain("line 5, column 1 and 3 more");
  });

  it("tells where a hook throws when something is missing, which is no ground to refuse it", () => {
    const text = reportOf(verdict({ throwsOn: ["200-599"] }));
    expect(text).to.match(/^✓/);
    expect(text.replace(/\s+/g, " ")).to.contain(
      "advice: where what it depends on fails, or the event lacks what it reads, it throws, on 200–599: a 503 (LE-9)",
    );
  });
});
