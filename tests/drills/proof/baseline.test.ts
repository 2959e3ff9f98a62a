import { expect } from "chai";
import { differenceFrom, parseBaseline, proofJson } from "../../../drills/proof";
import { isUnchanged } from "../../../drills/proof/baseline";
import { changeLines } from "../../../drills/proof/reports/changeLines";
import { refusalOf } from "../../support/refusal";
import { failedProof, finding, matrixCase, proof } from "./reports/support";

const baselineOf = (one: ReturnType<typeof proof>) => parseBaseline(JSON.parse(proofJson(one)));

describe("a proof compared with an earlier one", () => {
  it("tells nothing where nothing changed", () => {
    const difference = differenceFrom(baselineOf(failedProof()), failedProof());
    expect(isUnchanged(difference)).to.equal(true);
    expect(changeLines(difference)).to.deep.equal(["nothing changed since the baseline"]);
  });

  it("names promises that were lost, and the cases that newly fail", () => {
    const difference = differenceFrom(baselineOf(proof()), failedProof());
    expect(difference).to.deep.equal({
      verdict: { before: "passed", after: "failed" },
      lost: ["failover"],
      gained: [],
      newlyFailed: [{ promise: "failover", case: finding().case }],
      repaired: [],
      delays: [],
    });
    expect(changeLines(difference)).to.deep.equal([
      "the verdict was passed, and is failed",
      "promise lost: failover",
      "newly failed: failover, behavior *, GET, in both regions, not cached; down on the primary",
    ]);
  });

  it("names promises that were gained, and the cases that were repaired", () => {
    const { gained, repaired } = differenceFrom(baselineOf(failedProof()), proof());
    expect(gained).to.deep.equal(["failover"]);
    expect(repaired).to.deep.equal([{ promise: "failover", case: finding().case }]);
  });

  it("does not hold for repaired what belonged to a behavior that is gone", () => {
    const gone = finding({ case: { ...finding().case, behavior: "/gone/*" } });
    expect(differenceFrom(baselineOf(failedProof({ findings: [gone] })), proof()).repaired).to.deep.equal([]);
    const there = proof({ matrix: [matrixCase({ behavior: "/gone/*" })] });
    expect(differenceFrom(baselineOf(failedProof({ findings: [gone] })), there).repaired).to.have.length(1);
  });

  it("tells one promise's failure in a case from another's in the same", () => {
    const headers = finding({ promise: "security-headers" });
    const { newlyFailed } = differenceFrom(baselineOf(failedProof()), failedProof({ findings: [finding(), headers] }));
    expect(newlyFailed.map(({ promise }) => promise)).to.deep.equal(["security-headers"]);
  });

  it("tells worst-case delays before and after, those that came and went, too", () => {
    const before = proof({ worstCaseDelayMs: { "connection-timeout": 30_000, "response-timeout": 32_000 } });
    const after = proof({ worstCaseDelayMs: { "connection-timeout": 2_000, "error-status": 0 } });
    const difference = differenceFrom(baselineOf(before), after);
    expect(difference.delays).to.deep.equal([
      { failure: "connection-timeout", beforeMs: 30_000, afterMs: 2_000 },
      { failure: "response-timeout", beforeMs: 32_000 },
      { failure: "error-status", afterMs: 0 },
    ]);
    expect(changeLines(difference)).to.deep.equal([
      "worst-case delay, connection-timeout: 30 s → 2 s",
      "worst-case delay, response-timeout: 32 s → none",
      "worst-case delay, error-status: none → 0 s",
    ]);
  });

  it("counts what it does not name", () => {
    const many = Array.from({ length: 14 }, (_, at) => finding({ case: { ...finding().case, fault: `status ${at}` } }));
    const lines = changeLines(differenceFrom(baselineOf(proof()), failedProof({ findings: many })));
    expect(lines.at(-1)).to.equal("newly failed: 4 more");
    expect(lines).to.have.length(2 + 10 + 1);
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ["no object", 7, "a baseline must be a proof as prove --format json writes one, got 7"],
    ["another report", { verdict: "passed" }, "promises must be a list of promises, got nothing"],
    [
      "a promise without a verdict",
      { ...JSON.parse(proofJson(proof())), promises: [{ promise: "failover" }] },
      "promises[0].verdict must be a text, got nothing",
    ],
    [
      "delays that are none",
      { ...JSON.parse(proofJson(proof())), worstCaseDelayMs: { x: "2 s" } },
      'worstCaseDelayMs.x must be milliseconds, got "2 s"',
    ],
  ];
  for (const [what, input, sentence] of wrong) {
    it(`refuses ${what}`, async () => {
      const { code, message } = await refusalOf(() => parseBaseline(input));
      expect([code, message]).to.deep.equal(["E_BASELINE", `E_BASELINE: ${sentence}`]);
    });
  }
});
