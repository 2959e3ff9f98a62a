import { expect } from "chai";
import { isAsExpected, judge, type Findings } from "../../drills/verdict";
import { legOf } from "../support/legs";

const good: Findings = {
  controlHealthy: legOf("control-healthy", 200),
  controlFaulted: legOf("control-faulted", 404),
  trialFaulted: legOf("trial-faulted", 200, { "sr-reason": "Failover:404" }),
  trialRestored: legOf("trial-restored", 200),
  failover: [404],
  status: "completed",
  objective: 0.99,
  restoration: { complete: true, lifted: ["primary"], left: [], leaseMs: 10_000, changedBuckets: [] },
};

describe("the verdict of a drill (D15)", () => {
  it("is passed when the control breaks, the trial fails over to the right bytes, and the primary answers again", () => {
    expect(judge(good)).to.deep.equal({ verdict: "passed", reasons: [] });
  });

  it("is failed with E_STEADY_STATE when the healthy control does not hold", () => {
    const { verdict, reasons } = judge({ ...good, controlHealthy: legOf("control-healthy", 403) });
    expect(verdict).to.equal("failed");
    expect(reasons[0]?.code).to.equal("E_STEADY_STATE");
    expect(reasons[0]?.sentence).to.contain("GET / answered 403 from us-east-1 instead of 200");
  });

  it("names the function that failed when that is why", () => {
    const functions = [
      { event: "viewer-response", arn: "a", status: "FunctionExecutionError", message: "no handler" },
    ] as const;
    const { reasons } = judge({ ...good, controlHealthy: legOf("control-healthy", 503, { functions }) });
    expect(reasons[0]?.sentence).to.contain("instead of 200 (viewer-response function: no handler)");
  });

  it("is failed when the healthy control serves other bytes than were published (D18)", () => {
    const { reasons } = judge({ ...good, controlHealthy: legOf("control-healthy", 200, {}, "other") });
    expect(reasons[0]?.sentence).to.contain("with other bytes than were published");
  });

  it("is vacuous when the control does not break", () => {
    expect(judge({ ...good, controlFaulted: legOf("control-faulted", 200) }).verdict).to.equal("vacuous");
  });

  it("is failed when viewers see the fault in the trial", () => {
    const { verdict, reasons } = judge({ ...good, trialFaulted: legOf("trial-faulted", 404) });
    expect(verdict).to.equal("failed");
    expect(reasons[0]?.sentence).to.contain("answered 404");
  });

  it("is failed when the right bytes came from the cache: that proves nothing (FO-17, DR-1)", () => {
    const hit = legOf("trial-faulted", 200, { "x-edge-result-type": "Hit", "sr-reason": "Failover:404" });
    const { verdict, reasons } = judge({ ...good, trialFaulted: hit });
    expect(verdict).to.equal("failed");
    expect(reasons[0]?.sentence).to.contain("result type Hit");
  });

  it("is failed when the log names another reason than the one that is expected (OB-1)", () => {
    const other = legOf("trial-faulted", 200, { "sr-reason": "Failover:503" });
    expect(judge({ ...good, trialFaulted: other }).verdict).to.equal("failed");
    expect(judge({ ...good, trialFaulted: other, failover: [] }).verdict).to.equal("passed");
  });

  it("is failed when the site stays broken after the fault is gone", () => {
    expect(judge({ ...good, trialRestored: legOf("trial-restored", 404) }).verdict).to.equal("failed");
  });

  it("is failed when the primary does not answer again", () => {
    const { verdict, reasons } = judge({
      ...good,
      trialRestored: legOf("trial-restored", 200, { "sr-reason": "Failover:404" }),
    });
    expect(verdict).to.equal("failed");
    expect(reasons[0]?.sentence).to.contain("the primary does not answer again");
  });

  it("is failed when a bucket is not as it was", () => {
    const { verdict, reasons } = judge({
      ...good,
      restoration: { ...good.restoration, complete: false, changedBuckets: ["site-primary"] },
    });
    expect(verdict).to.equal("failed");
    expect(reasons[0]?.sentence).to.contain("site-primary");
  });

  it("is failed when it was interrupted, whatever it had seen", () => {
    const { verdict, reasons } = judge({ ...good, status: "interrupted" });
    expect(verdict).to.equal("failed");
    expect(reasons[0]?.code).to.equal("E_INTERRUPTED");
  });

  it("is failed when a fault could not be lifted, and says when it lapses", () => {
    const restoration = { ...good.restoration, complete: false, left: ["primary"] };
    expect(judge({ ...good, restoration }).reasons[0]?.sentence).to.contain(
      "on primary could not be lifted; it lapses within 10 s",
    );
  });

  it("is vacuous when the contrast does not heal: the failure would not come from what the experiment says", () => {
    const trialFaulted = legOf("trial-faulted", 503);
    const contrasted = (leg: Findings["controlHealthy"] | null) =>
      judge({ ...good, trialFaulted, contrast: { title: "the primary alone", leg: leg ?? null } });
    expect(contrasted(legOf("trial-contrast", 200)).verdict).to.equal("failed");
    expect(contrasted(legOf("trial-contrast", 503)).verdict).to.equal("vacuous");
    expect(contrasted(null).verdict).to.equal("vacuous");
  });

  it("is what an experiment that must fail expects only by what the fault did to viewers", () => {
    const byFault = { ...good, trialFaulted: legOf("trial-faulted", 404) };
    expect(isAsExpected("fail", "completed", judge(byFault))).to.equal(true);
    expect(
      isAsExpected("fail", "completed", judge({ ...byFault, trialRestored: legOf("trial-restored", 404) })),
    ).to.equal(false);
    expect(
      isAsExpected("fail", "completed", judge({ ...good, controlHealthy: legOf("control-healthy", 403) })),
    ).to.equal(false);
    expect(
      isAsExpected("fail", "completed", judge({ ...good, controlFaulted: legOf("control-faulted", 200) })),
    ).to.equal(false);
    expect(isAsExpected("fail", "interrupted", judge(byFault))).to.equal(false);
    expect(isAsExpected("pass", "completed", judge(good))).to.equal(true);
  });

  it("is never passed when a leg was not run", () => {
    for (const leg of ["controlHealthy", "controlFaulted", "trialFaulted", "trialRestored"] as const) {
      expect(judge({ ...good, [leg]: undefined }).verdict, leg).to.not.equal("passed");
    }
  });
});
