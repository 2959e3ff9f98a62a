import { expect } from "chai";
import { join } from "node:path";
import { isRefused, type Judged, sharesOf } from "../../../bench/hooks/confusion";
import { readCorpus } from "../../../bench/hooks/corpus";
import { closeHooks, examineHook } from "../../../hooks";
import { build } from "../../support/examiner";

describe("examining the corpus of hooks", () => {
  let judged: readonly Judged[] = [];
  before(async () => {
    await build();
    const specimens = await readCorpus(join(__dirname, "..", "..", "hooks", "corpus"));
    judged = await Promise.all(
      specimens.map(async (specimen) => ({
        specimen,
        verdict: (await examineHook(specimen.source, specimen.options)).verdict,
      })),
    );
  });
  after(closeHooks);

  it("lets no rewriting response hook pass (HA-EDGE-01)", () => {
    const passed = judged.filter(({ specimen, verdict }) => specimen.truth === "rewrites" && !isRefused(verdict));
    expect(passed.map(({ specimen, verdict }) => `${specimen.source.name}: ${verdict}`)).to.deep.equal([]);
  });

  it("refuses hardly any other than those that rewrite or cannot be decided (HA-EDGE-01)", () => {
    expect(sharesOf(judged).precision).to.be.at.least(0.97);
  });

  it("calls at least nineteen in twenty clean ones keeps-status (HA-EDGE-01)", () => {
    expect(sharesOf(judged).clean).to.be.at.least(0.95);
  });

  it("refuses no request hook for the responses that it makes (HA-EDGE-01)", () => {
    const refused = judged.filter(({ specimen, verdict }) => specimen.truth === "request" && isRefused(verdict));
    expect(refused.map(({ specimen }) => specimen.source.name)).to.deep.equal([]);
  });
});
