import { expect } from "chai";
import { type Finding, prove } from "../../../drills/proof";
import { kindsOf } from "../../../drills/proof/reports/findingKinds";
import { modelFromRegistrations } from "../../../simulator/model/fromRegistrations";
import { galleryEntries } from "../../policy/support/galleryEntries";
import { pages } from "../../policy/support/galleryEntry";

const said = ({ promise, because, rules, fix }: Finding): string =>
  `${promise}: ${because} (${rules.join(", ")}); ${fix}`;

describe("the gallery: what the rules refuse, the proof breaks", function () {
  // Thousands of requests each, and with a hook as many calls into the process that runs it.
  this.timeout(120_000);

  for (const entry of galleryEntries) {
    const { that, refusedBy, proof: expected } = entry;
    const breaks = expected === undefined ? "passes" : `breaks ${expected.promise}, and says why and what to change`;
    it(`a site that ${that} ${breaks}${refusedBy.length === 0 ? "" : ` (${refusedBy.join(", ")})`}`, async () => {
      const proof = await prove(modelFromRegistrations(entry.stack().registrations), { content: pages });
      const { findings, promises, verdict } = proof;
      if (expected === undefined) {
        expect(findings.map(said)).to.deep.equal([]);
        expect(verdict).to.equal("passed");
        return;
      }
      expect(verdict).to.equal("failed");
      expect(promises.find(({ promise }) => promise === expected.promise)?.verdict).to.equal("failed");
      expect(kindsOf(findings).map(({ first }) => first.fix)).to.have.lengthOf(expected.causes ?? 1);
      const fitting = findings.filter(
        ({ promise, because, rules, fix }) =>
          promise === expected.promise &&
          because.includes(expected.because) &&
          rules.includes(expected.rule) &&
          fix.includes(expected.fix),
      );
      expect(fitting.length, [...new Set(findings.map(said))].slice(0, 5).join("\n")).to.be.greaterThan(0);
    });
  }

  it("has an expectation for every stack that a rule refuses", () => {
    expect(galleryEntries.filter((one) => one.refusedBy.length > 0 !== (one.proof !== undefined))).to.deep.equal([]);
  });
});
