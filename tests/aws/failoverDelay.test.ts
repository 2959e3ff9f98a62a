import { expect } from "chai";
import fc from "fast-check";
import {
  delayReasons,
  failureClasses,
  memberDelays,
  type MemberTimeouts,
  worstCaseDelays,
} from "../../aws/failoverDelay";

const cloudFrontDefaults = { connectionAttempts: 3, connectionTimeoutSeconds: 10 };
const tuned = { connectionAttempts: 1, connectionTimeoutSeconds: 2, readTimeoutSeconds: 5 };

describe("the worst-case delay of a failover", () => {
  it("is 30 s on an unreachable primary with CloudFront's defaults, 2 s when tuned to 1 × 2 s (FO-T1)", () => {
    expect(delay("connection-timeout", cloudFrontDefaults)).to.equal(30_000);
    expect(delay("connection-timeout", tuned)).to.equal(2_000);
  });

  it("is 60 s until the error when both are unreachable, 4 s when tuned (FO-T2)", () => {
    expect(delay("both-connection-timeout", cloudFrontDefaults)).to.equal(60_000);
    expect(delay("both-connection-timeout", tuned)).to.equal(4_000);
  });

  it("is 90 s and the connects on a primary that hangs on a GET (FO-T3)", () => {
    expect(delay("response-timeout", cloudFrontDefaults)).to.equal(90_000 + 30_000);
    expect(delay("response-timeout", tuned)).to.equal(5_000 + 2_000);
  });

  it("counts the response timeout once on OPTIONS, which is not retried (FO-25, FO-T4)", () => {
    expect(delay("response-timeout-options", cloudFrontDefaults)).to.equal(30_000 + 30_000);
  });

  it("is 180 s and the connects until the error when both hang (FO-T5)", () => {
    expect(delay("both-response-timeout", cloudFrontDefaults)).to.equal(180_000 + 60_000);
  });

  it("is nothing but round trips on a refused connection and on a failing status (FO-T6)", () => {
    expect(delay("connection-refused", cloudFrontDefaults)).to.equal(0);
    expect(delay("error-status", cloudFrontDefaults)).to.equal(0);
  });

  it("takes CloudFront's 30 s where the response timeout cannot be set (FO-22, FO-T7)", () => {
    const withoutReadTimeout = { connectionAttempts: 1, connectionTimeoutSeconds: 2 };
    expect(delay("response-timeout", withoutReadTimeout)).to.equal(32_000);
  });

  it("is never shorter for a primary that has longer timeouts, nor for both members than for one", () => {
    const member: fc.Arbitrary<MemberTimeouts> = fc.record({
      connectionAttempts: fc.integer({ min: 1, max: 3 }),
      connectionTimeoutSeconds: fc.integer({ min: 1, max: 10 }),
      readTimeoutSeconds: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(member, member, fc.nat(3), (primary, replica, more) => {
        const delays = worstCaseDelays({ primary, replica });
        const longer = worstCaseDelays({
          primary: { ...primary, connectionTimeoutSeconds: primary.connectionTimeoutSeconds + more },
          replica,
        });
        for (const name of failureClasses) expect(longer[name]).to.be.at.least(delays[name]);
        expect(delays["both-connection-timeout"]).to.be.above(delays["connection-timeout"]);
        expect(delays["both-response-timeout"]).to.be.above(delays["response-timeout"]);
        expect(delays["response-timeout"]).to.be.at.least(delays["response-timeout-options"]);
      }),
    );
  });

  it("is capped by a member's response completion timeout, its attempts to connect included (FO-23)", () => {
    const capped = { ...cloudFrontDefaults, responseCompletionTimeoutSeconds: 45 };
    expect(delay("response-timeout", capped)).to.equal(45_000);
    expect(delay("response-timeout-options", capped)).to.equal(45_000);
    expect(delay("both-response-timeout", capped)).to.equal(90_000);
    expect(delay("connection-timeout", capped)).to.equal(30_000);
  });

  it("comes with a reason for every class, whose sum is the delay", () => {
    const members = { primary: tuned, replica: { ...cloudFrontDefaults, responseCompletionTimeoutSeconds: 45 } };
    const reasons = delayReasons(members);
    expect(reasons).to.deep.equal({
      "connection-refused": "a refused connection is known at once (FO-T6)",
      "connection-timeout": "1 × 2 = 2 s (FO-T1)",
      "response-timeout": "1 × (2 + 5) = 7 s (FO-T3)",
      "response-timeout-options": "1 × 2 + 5 = 7 s (FO-T4)",
      "error-status": "a status is known at once (FO-T6)",
      "both-connection-timeout": "1 × 2 = 2 s on the primary and 3 × 10 = 30 s on the replica (FO-T2)",
      "both-response-timeout":
        "1 × (2 + 5) = 7 s on the primary and 3 × (10 + 30) = 120 s, cut off at 45 s (FO-23) on the replica (FO-T5)",
    });
    expect(worstCaseDelays(members)["both-response-timeout"]).to.equal(7_000 + 45_000);
  });

  it("comes with its arithmetic", () => {
    expect(memberDelays(cloudFrontDefaults)).to.deep.equal([
      { failure: "connection-timeout", seconds: 30, arithmetic: "3 × 10 = 30 s" },
      { failure: "response-timeout", seconds: 120, arithmetic: "3 × (10 + 30) = 120 s" },
      { failure: "response-timeout-options", seconds: 60, arithmetic: "3 × 10 + 30 = 60 s" },
    ]);
  });
});

function delay(name: (typeof failureClasses)[number], member: MemberTimeouts): number {
  return worstCaseDelays({ primary: member, replica: member })[name];
}
