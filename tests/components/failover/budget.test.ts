import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../../aws/codedError";
import { memberDelays } from "../../../aws/failoverDelay";
import { judgeBudget } from "../../../components/failover/budget";

const primary = (connectionAttempts: number, connectionTimeoutSeconds: number) => ({
  connectionAttempts,
  connectionTimeoutSeconds,
});

describe("the failover budget", () => {
  it("is 35 s by default, which one attempt of up to 5 s leaves room for", () => {
    expect(judgeBudget(undefined, primary(1, 2))).to.equal(35);
    expect(judgeBudget(undefined, primary(1, 5))).to.equal(35);
  });

  it("refuses CloudFront's own defaults with the arithmetic (FO-T1, FO-T3, FO-T4)", () => {
    expect(() => judgeBudget(undefined, primary(3, 10)))
      .to.throw(
        CodedError,
        "failoverBudgetSeconds must be at least what a failing primary can take, 3 × (10 + 30) = 120 s when the " +
          "primary accepts and falls silent (FO-T3), 3 × 10 + 30 = 60 s when it does so on OPTIONS (FO-T4), got 35",
      )
      .that.includes({ code: "E_FAILOVER_BUDGET", path: "failoverBudgetSeconds" });
  });

  it("says every failure that is over it, a black hole too (FO-T1)", () => {
    expect(() => judgeBudget(20, primary(3, 10))).to.throw("3 × 10 = 30 s when the primary cannot be reached (FO-T1)");
  });

  it("cannot be met under 31 s: the 30 s of a silent bucket cannot be set (FO-T7)", () => {
    expect(judgeBudget(31, primary(1, 1))).to.equal(31);
    expect(() => judgeBudget(30, primary(1, 1))).to.throw("1 × (1 + 30) = 31 s");
  });

  for (const wrong of [0, 121, 35.5, "35", Number.NaN, null]) {
    it(`refuses ${JSON.stringify(wrong)}, which is no whole number from 1 to 120`, () => {
      expect(() => judgeBudget(wrong, primary(1, 2))).to.throw(CodedError, "from 1 to 120");
    });
  }

  it("accepts exactly the primaries of which no failure takes longer", () => {
    const members = fc.record({
      connectionAttempts: fc.integer({ min: 1, max: 3 }),
      connectionTimeoutSeconds: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(members, fc.integer({ min: 1, max: 120 }), (member, budget) => {
        const fits = memberDelays(member).every(({ seconds }) => seconds <= budget);
        const judged = (): number => judgeBudget(budget, member);
        if (fits) expect(judged()).to.equal(budget);
        else expect(judged).to.throw(CodedError, `got ${budget}`);
      }),
    );
  });
});
