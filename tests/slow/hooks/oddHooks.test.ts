import { expect } from "chai";
import fc from "fast-check";
import { closeHooks, examineHook, isRefused } from "../../../hooks";
import { oddHook } from "../../hooks/read/oddHooks";
import { build } from "../../support/examiner";

describe("examining odd hooks", () => {
  before(build);
  after(closeHooks);

  it("calls none clean that rewrites (HA-EDGE-01)", async () => {
    await fc.assert(
      fc.asyncProperty(oddHook, async ({ rewriting }) => {
        const verdict = await examineHook({ name: "odd.js", text: rewriting });
        expect(isRefused(verdict), `${verdict.verdict}\n${rewriting}`).to.equal(true);
      }),
      { numRuns: 150 },
    );
  });

  it("lets most of their harmless twins pass (HA-EDGE-01)", async () => {
    const twins = fc.sample(oddHook, { numRuns: 80, seed: 2 });
    const verdicts = await Promise.all(twins.map(({ harmless }) => examineHook({ name: "twin.js", text: harmless })));
    const refused = twins.filter((_, at) => verdicts[at] !== undefined && isRefused(verdicts[at]));
    expect(refused.length, refused.map(({ harmless }) => harmless).join("\n")).to.be.at.most(8);
  });
});
