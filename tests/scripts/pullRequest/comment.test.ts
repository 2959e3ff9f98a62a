import { expect } from "chai";
import fc from "fast-check";
import { composeComment, markerOf, maximumCommentLength } from "../../../scripts/pullRequest/comment";
import { readReports } from "../../../scripts/pullRequest/reports";
import { aCase, failedProof, filesOf, proofWith } from "./samples";

const commentOf = (...given: Parameters<typeof filesOf>): string => composeComment(readReports(filesOf(...given)), {});

describe("the comment on a pull request", () => {
  it("begins with what it is found again by, another one for each project", () => {
    expect(commentOf({ dev: { proof: proofWith() } }).startsWith(`${markerOf(".")}\n`)).to.equal(true);
    expect(markerOf("a")).not.to.equal(markerOf("b"));
  });

  it("has a marker that shows nothing, whatever the folder is called", () => {
    const folder = fc.string({ unit: fc.constantFrom("-", ">", "<", "a", "/", " ", "é", "!") });
    fc.assert(
      fc.property(folder, (directory) => {
        const inner = /^<!--(.*)-->$/s.exec(markerOf(directory))?.[1] ?? "-->";
        expect(inner).not.to.match(/--|>|\n/);
      }),
    );
  });

  it("says that every promise holds", () => {
    const text = commentOf({ dev: { proof: proofWith() }, prod: { proof: proofWith() } });
    expect(text).to.contain("### Failover: ✅ every promise holds (<code>dev</code>, <code>prod</code>)");
    expect(text).to.contain("| <code>prod</code> | ✅ passed | nothing to compare with |  |");
  });

  it("names the stack whose promise does not hold, and opens its proof alone", () => {
    const text = commentOf({ dev: { proof: proofWith() }, prod: { proof: failedProof() } });
    expect(text).to.contain("### Failover: ❌ a promise does not hold (<code>prod</code>)");
    expect(text).to.contain("<details open><summary>The proof of <code>prod</code></summary>");
    expect(text).to.contain("<details><summary>The proof of <code>dev</code></summary>");
    expect(text).to.contain("add 503 to failoverStatusCodes");
  });

  it("tells which promises are lost and gained, and what the verdict was", () => {
    const lost = commentOf({ dev: { proof: failedProof(), baseline: proofWith() } });
    expect(lost).to.contain("| <code>dev</code> | ❌ failed, was passed | **failover**, **options** | none |");
    const gained = commentOf({ dev: { proof: proofWith(), baseline: failedProof() } });
    expect(gained).to.contain("| <code>dev</code> | ✅ passed, was failed | none | **failover**, **options** |");
  });

  it("tells the worst-case delays before and after, of what either knows", () => {
    const before = proofWith({ worstCaseDelayMs: { "connection-timeout": 30_000, "error-status": 0 } });
    const text = commentOf({ dev: { proof: proofWith(), baseline: before }, prod: { proof: proofWith() } });
    expect(text).to.contain("| A viewer waits at most, while | <code>dev</code> | <code>prod</code> |");
    expect(text).to.contain("| The primary cannot be reached | 30 s → **2 s** | 2 s |");
    expect(text).to.contain("| The primary accepts, then hangs | – → **32 s** | 32 s |");
    expect(text).to.contain("| The primary answers an error | 0 s → **–** | – |");
  });

  it("says why a stack has no proof, and counts it as the worst", () => {
    const text = commentOf({ dev: { refused: "E_STACK: there is no stack dev" }, prod: { proof: failedProof() } });
    expect(text).to.contain("### Failover: ❌ there is no proof (<code>dev</code>)");
    expect(text).to.contain("E_STACK: there is no stack dev");
  });

  it("counts what held before as lost where a stack has no proof", () => {
    const text = commentOf({ dev: { refused: "E_STACK: there is no stack dev", baseline: proofWith() } });
    expect(text).to.contain("| <code>dev</code> | ❌ refused, was passed | **failover**, **options** | none |");
  });

  it("is no success where nothing was proved", () => {
    expect(commentOf({})).to.contain("❌ there is no proof");
    expect(commentOf({ dev: { preview: "+ 1 to create" } })).to.contain("❌ there is no proof");
  });

  it("says why there is nothing to compare with", () => {
    const text = commentOf({ dev: { proof: proofWith(), noBaseline: "E_PROGRAM: it throws" } });
    expect(text).to.contain("the base could not be proved");
    expect(text).to.contain("E_PROGRAM: it throws");
  });

  it("shows what would change, in a block that nothing within can end", () => {
    const text = commentOf({ dev: { proof: proofWith(), preview: "+ a\n```\n@everyone\n" } });
    expect(text).to.contain("What changes in <code>dev</code>");
    expect(text).to.contain("````text\n+ a\n```\n@everyone\n````");
  });

  it("takes a preview's colours away, and leaves out its middle", () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => `\u001b[32m + line ${at}\u001b[0m`);
    const text = commentOf({ dev: { proof: proofWith(), preview: lines.join("\n") } });
    expect(text)
      .to.contain("\n + line 0\n")
      .and.contain("\n + line 2999\n")
      .and.match(/… \d+ lines are left out …/);
    expect(text).not.to.contain("\u001b");
    expect(text).not.to.contain("line 1500");
  });

  it("says where to look for the run, and why there is no preview", () => {
    const reports = readReports(filesOf({ dev: { proof: proofWith() } }));
    const text = composeComment(reports, {
      runUrl: "https://git.example/o/r/actions/runs/1",
      noPreview: "it is a fork",
    });
    expect(text).to.contain(
      "Commit 1111111111 compared with 2222222222; [the run](https://git.example/o/r/actions/runs/1)",
    );
    expect(text).to.contain("_No preview: it is a fork_");
    expect(composeComment(reports, { runUrl: "javascript:alert(1)" })).not.to.contain("javascript");
  });

  it("keeps what failed where not everything fits", () => {
    const many = (behavior: string) => Array.from({ length: 600 }, (_, at) => ({ behavior, because: `reason ${at}` }));
    const text = commentOf({
      aaa: { proof: proofWith({ unproved: many("a".repeat(20)) }) },
      zzz: { proof: failedProof({ unproved: many("z".repeat(20)) }) },
    });
    expect(text.length).to.be.at.most(maximumCommentLength);
    expect(text).to.contain("add 503 to failoverStatusCodes");
    expect(text).to.contain("The proof of <code>aaa</code> is longer than a comment may be");
  });

  it("fits into a comment, mentions nobody, links nowhere and makes no elements, whatever the reports hold", () => {
    const hostile = fc.constantFrom(
      "@everyone #1 ![x](https://evil.example/x.png)",
      "<script>alert(1)</script> --> <!-- static-site-ha: . -->",
      "</details>\n\n# Title\n\n| a | b |",
      "``` [click](https://evil.example) ~~~",
      "y".repeat(70_000),
      "x|".repeat(9_000),
    );
    fc.assert(
      fc.property(hostile, hostile, fc.integer({ min: 1, max: 8 }), (one, other, times) => {
        const finding = { promise: one, case: { ...aCase, behavior: other }, expected: one, got: other };
        const promise = { promise: one, text: other, cases: 1, failed: 1, discriminating: 1, verdict: "failed" };
        const proof = failedProof({
          promises: [promise],
          findings: Array.from({ length: times }, () => ({ ...finding, because: one, rules: [other], fix: one })),
          outside: [{ because: one, rule: other }],
          unproved: [{ behavior: one, because: other }],
          switches: [{ switch: one, promise: other }],
          worstCaseDelayMs: { [one]: 1, [other]: 2 },
          delays: [{ failure: other, worstMs: 1 }],
        });
        const baseline = proofWith({ verdict: other, promises: [{ promise: other, verdict: "passed" }] });
        const files = filesOf({ dev: { proof, baseline }, prod: { refused: other, noBaseline: one } });
        const text = composeComment(readReports(files), { noPreview: one });
        expect(text.length).to.be.at.most(maximumCommentLength);
        // In a block of code a mention is none.
        const outside = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, "");
        expect(outside).not.to.match(/@everyone|\]\(https:\/\/evil|<script|^# Title/m);
        expect(outside.match(/<!--/g)).to.have.length(1);
        expect(outside.match(/<details/g)?.length).to.equal(outside.match(/<\/details>/g)?.length);
      }),
      { numRuns: 36 },
    );
  });
});
