import { expect } from "chai";
import { shortText } from "../../../../drills/proof/reports/short";
import { finding, failedProof, proof } from "./support";

describe("a proof in a few lines", () => {
  it("is one line where every promise holds", () => {
    expect(shortText(proof())).to.match(/^proof passed: All \d+ promises hold; 10 cases stand for 1,234: [^\n]+$/);
  });

  it("has what went wrong and its repair, three of them at most, and counts the rest", () => {
    const findings = ["a", "b", "c", "d", "d"].map((fix) => finding({ fix, because: `it broke, see ${fix}` }));
    const lines = shortText(failedProof({ findings })).split("\n");
    expect(lines[0]).to.match(/^proof failed: /);
    expect(lines.slice(1)).to.deep.equal([
      "  ✗ failover: it broke, see a",
      "    repair: a",
      "  ✗ failover: it broke, see b",
      "    repair: b",
      "  ✗ failover: it broke, see c",
      "    repair: c",
      "  … and 1 more; static-site-ha prove has all of it",
    ]);
  });

  it("says that nothing was proved where no bucket can be broken, and why", () => {
    const { cases } = proof();
    const unproved = [{ behavior: "*", because: "its origin api is no bucket on the embedded cloud" }];
    expect(shortText(proof({ verdict: "vacuous", cases: { ...cases, total: 0 }, unproved }))).to.equal(
      "no proof: no behavior has buckets behind it that can be broken\n" +
        "  not proved: the behavior *, its origin api is no bucket on the embedded cloud",
    );
  });
});
