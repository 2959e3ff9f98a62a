import { expect } from "chai";
import * as fc from "fast-check";
import { ReplicationCounters, type CopyOutcome, type Copying } from "../../../simulator/s3/replicationCounters";
import { bucket, bytes, rule, twoRegions, world } from "./support";

const role = "arn:aws:iam::123456789012:role/replication";

describe("the metrics of replication", () => {
  it("tell of each rule what is pending, and how far the destination is behind", async () => {
    const { s3, clock } = twoRegions([rule("copy", { id: "all" })], { replicationLagMs: 4000 });
    s3.putObject("site", "a", { body: bytes("abc") });
    await clock.advance(1500);
    s3.putObject("site", "b", { body: bytes("de") });
    await clock.advance(1500);
    const dimensions = { SourceBucket: "site", DestinationBucket: "copy", RuleId: "all" };
    expect(s3.replicationMetrics("site")).to.deep.equal([
      {
        ...dimensions,
        OperationsPendingReplication: 2,
        BytesPendingReplication: 5,
        ReplicationLatency: 3,
        OperationsFailedReplication: 0,
      },
    ]);
    await clock.advance(1000);
    expect(s3.replicationMetrics("site")[0]).to.include({ OperationsPendingReplication: 1, ReplicationLatency: 2.5 });
    await clock.advance(10_000);
    expect(s3.replicationMetrics("site")[0]).to.include({
      OperationsPendingReplication: 0,
      BytesPendingReplication: 0,
      ReplicationLatency: 4,
    });
  });

  it("count what a pause holds back, and how long it does (RP-13)", async () => {
    const { s3, clock } = twoRegions();
    s3.pauseReplication("copy");
    s3.putObject("site", "a", { body: bytes("abc") });
    await clock.advance(60_000);
    expect(s3.replicationMetrics("site")[0]).to.include({ OperationsPendingReplication: 1, ReplicationLatency: 60 });
    s3.resumeReplication("copy");
    await clock.advance(0);
    expect(s3.replicationMetrics("site")[0]).to.include({ OperationsPendingReplication: 0, ReplicationLatency: 60 });
  });

  it("count as failed what can never arrive, by the rule that sent it (RP-14)", async () => {
    const rules = [rule("copy", { id: "good" }), rule("gone", { id: "bad" })];
    const { s3, clock } = world([
      bucket("site", "us-east-1", { replication: { role, rules } }),
      bucket("copy", "us-west-2"),
    ]);
    s3.putObject("site", "a", { body: bytes("abc") });
    await clock.run(() => s3.whenReplicated());
    const failed = s3.replicationMetrics("site").map((one) => [one.RuleId, one.OperationsFailedReplication]);
    expect(failed).to.deep.equal([
      ["good", 0],
      ["bad", 1],
    ]);
    expect(s3.headObject("site", "a")?.replicationStatus).to.equal("FAILED");
  });

  it("have no entry for a bucket without rules", () => {
    expect(twoRegions().s3.replicationMetrics("copy")).to.deep.equal([]);
  });

  it("are those of the copies that have begun and not ended, in whatever order they end", () => {
    const outcome = fc.constantFrom<CopyOutcome>("copied", "failed", "dropped");
    const one = fc.record({ bytes: fc.nat(100), ended: fc.option(outcome), after: fc.nat(1000) });
    fc.assert(
      fc.property(fc.array(one), (copies) => {
        let now = 0;
        const counters = new ReplicationCounters({ now: () => now });
        const key = { source: "site", destination: "copy", ruleId: "r" };
        const made = copies.map(({ bytes: size, ended, after }) => {
          const copying: Copying = { ...key, bytes: size };
          const began = (now += after);
          counters.begin(copying);
          return { copying, ended, began };
        });
        for (const { copying, ended } of [...made].reverse()) if (ended !== null) counters.end(copying, ended);
        const open = made.filter(({ ended }) => ended === null);
        const { pending, pendingBytes, failed, latencyMs } = counters.of(key);
        expect([pending, counters.pending]).to.deep.equal([open.length, open.length]);
        expect(pendingBytes).to.equal(open.reduce((sum, { copying }) => sum + copying.bytes, 0));
        expect(failed).to.equal(made.filter(({ ended }) => ended === "failed").length);
        if (open[0] !== undefined) expect(latencyMs).to.equal(now - open[0].began);
      }),
    );
  });
});
