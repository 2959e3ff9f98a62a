import { expect } from "chai";
import { join } from "node:path";
import { grepVerdict, sharesOf } from "../../bench/hooks/confusion";
import { readCorpus, type Specimen } from "../../bench/hooks/corpus";
import { prepare } from "../../hooks/examine";

/** Rewrites that no write of a status brings about: the function breaks, or gives no answer (LE-9). */
const broken =
  /\/(?:cff-no-answer|cff-throws|cff-undefined-name|repeated-parameter|throws-without-header|error-to-callback|never-settles|no-answer|rejects|undefined-name)\./;

describe("the corpus of hooks", () => {
  let specimens: readonly Specimen[] = [];
  before(async () => {
    specimens = await readCorpus(join(__dirname, "corpus"));
  });

  it("has at least 130 hooks, and what tools make of them", () => {
    expect(specimens.filter(({ form }) => form === "written").length).to.be.at.least(130);
    expect(
      specimens.some(({ form }) => form === "minified") && specimens.some(({ form }) => form === "bundled"),
    ).to.equal(true);
  });

  it("has a doubt in the reading of every rewriting hook that is not broken (HA-EDGE-01)", () => {
    const kept = specimens.filter(({ truth, source, options }) => {
      if (truth !== "rewrites" || broken.test(source.name)) return false;
      const { readings } = prepare(source, options);
      return readings.every(
        ({ writes, opaque }) => opaque.length === 0 && writes.every(({ value }) => value === "same"),
      );
    });
    expect(kept.map(({ source }) => source.name)).to.deep.equal([]);
  });

  it("has no doubt in the reading of nineteen in twenty clean hooks (HA-EDGE-01)", () => {
    const clean = specimens.filter(({ truth }) => truth === "clean");
    const doubted = clean.filter(({ source, options }) => {
      const { readings } = prepare(source, options);
      return readings.some(({ writes, opaque }) => opaque.length > 0 || writes.some(({ value }) => value !== "same"));
    });
    expect(doubted.length / clean.length, doubted.map(({ source }) => source.name).join()).to.be.at.most(0.05);
  });

  it("is not told apart by a search for an assignment to a status", () => {
    const { recall, precision } = sharesOf(specimens.map((specimen) => ({ specimen, verdict: grepVerdict(specimen) })));
    expect(recall).to.be.below(1);
    expect(precision).to.be.below(0.97);
  });
});
