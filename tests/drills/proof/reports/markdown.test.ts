import { expect } from "chai";
import fc from "fast-check";
import { differenceFrom, parseBaseline, proofJson, proofMarkdown } from "../../../../drills/proof";
import { failedProof, finding, proof, summary } from "./support";

/** The most that a comment on a pull request may hold. */
const limit = 65_536;

describe("the report of a proof for a pull request", () => {
  it("has the verdict, a row a promise, and how long a viewer waits", () => {
    const text = proofMarkdown(proof());
    expect(text).to.match(/^### ✅ Proof of failover: All 10 promises hold\n/);
    expect(text).to.contain("| ✅ | **write-methods**: write methods end at the edge | passed | 10 |");
    expect(text).to.contain("| The primary cannot be reached | 2 s | 2 s |");
    expect(text).to.contain("10 cases stand for 1,234: 8 passed, 0 failed");
    expect(text).not.to.contain("baseline");
  });

  it("says what to repair, once for all cases that the same repairs", () => {
    const text = proofMarkdown(failedProof({ findings: Array.from({ length: 9 }, () => finding()) }));
    expect(text).to.match(/^### ❌ Proof of failover: 1 of 10 promises does not hold\n/);
    expect(text.match(/repair: list 503/g)).to.have.length(1);
    expect(text)
      .to.contain("**GET got status 502 with down on the primary** (FO-11)")
      .and.to.contain("- breaks: failover in 9 cases; under down")
      .and.to.contain(
        "- for instance: behavior <code>&#42;</code>, GET, in both regions, not cached; down on the primary: ",
      );
  });

  it("lists what CloudFront itself answered, which is reported and not judged", () => {
    const own = { status: 403, because: "the behavior does not allow the method", rule: "PL-1", missing: [], cases: 3 };
    const text = proofMarkdown(proof({ ownAnswers: [own] }));
    expect(text)
      .to.contain("3 answers are CloudFront's own")
      .and.to.contain("- 3 × 403, the behavior does not allow the method, with every security header (PL-1)");
    expect(proofMarkdown(proof())).not.to.contain("CloudFront's own");
  });

  it("says what changed since the baseline", () => {
    const difference = differenceFrom(parseBaseline(JSON.parse(proofJson(proof()))), failedProof());
    expect(proofMarkdown(failedProof(), difference)).to.contain(
      "**Since the baseline**\n\n- the verdict was passed, and is failed\n- promise lost: failover\n",
    );
  });

  it("says on what of AWS it hangs", () => {
    const text = proofMarkdown(
      proof({
        verdict: "undecided",
        promises: [summary("options", { verdict: "undecided" })],
        switches: [{ switch: "SIM-5=before", promise: "options", case: finding().case, metByDefault: true }],
      }),
    );
    expect(text).to.contain("It hangs on what AWS does not document: SIM-5=before");
    expect(text).to.contain("- options rests on <code>SIM-5=before</code>, which AWS does not document");
  });

  it("fits a comment with thousands of findings, the verdict and the promises first", () => {
    const many = Array.from({ length: 3_000 }, (_, at) => finding({ fix: `change the argument ${at} `.repeat(9) }));
    const text = proofMarkdown(failedProof({ findings: many }));
    expect(text.length).to.be.within(limit / 2, limit);
    expect(text.endsWith("There is more than a comment can hold; `--format html` or `json` has it all.")).to.equal(
      true,
    );
    expect(text).to.contain("| ❌ | **failover**");
  });

  it("fits a comment with one sentence that is longer than a comment", () => {
    const long = finding({ because: "x".repeat(limit * 2) });
    expect(proofMarkdown(failedProof({ findings: [long] })).length).to.be.lessThan(limit);
  });

  it("lets no path or sentence make mark-up, a mention or a cell", () => {
    const nasty = fc.string({ unit: fc.constantFrom(...Array.from("<>|`*_[]()@#&~\n\\!ab ")) });
    const plain = proofMarkdown(
      failedProof({
        findings: [finding({ because: "x", fix: "x", got: "x", case: { ...finding().case, behavior: "x" } })],
      }),
    );
    fc.assert(
      fc.property(nasty, (text) => {
        const one = finding({ because: text, fix: text, got: text, case: { ...finding().case, behavior: text } });
        const written = proofMarkdown(failedProof({ findings: [one] }));
        expect(written.split("\n")).to.have.length(plain.split("\n").length);
        for (const mark of ["<", "|", "*", "_", "[", "`", "@", "#", "~", "\\"]) {
          // What comes from a text is written as an entity, whose own sign does not count.
          const count = (all: string): number => all.replace(/&#\d+;/g, "").split(mark).length;
          expect(count(written), `${mark} of ${JSON.stringify(text)}`).to.equal(count(plain));
        }
      }),
    );
  });
});
